-- Rosters: shifts at the points, who fills them, what opens unstaffed, and the calendars of people (purpose P8).

CREATE TABLE bezettingsregels (        -- how many people a point needs; without a row its hours are not guarded
    gemeente_id UUID NOT NULL,
    infopunt_id UUID NOT NULL,
    minimum BIGINT NOT NULL,
    krap_minimum BIGINT,               -- fewer is enough …
    krap_tot BIGINT,                   -- … until this minute of the day (L-77)
    valid_from DATE NOT NULL,
    CONSTRAINT bezettingsregels_pk PRIMARY KEY (gemeente_id, infopunt_id)
);

CREATE TABLE dienstpatronen (          -- a shift that repeats; laid out per month
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    infopunt_id UUID NOT NULL,
    weekdag BIGINT NOT NULL,           -- 1: Monday … 7: Sunday
    van BIGINT NOT NULL,               -- minutes of the local day
    tot BIGINT NOT NULL,               -- past 1440: the next day
    functie TEXT NOT NULL,             -- empty: any
    aantal BIGINT NOT NULL,
    elke_weken BIGINT NOT NULL,        -- 1: every week, counted from valid_from
    valid_from DATE NOT NULL,
    valid_to DATE,                     -- the last day
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT dienstpatronen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX dienstpatronen_infopunt ON dienstpatronen (gemeente_id, infopunt_id, weekdag, van, id);

CREATE TABLE diensten (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    infopunt_id UUID NOT NULL,
    dag DATE NOT NULL,
    van BIGINT NOT NULL,
    tot BIGINT NOT NULL,
    functie TEXT NOT NULL,
    aantal BIGINT NOT NULL,            -- how many are needed
    patroon_id UUID,
    created_at TIMESTAMPTZ NOT NULL,
    called_at TIMESTAMPTZ,             -- when a replacement was called for
    cancelled_at TIMESTAMPTZ,
    CONSTRAINT diensten_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT diensten_patroon UNIQUE (gemeente_id, patroon_id, dag)
);
CREATE INDEX diensten_infopunt ON diensten (gemeente_id, infopunt_id, dag, van, id);
CREATE INDEX diensten_dag ON diensten (gemeente_id, dag, van, id);

CREATE TABLE roosterleden (            -- purpose P8: who can be rostered; erased two years after the end
    gemeente_id UUID NOT NULL,
    account_id UUID NOT NULL,
    organisatie_id UUID NOT NULL,
    functies TEXT NOT NULL,            -- with commas between
    max_minuten BIGINT NOT NULL,       -- in one week
    vrijwilliger BOOLEAN NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,                     -- the last day
    CONSTRAINT roosterleden_pk PRIMARY KEY (gemeente_id, account_id)
);
CREATE INDEX roosterleden_einde ON roosterleden (gemeente_id, valid_to, account_id);

CREATE TABLE beschikbaarheden (        -- purpose P8: when somebody can work, never why; a date goes before a weekday
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    account_id UUID NOT NULL,
    weekdag BIGINT,                    -- every week …
    dag DATE,                          -- … or this day
    van BIGINT NOT NULL,
    tot BIGINT NOT NULL,
    kan TEXT NOT NULL,                 -- can | rather_not | cannot
    CONSTRAINT beschikbaarheden_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX beschikbaarheden_account ON beschikbaarheden (gemeente_id, account_id, dag, weekdag, van, id);

CREATE TABLE bezettingen (             -- purpose P8: who works which shift
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    dienst_id UUID NOT NULL,
    account_id UUID,                   -- empty once the person is erased
    organisatie_id UUID NOT NULL,
    dag DATE NOT NULL,                 -- of the shift
    state TEXT NOT NULL,               -- offered | filled | confirmed | worked | cancelled
    begeleid BOOLEAN NOT NULL,         -- training expired: accepted, somebody stands beside
    changed_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT bezettingen_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT bezettingen_account UNIQUE (gemeente_id, dienst_id, account_id)
);
CREATE INDEX bezettingen_van ON bezettingen (gemeente_id, account_id, dag, id);
CREATE INDEX bezettingen_dag ON bezettingen (gemeente_id, dag, state, id);

CREATE TABLE gaten (                   -- published hours without confirmed staffing (INV-10): one row a day
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    infopunt_id UUID NOT NULL,
    dag DATE NOT NULL,
    tijden TEXT NOT NULL,              -- what is not staffed: 09:00-12:00,13:00-17:00
    dicht TEXT NOT NULL,               -- what of it is told to be closed
    uitzondering_id UUID,              -- the exception to the hours that says so
    found_at TIMESTAMPTZ NOT NULL,
    closed_at TIMESTAMPTZ,
    CONSTRAINT gaten_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT gaten_dag UNIQUE (gemeente_id, infopunt_id, dag)
);
CREATE INDEX gaten_open ON gaten (gemeente_id, dag, id);
