-- Which fallback was warned when a receiver kept silent (L-46): it may look on and find somebody else.

ALTER TABLE doorverwijzingen ADD COLUMN vangnet_id UUID; -- the organisation that the route named for when the norm passed; empty while it did not
CREATE INDEX doorverwijzingen_vangnet ON doorverwijzingen (gemeente_id, vangnet_id, created_at, id);
UPDATE doorverwijzingen SET vangnet_id = (SELECT r.vangnet_id FROM routes r WHERE r.gemeente_id = doorverwijzingen.gemeente_id AND r.id = doorverwijzingen.route_id) WHERE state = 'expired';

-- A call-back is found again by its number, and somebody who was sent on counts once.

ALTER TABLE contacten ADD COLUMN nummer BIGINT NOT NULL DEFAULT 0; -- by which a call-back is found again; 0: nobody is called back
ALTER TABLE contacten ADD COLUMN verwezen_at TIMESTAMPTZ; -- when it was noted by itself, because somebody was sent on; empty once the desk noted it too
CREATE INDEX contacten_nummer ON contacten (gemeente_id, nummer);
