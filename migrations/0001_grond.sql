-- The ground: gemeenten and their journaal, who may sign in, mail, links, files, bookkeeping.

CREATE TABLE gemeenten (
    id UUID NOT NULL,
    slug TEXT NOT NULL,
    naam TEXT NOT NULL,
    versie BIGINT NOT NULL,            -- raised by every write
    publieke_versie BIGINT NOT NULL,   -- raised when a public projection changed
    seq BIGINT NOT NULL,               -- last entry of the journaal
    chain_head BYTEA NOT NULL,         -- its hash
    inrichting_versie BIGINT NOT NULL,
    melding_nummer BIGINT NOT NULL,    -- last number given to a melding
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT gemeenten_pk PRIMARY KEY (id),
    CONSTRAINT gemeenten_slug UNIQUE (slug)
);

CREATE TABLE kenmerken (               -- marks of the database itself, such as "demo"
    naam TEXT NOT NULL,
    waarde TEXT NOT NULL,
    CONSTRAINT kenmerken_pk PRIMARY KEY (naam)
);

CREATE TABLE journaal (
    gemeente_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    write_id UUID NOT NULL,
    ordinal BIGINT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    verb TEXT NOT NULL,
    body TEXT NOT NULL,                -- exactly the bytes that were hashed
    hash BYTEA NOT NULL,               -- sha256(previous hash, body)
    CONSTRAINT journaal_pk PRIMARY KEY (gemeente_id, seq),
    CONSTRAINT journaal_write UNIQUE (gemeente_id, write_id, ordinal)
);
CREATE INDEX journaal_subject ON journaal (gemeente_id, subject_id, seq);

CREATE TABLE journaal_bijlagen (
    gemeente_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    salt BYTEA NOT NULL,
    tekst TEXT NOT NULL,
    CONSTRAINT journaal_bijlagen_pk PRIMARY KEY (gemeente_id, seq)
);

CREATE TABLE cursors (                 -- how far each reader of the journaal has come
    reader TEXT NOT NULL,
    gemeente_id UUID NOT NULL,
    seq BIGINT NOT NULL,
    updated_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT cursors_pk PRIMARY KEY (reader, gemeente_id)
);

CREATE TABLE aanvragen (               -- answers to forms already handled; a repeat shows the first
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    antwoord TEXT NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT aanvragen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX aanvragen_at ON aanvragen (gemeente_id, at);

CREATE TABLE inrichtingen (
    gemeente_id UUID NOT NULL,
    versie BIGINT NOT NULL,
    valid_from DATE NOT NULL,
    document TEXT NOT NULL,
    sha BYTEA NOT NULL,
    imported_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT inrichtingen_pk PRIMARY KEY (gemeente_id, versie)
);
CREATE TABLE paden (                   -- URL words ever used; old ones redirect for ever
    gemeente_id UUID NOT NULL,
    woord TEXT NOT NULL,
    sleutel TEXT NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    CONSTRAINT paden_pk PRIMARY KEY (gemeente_id, woord)
);

-- Gebieden.
CREATE TABLE gebieden (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    sleutel TEXT NOT NULL,
    niveau TEXT NOT NULL,
    naam TEXT NOT NULL,
    parent_id UUID,
    volgorde BIGINT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    CONSTRAINT gebieden_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT gebieden_sleutel UNIQUE (gemeente_id, sleutel, valid_from)
);
CREATE TABLE cbs_wijken (
    gemeente_id UUID NOT NULL,
    jaar BIGINT NOT NULL,
    code TEXT NOT NULL,
    naam TEXT NOT NULL,
    water BOOLEAN NOT NULL,
    geojson TEXT NOT NULL,             -- the geometry alone, lon/lat
    CONSTRAINT cbs_wijken_pk PRIMARY KEY (gemeente_id, jaar, code)
);

-- Organisaties, organen, accounts.
CREATE TABLE organisaties (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    sleutel TEXT NOT NULL,
    naam TEXT NOT NULL,
    soort TEXT NOT NULL,
    domein TEXT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    CONSTRAINT organisaties_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT organisaties_sleutel UNIQUE (gemeente_id, sleutel)
);
CREATE TABLE organen (                 -- teams and bodies: wijkteam, wijkserviceteam, bewonersorgaan, stuurgroep …
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    sleutel TEXT NOT NULL,
    soort TEXT NOT NULL,
    naam TEXT NOT NULL,
    status TEXT NOT NULL,              -- proposed | decided
    fase TEXT NOT NULL,                -- pilot | regular
    valid_from DATE NOT NULL,
    valid_to DATE,
    CONSTRAINT organen_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT organen_sleutel UNIQUE (gemeente_id, sleutel, valid_from)
);
CREATE TABLE orgaan_gebieden (
    gemeente_id UUID NOT NULL,
    orgaan_id UUID NOT NULL,
    gebied_id UUID NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    CONSTRAINT orgaan_gebieden_pk PRIMARY KEY (gemeente_id, orgaan_id, gebied_id, valid_from)
);
CREATE TABLE zetels (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    orgaan_id UUID NOT NULL,
    sleutel TEXT NOT NULL,             -- which organisation, kind of organisation or kind of resident
    soort TEXT NOT NULL,               -- mandatory | optional | guest
    may_attend_closed BOOLEAN NOT NULL,
    account_id UUID,
    deputy_id UUID,
    invitation TEXT NOT NULL,          -- none | open | accepted | declined
    invitation_reason TEXT,
    invited_at TIMESTAMPTZ,
    reminders BIGINT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    CONSTRAINT zetels_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX zetels_orgaan ON zetels (gemeente_id, orgaan_id);
CREATE TABLE accounts (                -- work contact data of people who sign in
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    naam TEXT NOT NULL,
    email TEXT NOT NULL,
    telefoon TEXT,
    organisatie_id UUID,
    taal TEXT NOT NULL,
    shows_name BOOLEAN NOT NULL,       -- own recorded consent: name and face on who-is-who
    photo_hash TEXT,
    sessions_after TIMESTAMPTZ,        -- "sign out everywhere": sessions made before this are over
    created_at TIMESTAMPTZ NOT NULL,
    ended_at TIMESTAMPTZ,
    CONSTRAINT accounts_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT accounts_email UNIQUE (gemeente_id, email)
);
CREATE TABLE rolvervullingen (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    account_id UUID NOT NULL,
    rol TEXT NOT NULL,
    scope_kind TEXT NOT NULL,          -- gemeente | gebied | orgaan | organisatie
    scope_id UUID,
    organisatie_id UUID,
    deputy_of UUID,
    valid_from DATE NOT NULL,
    valid_to DATE,
    CONSTRAINT rolvervullingen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX rolvervullingen_account ON rolvervullingen (gemeente_id, account_id);

-- Signing in (bookkeeping).
CREATE TABLE inlogverzoeken (
    id UUID NOT NULL,
    gemeente_id UUID NOT NULL,
    account_id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    code_hash BYTEA NOT NULL,
    browser_hash BYTEA NOT NULL,
    attempts BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    used_at TIMESTAMPTZ,
    CONSTRAINT inlogverzoeken_pk PRIMARY KEY (id),
    CONSTRAINT inlogverzoeken_token UNIQUE (token_hash)
);
CREATE TABLE sessies (
    token_hash BYTEA NOT NULL,
    gemeente_id UUID NOT NULL,
    account_id UUID NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    seen_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT sessies_pk PRIMARY KEY (token_hash)
);
CREATE INDEX sessies_account ON sessies (gemeente_id, account_id);
CREATE TABLE tellers (                 -- rate counters; the key is a keyed hash, never an address
    sleutel BYTEA NOT NULL,
    venster TIMESTAMPTZ NOT NULL,
    aantal BIGINT NOT NULL,
    CONSTRAINT tellers_pk PRIMARY KEY (sleutel, venster)
);
CREATE TABLE leeslog (                 -- who read whose personal data, and what for (INV-45)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    at TIMESTAMPTZ NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id UUID,
    purpose TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    CONSTRAINT leeslog_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX leeslog_subject ON leeslog (gemeente_id, subject_id, at);

-- Mail and links.
CREATE TABLE mails (                   -- personal data: purpose "tell what happened", gone 60 days after sending
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    reader TEXT NOT NULL,
    seq BIGINT NOT NULL,               -- the journaal entry that caused it
    recipient UUID NOT NULL,           -- account or melder
    thread UUID NOT NULL,
    asks BOOLEAN NOT NULL,             -- something is asked of the recipient
    address TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,               -- waiting | sent | withdrawn | failed
    not_before TIMESTAMPTZ NOT NULL,
    attempts BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    sent_at TIMESTAMPTZ,
    CONSTRAINT mails_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT mails_once UNIQUE (gemeente_id, reader, seq, recipient)
);
CREATE INDEX mails_waiting ON mails (state, not_before);
CREATE INDEX mails_thread ON mails (gemeente_id, thread, recipient, created_at);
CREATE TABLE links (
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    kind TEXT NOT NULL,                -- melder | partner
    subject_kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    holder_id UUID NOT NULL,           -- the melder or account it was sent to
    expires_at TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ,
    CONSTRAINT links_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT links_token UNIQUE (token_hash)
);
CREATE INDEX links_subject ON links (gemeente_id, subject_id);

CREATE TABLE bestanden (
    gemeente_id UUID NOT NULL,
    hash TEXT NOT NULL,
    soort TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT bestanden_pk PRIMARY KEY (gemeente_id, hash)
);

CREATE TABLE verplichtingen (          -- clock, owner, proof, public state (idea 3)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    soort TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject_id UUID NOT NULL,
    debtor_kind TEXT NOT NULL,         -- account | orgaan | organisatie | rol
    debtor_id UUID,
    debtor_rol TEXT,
    gebied_id UUID,
    creditor_kind TEXT NOT NULL,       -- melder | orgaan | gemeente
    creditor_id UUID,
    act TEXT NOT NULL,
    due DATE,                          -- empty: the term is not decided yet
    bron TEXT NOT NULL,
    state TEXT NOT NULL,               -- open | satisfied | waived
    proof TEXT,
    created_at TIMESTAMPTZ NOT NULL,
    settled_at TIMESTAMPTZ,
    CONSTRAINT verplichtingen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX verplichtingen_open ON verplichtingen (gemeente_id, state, due);
CREATE INDEX verplichtingen_subject ON verplichtingen (gemeente_id, subject_id);

CREATE TABLE taken_achtergrond (       -- jobs: nightly erasure, imports, chain heads
    id UUID NOT NULL,
    gemeente_id UUID,
    soort TEXT NOT NULL,
    state TEXT NOT NULL,               -- waiting | running | done | failed
    run_at TIMESTAMPTZ NOT NULL,
    attempts BIGINT NOT NULL,
    payload TEXT NOT NULL,
    result TEXT,
    updated_at TIMESTAMPTZ NOT NULL,
    CONSTRAINT taken_achtergrond_pk PRIMARY KEY (id)
);
CREATE INDEX taken_achtergrond_due ON taken_achtergrond (state, run_at);
