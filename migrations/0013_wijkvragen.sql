-- Questions from the wijk to the bewonersorgaan that works there (V-66).

CREATE TABLE wijkvragen (              -- that something was asked and what became of it; never what
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    nummer BIGINT NOT NULL,
    gebied_id UUID NOT NULL,
    orgaan_id UUID NOT NULL,           -- the bewonersorgaan that was asked
    vrager_id UUID NOT NULL,           -- who asked, as the link knows it: a random id
    taal TEXT NOT NULL,                -- the language of who asked
    state TEXT NOT NULL,               -- open | answered | handed_over | withdrawn
    account_id UUID,                   -- who took it on
    contact_id UUID,                   -- where the desk has it, once it was handed over
    at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ,
    CONSTRAINT wijkvragen_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT wijkvragen_nummer UNIQUE (gemeente_id, nummer)
);
CREATE INDEX wijkvragen_orgaan ON wijkvragen (gemeente_id, orgaan_id, state, at, id);

CREATE TABLE wijkvragers (             -- personal data, purpose P1: gone with handing over, else 30 days after the answer
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    vraag TEXT NOT NULL,               -- in their own words
    email TEXT,
    antwoord TEXT,
    erase_after DATE,
    CONSTRAINT wijkvragers_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX wijkvragers_erase ON wijkvragers (gemeente_id, erase_after);
