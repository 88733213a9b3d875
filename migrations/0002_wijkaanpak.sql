-- From signal to result: meldingen, taken, aandachtsgebieden, werkplannen, afspraken, resultaten.

CREATE TABLE meldingen (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    nummer BIGINT NOT NULL,
    state TEXT NOT NULL,               -- submitted | taken | aandachtsgebied | doorgezet | no_action
    field_state TEXT NOT NULL,         -- new | routed | planned | done | confirmed | disputed
    gebied_id UUID NOT NULL,
    cbs_code TEXT,
    orgaan_id UUID,                    -- the team it lands with
    thema TEXT,
    discipline TEXT,
    lat_e6 BIGINT,                     -- where, in millionths of a degree; empty when only an area was given
    lon_e6 BIGINT,
    near_home BOOLEAN NOT NULL,        -- rounded to the street in public
    kanaal TEXT NOT NULL,
    bron_kind TEXT NOT NULL,           -- bewoner | bewonersorgaan | organisatie | medewerker | import
    bron_id UUID,
    entered_by UUID,
    external_id TEXT,
    external_source TEXT,
    owner_kind TEXT NOT NULL,          -- who has it now: rol | organisatie
    owner_rol TEXT,
    owner_account_id UUID,             -- INV-20: kept inside whatever is forwarded
    organisatie_id UUID,               -- the partner it was forwarded to
    aandachtsgebied_id UUID,
    samengevoegd_met UUID,             -- joined into this one (L-20)
    reason TEXT,                       -- why nothing is done, in plain words
    public_sentence TEXT,
    submitted_at TIMESTAMPTZ NOT NULL,
    triaged_at TIMESTAMPTZ,
    done_at TIMESTAMPTZ,
    told_at TIMESTAMPTZ,
    reopened BIGINT NOT NULL,
    due DATE,
    changed_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT meldingen_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT meldingen_nummer UNIQUE (gemeente_id, nummer)
);
CREATE INDEX meldingen_list ON meldingen (gemeente_id, state, submitted_at, id);
CREATE INDEX meldingen_team ON meldingen (gemeente_id, orgaan_id, state, submitted_at, id);
CREATE INDEX meldingen_gebied ON meldingen (gemeente_id, gebied_id, submitted_at, id);
CREATE INDEX meldingen_place ON meldingen (gemeente_id, lat_e6, lon_e6);
CREATE INDEX meldingen_aandachtsgebied ON meldingen (gemeente_id, aandachtsgebied_id);
CREATE UNIQUE INDEX meldingen_external ON meldingen (gemeente_id, external_source, external_id) WHERE external_id IS NOT NULL;

CREATE TABLE melding_teksten (         -- the reporter's own words: never public
    gemeente_id UUID NOT NULL,
    melding_id UUID NOT NULL,
    omschrijving TEXT NOT NULL,
    plaats TEXT,
    CONSTRAINT melding_teksten_pk PRIMARY KEY (gemeente_id, melding_id)
);
CREATE TABLE melders (                 -- personal data, purpose P3; erased one year after the melding was closed
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    melding_id UUID NOT NULL,
    soort TEXT NOT NULL,               -- melder | volger
    naam TEXT,
    email TEXT,
    telefoon TEXT,
    taal TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    erase_after DATE,
    CONSTRAINT melders_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX melders_melding ON melders (gemeente_id, melding_id);
CREATE TABLE melding_fotos (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    melding_id UUID NOT NULL,
    soort TEXT NOT NULL,               -- before | after
    hash TEXT NOT NULL,
    thumbnail TEXT NOT NULL,
    taak_id UUID,
    public_hash TEXT,                  -- the released, blurred copy; a named person did it
    released_by UUID,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT melding_fotos_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX melding_fotos_melding ON melding_fotos (gemeente_id, melding_id);
CREATE TABLE melding_bronnen (         -- who raised the same thing, kept visible after joining (V-33)
    gemeente_id UUID NOT NULL,
    melding_id UUID NOT NULL,
    id UUID NOT NULL,
    bron_kind TEXT NOT NULL,
    bron_id UUID,
    kanaal TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT melding_bronnen_pk PRIMARY KEY (gemeente_id, melding_id, id)
);
CREATE TABLE meldingen_publiek (       -- the generated public face (INV-43)
    gemeente_id UUID NOT NULL,
    melding_id UUID NOT NULL,
    nummer BIGINT NOT NULL,
    gebied_id UUID NOT NULL,
    thema TEXT,
    discipline TEXT,
    lat_e6 BIGINT,
    lon_e6 BIGINT,
    state TEXT NOT NULL,
    who TEXT NOT NULL,
    sentence TEXT,
    submitted_on DATE NOT NULL,
    done_on DATE,
    photo_hash TEXT,
    aandachtsgebied_id UUID,
    CONSTRAINT meldingen_publiek_pk PRIMARY KEY (gemeente_id, melding_id)
);
CREATE INDEX meldingen_publiek_gebied ON meldingen_publiek (gemeente_id, gebied_id, submitted_on, melding_id);

CREATE TABLE taken (                   -- one per discipline; the reporter sees one case
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    melding_id UUID NOT NULL,
    orgaan_id UUID,
    discipline TEXT NOT NULL,
    account_id UUID,                   -- the vakploeg member it is assigned to
    state TEXT NOT NULL,               -- open | planned | done | cancelled
    planned_on DATE,
    volgorde BIGINT NOT NULL,
    done_at TIMESTAMPTZ,
    bewijs_id UUID,
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT taken_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX taken_melding ON taken (gemeente_id, melding_id);
CREATE INDEX taken_list ON taken (gemeente_id, orgaan_id, state, planned_on, id);
CREATE INDEX taken_account ON taken (gemeente_id, account_id, state, planned_on, id);

CREATE TABLE bewijzen (                -- evidence: a file, a visit, or a fact of the system (INV-21)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    soort TEXT NOT NULL,               -- file | visit | fact
    hash TEXT,
    thumbnail TEXT,
    visited_by TEXT,
    visited_on DATE,
    seen TEXT,
    fact TEXT,
    account_id UUID,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT bewijzen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX bewijzen_subject ON bewijzen (gemeente_id, subject_id);

CREATE TABLE zorgsignalen (            -- closed: place and a request to call back, no free text (L-71)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    taak_id UUID,
    melding_id UUID,
    gebied_id UUID NOT NULL,
    lat_e6 BIGINT,
    lon_e6 BIGINT,
    soort TEXT NOT NULL,
    signalled_by UUID NOT NULL,
    call_back BOOLEAN NOT NULL,
    state TEXT NOT NULL,               -- open | taken_up | closed
    taken_up_by UUID,
    at TIMESTAMPTZ NOT NULL,
    erase_after DATE NOT NULL,
    CONSTRAINT zorgsignalen_pk PRIMARY KEY (gemeente_id, id)
);

CREATE TABLE werkplannen (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    orgaan_id UUID NOT NULL,
    jaar BIGINT NOT NULL,
    versie BIGINT NOT NULL,
    state TEXT NOT NULL,               -- draft | adopted
    created_at TIMESTAMPTZ NOT NULL,
    adopted_at TIMESTAMPTZ,
    CONSTRAINT werkplannen_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT werkplannen_jaar UNIQUE (gemeente_id, orgaan_id, jaar)
);
CREATE TABLE werkplan_instemmingen (   -- adopted jointly: one per organisation with a mandatory seat
    gemeente_id UUID NOT NULL,
    werkplan_id UUID NOT NULL,
    versie BIGINT NOT NULL,
    organisatie_id UUID NOT NULL,
    account_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT werkplan_instemmingen_pk PRIMARY KEY (gemeente_id, werkplan_id, versie, organisatie_id)
);
CREATE TABLE werkplan_versies (        -- the generated public version of each adoption
    gemeente_id UUID NOT NULL,
    werkplan_id UUID NOT NULL,
    versie BIGINT NOT NULL,
    adopted_at TIMESTAMPTZ NOT NULL,
    document TEXT NOT NULL,
    CONSTRAINT werkplan_versies_pk PRIMARY KEY (gemeente_id, werkplan_id, versie)
);

CREATE TABLE aandachtsgebieden (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    werkplan_id UUID NOT NULL,
    titel TEXT NOT NULL,
    behoefte TEXT NOT NULL,            -- whose need, in words
    behoefte_van TEXT NOT NULL,        -- bewoners | partner | gemeente
    behoefte_bron TEXT,                -- how we know it; empty: not substantiated (V-02)
    integraal BOOLEAN NOT NULL,
    eigen_initiatief BOOLEAN NOT NULL, -- partner's own initiative (V-10)
    state TEXT NOT NULL,               -- proposed | adopted | active | resolved | carried_over | dropped
    reason TEXT,
    owner_organisatie_id UUID,
    carried_from UUID,
    velden TEXT NOT NULL,              -- extra fields of this area (V-09), JSON
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT aandachtsgebieden_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX aandachtsgebieden_werkplan ON aandachtsgebieden (gemeente_id, werkplan_id);
CREATE TABLE aandachtsgebied_wijken (
    gemeente_id UUID NOT NULL,
    aandachtsgebied_id UUID NOT NULL,
    gebied_id UUID NOT NULL,
    CONSTRAINT aandachtsgebied_wijken_pk PRIMARY KEY (gemeente_id, aandachtsgebied_id, gebied_id)
);
CREATE INDEX aandachtsgebied_wijken_gebied ON aandachtsgebied_wijken (gemeente_id, gebied_id);
CREATE TABLE aandachtsgebied_themas (
    gemeente_id UUID NOT NULL,
    aandachtsgebied_id UUID NOT NULL,
    thema TEXT NOT NULL,
    CONSTRAINT aandachtsgebied_themas_pk PRIMARY KEY (gemeente_id, aandachtsgebied_id, thema)
);
CREATE TABLE aandachtsgebied_partners (
    gemeente_id UUID NOT NULL,
    aandachtsgebied_id UUID NOT NULL,
    organisatie_id UUID NOT NULL,
    account_id UUID,                   -- the named person, or "geen naam" (V-07)
    CONSTRAINT aandachtsgebied_partners_pk PRIMARY KEY (gemeente_id, aandachtsgebied_id, organisatie_id)
);

CREATE TABLE afspraken (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    aandachtsgebied_id UUID NOT NULL,
    wat TEXT NOT NULL,
    organisatie_id UUID,               -- who owes it; empty only when a resident or entrepreneur does (L-07)
    account_id UUID,
    due DATE NOT NULL,
    gebied_id UUID,                    -- empty: all wijken of its aandachtsgebied (V-42)
    state TEXT NOT NULL,               -- proposed | accepted | in_progress | delivered | verified | dropped
    progress TEXT,
    reason TEXT,
    created_by UUID NOT NULL,
    accepted_by UUID,
    accepted_at TIMESTAMPTZ,
    delivered_at TIMESTAMPTZ,
    verified_by UUID,
    verified_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT afspraken_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX afspraken_aandachtsgebied ON afspraken (gemeente_id, aandachtsgebied_id);
CREATE INDEX afspraken_organisatie ON afspraken (gemeente_id, organisatie_id, state, due);
CREATE TABLE afspraak_partijen (       -- an owner without organisation: contact apart (L-07), purpose P6
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    afspraak_id UUID NOT NULL,
    soort TEXT NOT NULL,               -- bewoner | ondernemer | bedrijf | organisatie
    naam TEXT NOT NULL,
    email TEXT,
    erase_after DATE,
    CONSTRAINT afspraak_partijen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX afspraak_partijen_afspraak ON afspraak_partijen (gemeente_id, afspraak_id);
CREATE TABLE bijdragen (               -- what each puts in: hours, materials, euro (L-06)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    afspraak_id UUID NOT NULL,
    van TEXT NOT NULL,                 -- bewoners | partner | gemeente
    organisatie_id UUID,
    minuten BIGINT NOT NULL,
    cents BIGINT NOT NULL,
    materiaal TEXT,
    planned BOOLEAN NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT bijdragen_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT bijdragen_positive CHECK (minuten >= 0 AND cents >= 0)
);
CREATE INDEX bijdragen_afspraak ON bijdragen (gemeente_id, afspraak_id);

CREATE TABLE resultaten (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    aandachtsgebied_id UUID NOT NULL,
    wat TEXT NOT NULL,
    bewijs_id UUID NOT NULL,
    account_id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT resultaten_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX resultaten_aandachtsgebied ON resultaten (gemeente_id, aandachtsgebied_id);
CREATE TABLE oordelen (                -- the word of the one who asked
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    subject_kind TEXT NOT NULL,        -- melding | resultaat
    subject_id UUID NOT NULL,
    melding_id UUID NOT NULL,
    melder_id UUID NOT NULL,
    opgelost BOOLEAN NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT oordelen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX oordelen_subject ON oordelen (gemeente_id, subject_id);

CREATE TABLE aandachtsgebieden_publiek (
    gemeente_id UUID NOT NULL,
    aandachtsgebied_id UUID NOT NULL,
    state TEXT NOT NULL,
    document TEXT NOT NULL,            -- the generated public face, JSON
    changed_on DATE NOT NULL,
    CONSTRAINT aandachtsgebieden_publiek_pk PRIMARY KEY (gemeente_id, aandachtsgebied_id)
);

CREATE TABLE plannen (                 -- references: partners' own plans and the municipal plan for a wijk (V-59, V-83)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    soort TEXT NOT NULL,               -- partnerplan | gemeentelijk_wijkplan
    organisatie_id UUID,
    gebied_id UUID NOT NULL,
    wat TEXT NOT NULL,
    plaats TEXT,
    lat_e6 BIGINT,
    lon_e6 BIGINT,
    jaar BIGINT NOT NULL,
    kwartaal BIGINT,
    state TEXT NOT NULL,               -- planned | done | cancelled
    due DATE,
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT plannen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX plannen_gebied ON plannen (gemeente_id, gebied_id, jaar);
