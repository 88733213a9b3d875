-- What a place was, and what others say is not right about it.

CREATE TABLE locatieversies (          -- every state of a place since somebody changed it here; the first is what was found
    gemeente_id UUID NOT NULL,
    locatie_id UUID NOT NULL,
    versie BIGINT NOT NULL,
    naam TEXT NOT NULL,
    soort TEXT NOT NULL,
    sterren BIGINT NOT NULL,
    adres TEXT NOT NULL,
    postcode TEXT NOT NULL,
    plaats TEXT NOT NULL,
    lat_e6 BIGINT,
    lon_e6 BIGINT,
    toegankelijkheid TEXT NOT NULL,
    telefoon TEXT,
    openingstijden TEXT NOT NULL,      -- OSM opening_hours; empty: not known
    typed TEXT NOT NULL,               -- the same as somebody typed it
    account_id UUID,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT locatieversies_pk PRIMARY KEY (gemeente_id, locatie_id, versie)
);

CREATE TABLE locatievlaggen (          -- what is not right about a place, said by anybody but its own people
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    locatie_id UUID NOT NULL,
    toelichting TEXT NOT NULL,
    account_id UUID,
    at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ,
    CONSTRAINT locatievlaggen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX locatievlaggen_locatie ON locatievlaggen (gemeente_id, locatie_id, at, id);
CREATE INDEX locaties_naam ON locaties (gemeente_id, naam, id);
