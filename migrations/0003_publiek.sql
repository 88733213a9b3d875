-- What public pages look up: a melding by its number, a photo by its name.

CREATE INDEX meldingen_publiek_nummer ON meldingen_publiek (gemeente_id, nummer);
CREATE INDEX meldingen_publiek_photo ON meldingen_publiek (gemeente_id, photo_hash) WHERE photo_hash IS NOT NULL;
CREATE INDEX meldingen_publiek_aandachtsgebied ON meldingen_publiek (gemeente_id, aandachtsgebied_id) WHERE aandachtsgebied_id IS NOT NULL;
