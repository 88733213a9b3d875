-- What waits for somebody is found in as many steps as there are lines to show, however much waits for others.

DROP INDEX verplichtingen_open;
DROP INDEX verplichtingen_debtor;
CREATE INDEX verplichtingen_open ON verplichtingen (gemeente_id, due, id) WHERE state = 'open';
CREATE INDEX verplichtingen_debtor ON verplichtingen (gemeente_id, debtor_id, due, id) WHERE state = 'open' AND debtor_id IS NOT NULL;
CREATE INDEX verplichtingen_rol ON verplichtingen (gemeente_id, debtor_rol, due, id) WHERE state = 'open' AND debtor_rol IS NOT NULL AND soort <> 'melding.triage';
CREATE INDEX verplichtingen_triage ON verplichtingen (gemeente_id, gebied_id, due) WHERE state = 'open' AND soort = 'melding.triage';

-- Names on evidence go after five years; accounts that were closed are looked for every night.
CREATE INDEX bewijzen_at ON bewijzen (gemeente_id, at, id) WHERE visited_by IS NOT NULL;
CREATE INDEX accounts_ended ON accounts (gemeente_id, ended_at, id) WHERE ended_at IS NOT NULL;
