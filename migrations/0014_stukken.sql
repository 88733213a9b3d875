-- What the municipality sends to bodies of residents, in public unless a reason and an end date say otherwise; and the
-- news of a wijk by mail.

CREATE TABLE stukken (                 -- what was sent to bodies of residents (V-85, INV-29)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    versie BIGINT NOT NULL,
    titel TEXT NOT NULL,
    waarover TEXT NOT NULL,            -- what it is about, in plain words
    tekst TEXT NOT NULL,
    hash TEXT,                         -- its document, if it has one
    bytes BIGINT,
    restricted_until DATE,             -- the last day on which it is not public; empty: it is
    grond TEXT,                        -- why it is not: not_decided | third_parties | privacy | finance | supervision
    toelichting TEXT,                  -- the same in own words
    sent_by UUID,
    sent_at TIMESTAMPTZ NOT NULL,
    changed_at TIMESTAMPTZ NOT NULL,
    withdrawn_at TIMESTAMPTZ,
    withdrawn_reason TEXT,
    published_at TIMESTAMPTZ,          -- when its whole public face was made; empty: not yet
    CONSTRAINT stukken_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT stukken_restricted CHECK ((restricted_until IS NULL) = (grond IS NULL) AND (grond IS NULL) = (toelichting IS NULL))
);
CREATE INDEX stukken_sent ON stukken (gemeente_id, sent_at, id);
CREATE INDEX stukken_due ON stukken (gemeente_id, published_at, restricted_until, id);

CREATE TABLE stukversies (             -- every state of a stuk, the first included
    gemeente_id UUID NOT NULL,
    stuk_id UUID NOT NULL,
    versie BIGINT NOT NULL,
    titel TEXT NOT NULL,
    waarover TEXT NOT NULL,
    tekst TEXT NOT NULL,
    hash TEXT,
    restricted_until DATE,
    grond TEXT,
    toelichting TEXT,
    account_id UUID,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT stukversies_pk PRIMARY KEY (gemeente_id, stuk_id, versie)
);
CREATE INDEX stukversies_hash ON stukversies (gemeente_id, hash, stuk_id);

CREATE TABLE stuk_organen (            -- whom it was sent to
    gemeente_id UUID NOT NULL,
    stuk_id UUID NOT NULL,
    orgaan_id UUID NOT NULL,
    CONSTRAINT stuk_organen_pk PRIMARY KEY (gemeente_id, stuk_id, orgaan_id)
);

CREATE TABLE stuk_wijken (             -- what it is about on the map
    gemeente_id UUID NOT NULL,
    stuk_id UUID NOT NULL,
    gebied_id UUID NOT NULL,
    CONSTRAINT stuk_wijken_pk PRIMARY KEY (gemeente_id, stuk_id, gebied_id)
);

CREATE TABLE stukken_publiek (         -- of a restricted one: why and until when, and nothing else
    gemeente_id UUID NOT NULL,
    stuk_id UUID NOT NULL,
    document TEXT NOT NULL,            -- the generated public face, JSON
    hash TEXT,                         -- the document that everybody may have
    changed_on DATE NOT NULL,
    CONSTRAINT stukken_publiek_pk PRIMARY KEY (gemeente_id, stuk_id)
);
CREATE INDEX stukken_publiek_changed ON stukken_publiek (gemeente_id, changed_on, stuk_id);

CREATE TABLE abonnementen (            -- personal data, purpose "send the news of a wijk": gone with the last mail
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    gebied_id UUID NOT NULL,
    email TEXT NOT NULL,
    taal TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    confirmed_at TIMESTAMPTZ,          -- empty: nobody said yet that the address is theirs
    erase_after DATE,                  -- while nobody did
    CONSTRAINT abonnementen_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT abonnementen_once UNIQUE (gemeente_id, gebied_id, email)
);
CREATE INDEX abonnementen_erase ON abonnementen (gemeente_id, erase_after, id);

CREATE TABLE nieuwsbrieven (           -- the news of a wijk in one week (V-86)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    gebied_id UUID NOT NULL,
    op DATE NOT NULL,                  -- the day it is of; news of that day itself is for the next
    due_at TIMESTAMPTZ NOT NULL,       -- who confirmed later gets the next
    aantal BIGINT NOT NULL,            -- none: there was nothing new, and nobody gets a mail
    nl TEXT NOT NULL,
    en TEXT NOT NULL,
    told_until UUID,                   -- the last abonnement that has its mail
    done_at TIMESTAMPTZ,
    CONSTRAINT nieuwsbrieven_pk PRIMARY KEY (gemeente_id, id),
    CONSTRAINT nieuwsbrieven_once UNIQUE (gemeente_id, gebied_id, op)
);
CREATE INDEX nieuwsbrieven_open ON nieuwsbrieven (gemeente_id, done_at, op, id);

CREATE TABLE nieuwsbrief_berichten (   -- what stood in one, so that nothing is told twice
    gemeente_id UUID NOT NULL,
    gebied_id UUID NOT NULL,
    bericht TEXT NOT NULL,
    op DATE NOT NULL,
    nieuwsbrief_id UUID NOT NULL,
    CONSTRAINT nieuwsbrief_berichten_pk PRIMARY KEY (gemeente_id, gebied_id, bericht, op)
);

ALTER TABLE mails ADD COLUMN unsubscribe TEXT; -- where one tap ends it; gone once it left
