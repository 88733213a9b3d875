-- What is looked up by something other than its key, so that it stays fast in a large gemeente.

CREATE INDEX meldingen_gebied_state ON meldingen (gemeente_id, gebied_id, state, submitted_at, id);
CREATE INDEX melding_fotos_hash ON melding_fotos (gemeente_id, hash);
CREATE INDEX melding_fotos_thumbnail ON melding_fotos (gemeente_id, thumbnail);
CREATE INDEX melding_fotos_public ON melding_fotos (gemeente_id, public_hash);
CREATE INDEX bewijzen_hash ON bewijzen (gemeente_id, hash);
CREATE INDEX bewijzen_thumbnail ON bewijzen (gemeente_id, thumbnail);
CREATE INDEX links_holder ON links (gemeente_id, holder_id);
CREATE INDEX mails_recipient ON mails (gemeente_id, recipient);
CREATE INDEX verplichtingen_debtor ON verplichtingen (gemeente_id, state, debtor_id, due);
CREATE INDEX oordelen_melding ON oordelen (gemeente_id, melding_id);
CREATE INDEX meldingen_samengevoegd ON meldingen (gemeente_id, samengevoegd_met);
