-- The desk: places and points, the knowledge of all institutions, contacts, and referrals with a life of their own.

CREATE TABLE locaties (                -- where a service can be had; the one source of its hours
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    organisatie_id UUID,               -- whose place it is
    gebied_id UUID,
    naam TEXT NOT NULL,
    soort TEXT NOT NULL,               -- wijkpost | mfa | mfa_light | gezondheidscentrum | zorginstelling | woonzorgcentrum | stadhuis | buurthuis | anders
    sterren BIGINT NOT NULL,           -- 0: no star level (L-80)
    adres TEXT NOT NULL,
    postcode TEXT NOT NULL,
    plaats TEXT NOT NULL,
    lat_e6 BIGINT,
    lon_e6 BIGINT,
    toegankelijkheid TEXT NOT NULL,
    telefoon TEXT,
    openingstijden TEXT NOT NULL,      -- OSM opening_hours; empty: not known
    bron TEXT NOT NULL,                -- where it was read in from; empty: entered here
    extern TEXT,                       -- its id there
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    CONSTRAINT locaties_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT locaties_extern UNIQUE (gemeente_id, bron, extern)
);
CREATE INDEX locaties_gebied ON locaties (gemeente_id, gebied_id, id);

CREATE TABLE infopunten (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    sleutel TEXT NOT NULL,
    naam TEXT NOT NULL,
    locatie_id UUID NOT NULL,
    gebied_id UUID NOT NULL,
    organisatie_id UUID NOT NULL,      -- who answers for it
    soort TEXT NOT NULL,               -- infopunt | centrale_balie | kcc
    rang TEXT NOT NULL,                -- hoofd | neven | geen
    state TEXT NOT NULL,               -- candidate | planned | open | reduced | closed_temporarily | moved | ended
    reden TEXT,                        -- why it is not simply open, in one sentence for everybody
    since DATE NOT NULL,               -- the day on which it became so
    until_day DATE,                    -- reduced or closed: until when, as far as is known
    voorheen TEXT NOT NULL,            -- what people knew it as; empty: nothing (L-72)
    opvolger_id UUID,                  -- moved: where to
    openingsversie BIGINT NOT NULL,    -- of its hours: the same in every channel (INV-11)
    basis_minuten BIGINT,              -- hours a week that were agreed, in minutes; empty: not agreed (L-19)
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT infopunten_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT infopunten_sleutel UNIQUE (gemeente_id, sleutel)
);

-- Kennisbank and sociale kaart: one thing, an item, that an institution answers for (L-28).
CREATE TABLE kennisitems (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    sleutel TEXT NOT NULL,             -- in its address; never changes
    soort TEXT NOT NULL,               -- algemeen | product | aanbod (L-33)
    organisatie_id UUID,               -- empty: a draft that nobody has claimed
    organisatie_soort TEXT NOT NULL,   -- kind of organisation that answers it, in the words of the catalogue
    state TEXT NOT NULL,               -- draft | published | in_control | withdrawn
    versie BIGINT NOT NULL,            -- of the text
    essential BOOLEAN NOT NULL,        -- must be there in every channel (L-27)
    onderwerp TEXT NOT NULL,           -- the one taxonomy of all channels: key of a topic
    titel TEXT NOT NULL,
    samenvatting TEXT NOT NULL,
    tekst TEXT NOT NULL,
    aanmelden TEXT NOT NULL,           -- how to get it
    voorwaarden TEXT NOT NULL,
    kosten TEXT NOT NULL,
    doelgroep TEXT NOT NULL,
    min_leeftijd BIGINT,
    max_leeftijd BIGINT,
    talen TEXT NOT NULL,               -- ISO 639-1 codes with commas between
    telefoon TEXT,
    email TEXT,
    url TEXT,
    url_state TEXT NOT NULL,           -- unknown | ok | dead
    url_checked_at TIMESTAMPTZ,
    url_gone_since TIMESTAMPTZ,        -- when it first did not answer; empty: it did
    upl_naam TEXT,
    upl_uri TEXT,
    assured_at TIMESTAMPTZ,            -- "gecontroleerd op"; empty: never
    assured_by TEXT,                   -- account | partner | import
    review_days BIGINT NOT NULL,       -- 180 for text, 90 for an offer
    review_due DATE,
    asked_at TIMESTAMPTZ,              -- the owner was asked whether it is still right
    hidden_reason TEXT,
    bron TEXT NOT NULL,                -- upl | vac | hsds | excel | catalogus; empty: entered here
    extern TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    published_at TIMESTAMPTZ,
    withdrawn_at TIMESTAMPTZ,
    CONSTRAINT kennisitems_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT kennisitems_sleutel UNIQUE (gemeente_id, sleutel),
    CONSTRAINT kennisitems_extern UNIQUE (gemeente_id, bron, extern)
);
CREATE INDEX kennisitems_state ON kennisitems (gemeente_id, state, titel, id);
CREATE INDEX kennisitems_titel ON kennisitems (gemeente_id, titel, id);
CREATE INDEX kennisitems_organisatie ON kennisitems (gemeente_id, organisatie_id, titel, id);
CREATE INDEX kennisitems_review ON kennisitems (gemeente_id, state, review_due, id);
CREATE INDEX kennisitems_changed ON kennisitems (gemeente_id, changed_at, id);
CREATE INDEX kennisitems_onderwerp ON kennisitems (gemeente_id, state, onderwerp, titel, id);
CREATE INDEX kennisitems_upl ON kennisitems (gemeente_id, upl_uri);
CREATE INDEX kennisitems_url ON kennisitems (gemeente_id, state, url_checked_at, id);

CREATE TABLE kennisversies (           -- every text there ever was
    gemeente_id UUID NOT NULL,
    kennisitem_id UUID NOT NULL,
    versie BIGINT NOT NULL,
    titel TEXT NOT NULL,
    samenvatting TEXT NOT NULL,
    tekst TEXT NOT NULL,
    organisatie_id UUID,
    account_id UUID,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT kennisversies_pk PRIMARY KEY (gemeente_id, kennisitem_id, versie)
);

CREATE TABLE kennis_vertalingen (      -- the same text in another language
    gemeente_id UUID NOT NULL,
    kennisitem_id UUID NOT NULL,
    taal TEXT NOT NULL,
    titel TEXT NOT NULL,
    samenvatting TEXT NOT NULL,
    tekst TEXT NOT NULL,
    versie BIGINT NOT NULL,            -- of the Dutch text it was made from
    CONSTRAINT kennis_vertalingen_pk PRIMARY KEY (gemeente_id, kennisitem_id, taal)
);

CREATE TABLE kennis_woorden (          -- residents' own words for it, given by its owner
    gemeente_id UUID NOT NULL,
    kennisitem_id UUID NOT NULL,
    woord TEXT NOT NULL,
    CONSTRAINT kennis_woorden_pk PRIMARY KEY (gemeente_id, kennisitem_id, woord)
);

CREATE TABLE kennis_kanalen (          -- where it can be found: which channels, and how there
    gemeente_id UUID NOT NULL,
    kennisitem_id UUID NOT NULL,
    kanaal TEXT NOT NULL,
    waar TEXT NOT NULL,
    CONSTRAINT kennis_kanalen_pk PRIMARY KEY (gemeente_id, kennisitem_id, kanaal)
);

CREATE TABLE kennis_locaties (         -- the service at a place; hours of its own where they differ from the place's
    gemeente_id UUID NOT NULL,
    kennisitem_id UUID NOT NULL,
    locatie_id UUID NOT NULL,
    openingstijden TEXT NOT NULL,      -- empty: those of the place
    toelichting TEXT NOT NULL,
    CONSTRAINT kennis_locaties_pk PRIMARY KEY (gemeente_id, kennisitem_id, locatie_id)
);
CREATE INDEX kennis_locaties_locatie ON kennis_locaties (gemeente_id, locatie_id);

CREATE TABLE kennis_gebieden (         -- for whom it is; none: for the whole gemeente
    gemeente_id UUID NOT NULL,
    kennisitem_id UUID NOT NULL,
    gebied_id UUID NOT NULL,
    CONSTRAINT kennis_gebieden_pk PRIMARY KEY (gemeente_id, kennisitem_id, gebied_id)
);

CREATE TABLE kennis_extra (            -- what a package brought and we have no column for; given back as it came
    gemeente_id UUID NOT NULL,
    kennisitem_id UUID NOT NULL,
    veld TEXT NOT NULL,
    json TEXT NOT NULL,
    CONSTRAINT kennis_extra_pk PRIMARY KEY (gemeente_id, kennisitem_id, veld)
);

CREATE TABLE kennis_vlaggen (          -- "this is not right", from anybody but the owner (INV-15)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    kennisitem_id UUID NOT NULL,
    soort TEXT NOT NULL,               -- wrong | outdated | dead_link | unclear | referral_failed | contradiction
    toelichting TEXT NOT NULL,
    account_id UUID,                   -- empty: a resident or a job
    at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ,
    settled_as TEXT,                   -- changed | confirmed | dismissed
    CONSTRAINT kennis_vlaggen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX kennis_vlaggen_item ON kennis_vlaggen (gemeente_id, kennisitem_id, settled_at, at, id);
CREATE INDEX kennis_vlaggen_open ON kennis_vlaggen (gemeente_id, settled_at, at, id);

CREATE TABLE kennis_notities (         -- a local note, labelled as such, beside the owner's text (INV-15)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    kennisitem_id UUID NOT NULL,
    organisatie_id UUID,               -- whose note it is
    account_id UUID,                   -- who wrote it
    tekst TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    removed_at TIMESTAMPTZ,
    CONSTRAINT kennis_notities_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX kennis_notities_item ON kennis_notities (gemeente_id, kennisitem_id, at, id);

CREATE TABLE kennis_reacties (         -- "dit hielp / ik snap het niet", counted per day; nobody's
    gemeente_id UUID NOT NULL,
    kennisitem_id UUID NOT NULL,
    dag DATE NOT NULL,
    versie BIGINT NOT NULL,
    hielp BIGINT NOT NULL,
    snap_niet BIGINT NOT NULL,
    CONSTRAINT kennis_reacties_pk PRIMARY KEY (gemeente_id, kennisitem_id, dag, versie)
);

CREATE TABLE kennisitems_publiek (     -- the generated public face (INV-43)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    sleutel TEXT NOT NULL,
    titel TEXT NOT NULL,
    organisatie_id UUID,
    onderwerp TEXT NOT NULL,
    document TEXT NOT NULL,            -- JSON: all that its page shows
    changed_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT kennisitems_publiek_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT kennisitems_publiek_sleutel UNIQUE (gemeente_id, sleutel)
);
CREATE INDEX kennisitems_publiek_titel ON kennisitems_publiek (gemeente_id, titel, id);

CREATE TABLE informatieafspraken (     -- who keeps what aligned with whom (L-41, L-46)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    titel TEXT NOT NULL,
    tekst TEXT NOT NULL,
    indicator TEXT NOT NULL,
    organisatie_id UUID NOT NULL,      -- one party …
    met_id UUID NOT NULL,              -- … and the other
    valid_from DATE NOT NULL,
    review_due DATE NOT NULL,
    reviewed_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ,
    CONSTRAINT informatieafspraken_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX informatieafspraken_review ON informatieafspraken (gemeente_id, review_due, id);

-- Wegwijzer: what the desk chose, and whether it helped. Stems of its words, never the question itself.
CREATE TABLE wegwijzer_keuzes (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    woorden TEXT NOT NULL,
    kennisitem_id UUID NOT NULL,
    organisatie_id UUID,               -- whose desk chose
    helped BOOLEAN,                    -- empty: not known
    at TIMESTAMPTZ NOT NULL,
    undone_at TIMESTAMPTZ,
    CONSTRAINT wegwijzer_keuzes_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX wegwijzer_keuzes_undone ON wegwijzer_keuzes (gemeente_id, undone_at, id);
CREATE INDEX wegwijzer_keuzes_at ON wegwijzer_keuzes (gemeente_id, at, id);
CREATE INDEX wegwijzer_keuzes_item ON wegwijzer_keuzes (gemeente_id, kennisitem_id, at, id);

-- Contacts: a question over any channel. No personal data are needed (INV-19).
CREATE TABLE bijeenkomsten (           -- information meetings (L-26)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    titel TEXT NOT NULL,
    plaats TEXT NOT NULL,
    gebied_id UUID,
    organisatie_id UUID,
    op DATE NOT NULL,
    bezoekers BIGINT,
    state TEXT NOT NULL,               -- planned | closed
    created_at TIMESTAMPTZ NOT NULL,
    closed_at TIMESTAMPTZ,
    CONSTRAINT bijeenkomsten_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX bijeenkomsten_op ON bijeenkomsten (gemeente_id, op, id);

CREATE TABLE contacten (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    kanaal TEXT NOT NULL,              -- a channel of the inrichting
    infopunt_id UUID,
    gebied_id UUID,
    organisatie_id UUID,               -- whose desk
    account_id UUID,                   -- who helped
    bijeenkomst_id UUID,
    state TEXT NOT NULL,               -- open | closed
    verder TEXT,                       -- can they go on by themselves: yes | partly | no (L-21)
    vervolg TEXT,                      -- what was chosen on "no": call_back | open | referral | declined
    at TIMESTAMPTZ NOT NULL,
    closed_at TIMESTAMPTZ,
    CONSTRAINT contacten_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX contacten_at ON contacten (gemeente_id, at, id);
CREATE INDEX contacten_open ON contacten (gemeente_id, state, at, id);
CREATE INDEX contacten_account ON contacten (gemeente_id, account_id, at, id);
CREATE INDEX contacten_infopunt ON contacten (gemeente_id, infopunt_id, at, id);
CREATE INDEX contacten_bijeenkomst ON contacten (gemeente_id, bijeenkomst_id, id);

CREATE TABLE contactvragen (           -- several questions in one contact
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    contact_id UUID NOT NULL,
    onderwerp TEXT NOT NULL,
    vraag TEXT NOT NULL,               -- in one line, without anything about a person; mostly empty
    kennisitem_id UUID,                -- the answer that was given …
    kennisitem_versie BIGINT,          -- … in this version
    uitkomst TEXT NOT NULL,            -- answered | transferred | transfer_failed | call_back | referred | open
    organisatie_id UUID,               -- who must still answer it …
    account_id UUID,                   -- … and by name, where one person took it
    due DATE,
    at TIMESTAMPTZ NOT NULL,
    reminded_at TIMESTAMPTZ,
    settled_at TIMESTAMPTZ,
    CONSTRAINT contactvragen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX contactvragen_contact ON contactvragen (gemeente_id, contact_id, at, id);
CREATE INDEX contactvragen_open ON contactvragen (gemeente_id, uitkomst, settled_at, due, id);
CREATE INDEX contactvragen_at ON contactvragen (gemeente_id, at, id);
CREATE INDEX contactvragen_organisatie ON contactvragen (gemeente_id, organisatie_id, settled_at, due, id);
CREATE INDEX contactvragen_onderwerp ON contactvragen (gemeente_id, onderwerp, at, id);

CREATE TABLE contact_geraadpleegd (    -- what was looked at while helping
    gemeente_id UUID NOT NULL,
    contact_id UUID NOT NULL,
    kennisitem_id UUID NOT NULL,
    versie BIGINT NOT NULL,
    CONSTRAINT contact_geraadpleegd_pk PRIMARY KEY (gemeente_id, contact_id, kennisitem_id)
);

CREATE TABLE contactpersonen (         -- personal data, purpose P1: to call back; erased 30 days after closing
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    contact_id UUID NOT NULL,
    purpose TEXT NOT NULL,
    naam TEXT,
    telefoon TEXT,
    email TEXT,
    vraag TEXT,                        -- what is to be called back about, in their words
    erase_after DATE,
    CONSTRAINT contactpersonen_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT contactpersonen_contact UNIQUE (gemeente_id, contact_id)
);
CREATE INDEX contactpersonen_erase ON contactpersonen (gemeente_id, erase_after);

-- Referrals: a thing with a life (INV-17, INV-18).
CREATE TABLE routes (                  -- topic × area → who takes it, by when, and who else
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    onderwerp TEXT NOT NULL,
    gebied_id UUID,                    -- empty: the whole gemeente
    organisatie_id UUID NOT NULL,
    kennisitem_id UUID,                -- the offer it leads to
    norm_werkdagen BIGINT NOT NULL,
    vangnet_id UUID,                   -- the organisation whose people are warned when the norm passes
    consent_at TIMESTAMPTZ,            -- the receiver agreed
    consent_by UUID,
    review_due DATE,
    created_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    CONSTRAINT routes_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX routes_onderwerp ON routes (gemeente_id, onderwerp, id);
CREATE INDEX routes_organisatie ON routes (gemeente_id, organisatie_id, id);

CREATE TABLE doorverwijzingen (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    keten_id UUID NOT NULL,            -- the first of its chain
    vorige_id UUID,
    hop BIGINT NOT NULL,
    contact_id UUID,
    onderwerp TEXT NOT NULL,
    kennisitem_id UUID,
    route_id UUID,                     -- empty: "zonder afspraak" (INV-17)
    van_organisatie_id UUID,
    van_infopunt_id UUID,
    van_account_id UUID,
    gebied_id UUID,
    naar_organisatie_id UUID NOT NULL,
    naar_locatie_id UUID,
    wijze TEXT NOT NULL,               -- cold | warm | appointment
    code TEXT NOT NULL,                -- six characters: nobody has to tell the story again
    state TEXT NOT NULL,               -- proposed | agreed | sent | accepted | bounced | expired | arrived | no_show | settled
    uitkomst TEXT,                     -- helped | partly | not: the resident's own verdict
    oordeel_van TEXT,                  -- resident | told: who said so
    reden TEXT,                        -- why it bounced: a fixed word
    appointment_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL,
    agreed_at TIMESTAMPTZ,
    sent_at TIMESTAMPTZ,
    due DATE,                          -- by when the receiver answers
    answered_at TIMESTAMPTZ,
    arrived_at TIMESTAMPTZ,
    settled_at TIMESTAMPTZ,
    escalated_at TIMESTAMPTZ,
    rerouted_at TIMESTAMPTZ,           -- when the next of its chain was made
    call_asked_at TIMESTAMPTZ,         -- the receiver wants to be called first
    CONSTRAINT doorverwijzingen_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT doorverwijzingen_code UNIQUE (gemeente_id, code)
);
CREATE INDEX doorverwijzingen_keten ON doorverwijzingen (gemeente_id, keten_id, hop, id);
CREATE INDEX doorverwijzingen_van ON doorverwijzingen (gemeente_id, van_infopunt_id, created_at, id);
CREATE INDEX doorverwijzingen_account ON doorverwijzingen (gemeente_id, van_account_id, created_at, id);
CREATE INDEX doorverwijzingen_naar ON doorverwijzingen (gemeente_id, naar_organisatie_id, state, created_at, id);
CREATE INDEX doorverwijzingen_due ON doorverwijzingen (gemeente_id, state, due, id);
CREATE INDEX doorverwijzingen_contact ON doorverwijzingen (gemeente_id, contact_id, id);
CREATE INDEX doorverwijzingen_escalated ON doorverwijzingen (gemeente_id, escalated_at, id);
CREATE INDEX doorverwijzingen_created ON doorverwijzingen (gemeente_id, created_at, id);

CREATE TABLE doorverwezenen (          -- personal data, purpose P2: refer and hear the outcome; erased 90 days after it
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    keten_id UUID NOT NULL,            -- one person per chain: nothing is told twice
    naam TEXT,
    telefoon TEXT,
    email TEXT,
    taal TEXT NOT NULL,
    vraag TEXT,                        -- what they ask, in their own words
    zin TEXT NOT NULL,                 -- the exact sentence the resident agreed to
    agreed_at TIMESTAMPTZ,
    erase_after DATE,
    CONSTRAINT doorverwezenen_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT doorverwezenen_keten UNIQUE (gemeente_id, keten_id)
);
CREATE INDEX doorverwezenen_erase ON doorverwezenen (gemeente_id, erase_after);

-- Shifts and training at the desk.
CREATE TABLE dienststarten (           -- when somebody began, and what they ticked
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    account_id UUID NOT NULL,
    infopunt_id UUID,
    at TIMESTAMPTZ NOT NULL,
    since TIMESTAMPTZ NOT NULL,        -- the start before this one
    ticked_at TIMESTAMPTZ,
    ticked BIGINT NOT NULL,            -- how many changes were shown and ticked
    CONSTRAINT dienststarten_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX dienststarten_account ON dienststarten (gemeente_id, account_id, at, id);
CREATE TABLE dienststart_gelezen (     -- exactly which texts, in which version
    gemeente_id UUID NOT NULL,
    dienststart_id UUID NOT NULL,
    kennisitem_id UUID NOT NULL,
    versie BIGINT NOT NULL,
    CONSTRAINT dienststart_gelezen_pk PRIMARY KEY (gemeente_id, dienststart_id, kennisitem_id)
);

CREATE TABLE scholingen (              -- modules of training and how long they are valid
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    naam TEXT NOT NULL,
    geldig_maanden BIGINT,             -- empty: for ever
    ended_at TIMESTAMPTZ,
    CONSTRAINT scholingen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE TABLE scholing_behaald (        -- purpose P8: rota and training; erased two years after the account ended
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    scholing_id UUID NOT NULL,
    account_id UUID NOT NULL,
    op DATE NOT NULL,
    CONSTRAINT scholing_behaald_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX scholing_behaald_account ON scholing_behaald (gemeente_id, account_id, scholing_id, op, id);

CREATE TABLE instructies (             -- what everybody at the desk must know today
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    titel TEXT NOT NULL,
    tekst TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT instructies_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX instructies_from ON instructies (gemeente_id, valid_from, id);
