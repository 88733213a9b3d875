-- A photo of evidence becomes public as a copy that a named member of staff releases, until it is taken back (INV-43).

ALTER TABLE bewijzen ADD COLUMN public_hash TEXT; -- the released, blurred copy; empty: nobody shows it
ALTER TABLE bewijzen ADD COLUMN released_by UUID;
ALTER TABLE bewijzen ADD COLUMN released_at TIMESTAMPTZ;

CREATE INDEX bewijzen_public ON bewijzen (gemeente_id, public_hash);
