-- Formation, who is who, and the support that residents' bodies get.

CREATE TABLE formatieafspraken (       -- what was agreed per origin (INV-07)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    naam TEXT NOT NULL,                -- where the formation comes from
    fte_milli BIGINT NOT NULL,
    stad_milli BIGINT NOT NULL,        -- of which for the whole town (L-65)
    valid_from DATE NOT NULL,
    valid_to DATE,
    CONSTRAINT formatieafspraken_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX formatieafspraken_from ON formatieafspraken (gemeente_id, valid_from, id);

CREATE TABLE formatieregels (          -- how it is divided (L-60…66)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    formatieafspraak_id UUID NOT NULL,
    functie TEXT NOT NULL,
    fte_milli BIGINT NOT NULL,
    gebied_id UUID,                    -- empty: the whole town
    organisatie_id UUID NOT NULL,      -- the employer
    valid_from DATE NOT NULL,
    valid_to DATE,
    CONSTRAINT formatieregels_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX formatieregels_from ON formatieregels (gemeente_id, valid_from, id);
CREATE INDEX formatieregels_afspraak ON formatieregels (gemeente_id, formatieafspraak_id, id);

CREATE TABLE formatieinvullingen (     -- who does it; one person may serve several gebieden (L-67)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    formatieregel_id UUID NOT NULL,
    account_id UUID NOT NULL,
    fte_milli BIGINT NOT NULL,
    reden TEXT,                        -- why somebody has more than 1.0 (INV-08)
    valid_from DATE NOT NULL,
    valid_to DATE,
    CONSTRAINT formatieinvullingen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX formatieinvullingen_account ON formatieinvullingen (gemeente_id, account_id, valid_from, id);
CREATE INDEX formatieinvullingen_regel ON formatieinvullingen (gemeente_id, formatieregel_id, valid_from, id);
CREATE INDEX formatieinvullingen_from ON formatieinvullingen (gemeente_id, valid_from, id);

CREATE TABLE contactregels (           -- whom to turn to: kind × audience × gebied (V-80, V-84)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    soort TEXT NOT NULL,               -- general | substantive
    doelgroep TEXT,                    -- professional | platform | resident | association; empty: everybody
    gebied_id UUID,                    -- empty: the whole town
    account_id UUID,                   -- empty: a vacancy
    vervanger_id UUID,
    bereik TEXT NOT NULL,              -- the best way to reach
    valid_from DATE NOT NULL,
    valid_to DATE,
    CONSTRAINT contactregels_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX contactregels_from ON contactregels (gemeente_id, valid_from, id);

CREATE TABLE ondersteuningen (         -- support given to an orgaan of residents, by the minute (L-54, L-55)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    orgaan_id UUID NOT NULL,
    soort TEXT NOT NULL,               -- one of the one catalogue for all
    minuten BIGINT NOT NULL,
    op DATE NOT NULL,
    account_id UUID,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT ondersteuningen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX ondersteuningen_op ON ondersteuningen (gemeente_id, op, id);
CREATE INDEX ondersteuningen_orgaan ON ondersteuningen (gemeente_id, orgaan_id, op, id);
