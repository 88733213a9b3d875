-- Points: what they offer and with whom, their hours from one source, and what is temporary with its end.

CREATE TABLE infopunt_functies (       -- what one can do there: a key of the list in the inrichting (L-83, L-84)
    gemeente_id UUID NOT NULL,
    infopunt_id UUID NOT NULL,
    functie TEXT NOT NULL,
    CONSTRAINT infopunt_functies_pk PRIMARY KEY (gemeente_id, infopunt_id, functie)
);

CREATE TABLE infopunt_partners (       -- who carries it together; the shares of a point sum to 10,000 (L-74, L-79)
    gemeente_id UUID NOT NULL,
    infopunt_id UUID NOT NULL,
    organisatie_id UUID NOT NULL,
    aandeel BIGINT NOT NULL,           -- in hundredths of a per cent
    CONSTRAINT infopunt_partners_pk PRIMARY KEY (gemeente_id, infopunt_id, organisatie_id)
);

CREATE TABLE locatie_huurders (        -- who shares the premises (L-78)
    gemeente_id UUID NOT NULL,
    locatie_id UUID NOT NULL,
    organisatie_id UUID NOT NULL,
    CONSTRAINT locatie_huurders_pk PRIMARY KEY (gemeente_id, locatie_id, organisatie_id)
);

CREATE TABLE openingstijden (          -- every version of the hours of a point; the one source (INV-11)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    infopunt_id UUID NOT NULL,
    valid_from DATE NOT NULL,          -- until the next version; of two from one day the later counts
    uren TEXT NOT NULL,                -- OSM opening_hours
    typed TEXT NOT NULL,               -- as somebody typed it
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT openingstijden_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX openingstijden_infopunt ON openingstijden (gemeente_id, infopunt_id, valid_from, id);

CREATE TABLE openingsuitzonderingen (  -- days that go otherwise (L-40)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    infopunt_id UUID NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    tijden TEXT NOT NULL,              -- OSM times; empty: closed
    reden TEXT NOT NULL,               -- public
    bron TEXT NOT NULL,                -- hand | rooster
    created_at TIMESTAMPTZ NOT NULL,
    withdrawn_at TIMESTAMPTZ,
    CONSTRAINT openingsuitzonderingen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX openingsuitzonderingen_infopunt ON openingsuitzonderingen (gemeente_id, infopunt_id, last_day, id);
CREATE INDEX openingsuitzonderingen_dag ON openingsuitzonderingen (gemeente_id, last_day, id);

CREATE TABLE vrije_dagen (             -- what the gemeente decided about its desks, and the school holidays of its region
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    soort TEXT NOT NULL,               -- closed: desks close | open: they do not, though it is a holiday | school
    naam TEXT NOT NULL,
    first_day DATE NOT NULL,
    last_day DATE NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT vrije_dagen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX vrije_dagen_dag ON vrije_dagen (gemeente_id, last_day, id);

CREATE TABLE bouwprojecten (           -- the building a point will move into (L-75, L-76)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    naam TEXT NOT NULL,
    soort TEXT NOT NULL,               -- kind of place
    gebied_id UUID NOT NULL,
    volgorde BIGINT NOT NULL,          -- the order in which they are expected
    expected DATE,                     -- empty: nobody has said
    state TEXT NOT NULL,               -- idea | agreed | under_construction | delivered | cancelled
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT bouwprojecten_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT bouwprojecten_volgorde UNIQUE (gemeente_id, volgorde)
);

CREATE TABLE bouwproject_data (        -- every date that was ever expected: none is lost when it moves
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    bouwproject_id UUID NOT NULL,
    expected DATE,
    reden TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT bouwproject_data_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX bouwproject_data_project ON bouwproject_data (gemeente_id, bouwproject_id, id);

CREATE TABLE tussenoplossingen (       -- temporary, with an owner and an end (L-75, O-31)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    infopunt_id UUID NOT NULL,
    bouwproject_id UUID,               -- it ends when this is delivered
    organisatie_id UUID NOT NULL,      -- whose it is
    wat TEXT NOT NULL,                 -- in one sentence for everybody
    einde TEXT NOT NULL,               -- the condition that ends it, in words for everybody
    since DATE NOT NULL,
    until_day DATE,                    -- expected; moves with the project
    review_due DATE NOT NULL,
    ended_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT tussenoplossingen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX tussenoplossingen_infopunt ON tussenoplossingen (gemeente_id, infopunt_id, id);
CREATE INDEX tussenoplossingen_bouwproject ON tussenoplossingen (gemeente_id, bouwproject_id, id);

CREATE TABLE tussenoplossing_toetsen ( -- the half-yearly look at it
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    tussenoplossing_id UUID NOT NULL,
    dag DATE NOT NULL,
    verslag TEXT NOT NULL,             -- for everybody
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT tussenoplossing_toetsen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX tussenoplossing_toetsen_van ON tussenoplossing_toetsen (gemeente_id, tussenoplossing_id, id);

CREATE TABLE zoektochten (             -- for an alternative to a side branch (L-85, L-86, O-32)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    infopunt_id UUID NOT NULL,
    due DATE,                          -- "in the coming months": empty until somebody sets the day
    decided_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT zoektochten_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX zoektochten_infopunt ON zoektochten (gemeente_id, infopunt_id, id);

CREATE TABLE zoektocht_kandidaten (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    zoektocht_id UUID NOT NULL,
    naam TEXT NOT NULL,
    state TEXT NOT NULL,               -- open | chosen | rejected
    reden TEXT NOT NULL,               -- why it was chosen or not; kept for ever
    CONSTRAINT zoektocht_kandidaten_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX zoektocht_kandidaten_van ON zoektocht_kandidaten (gemeente_id, zoektocht_id, id);

CREATE TABLE exploitaties (            -- what running a point together costs in a year (L-87)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    infopunt_id UUID NOT NULL,
    jaar BIGINT NOT NULL,
    omschrijving TEXT NOT NULL,
    centen BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT exploitaties_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX exploitaties_infopunt ON exploitaties (gemeente_id, infopunt_id, jaar, id);

CREATE TABLE exploitatie_delen (       -- who bears how much of it, in exact cents
    gemeente_id UUID NOT NULL,
    exploitatie_id UUID NOT NULL,
    organisatie_id UUID NOT NULL,
    aandeel BIGINT NOT NULL,           -- in hundredths of a per cent, as it was when it was booked
    centen BIGINT NOT NULL,
    CONSTRAINT exploitatie_delen_pk PRIMARY KEY (gemeente_id, exploitatie_id, organisatie_id)
);

CREATE TABLE infopunt_gesprekken (     -- the yearly conversation of all partners of a point (L-79, O-30)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    infopunt_id UUID NOT NULL,
    dag DATE NOT NULL,
    verslag TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT infopunt_gesprekken_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX infopunt_gesprekken_infopunt ON infopunt_gesprekken (gemeente_id, infopunt_id, dag, id);

CREATE TABLE infopunt_standen (        -- what a point was on every day: figures of hours are made of it
    gemeente_id UUID NOT NULL,
    infopunt_id UUID NOT NULL,
    openingsversie BIGINT NOT NULL,    -- the version of its hours before the step: one row for each step
    state TEXT NOT NULL,
    since DATE NOT NULL,
    CONSTRAINT infopunt_standen_pk PRIMARY KEY (gemeente_id, infopunt_id, openingsversie)
);
