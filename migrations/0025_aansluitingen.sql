-- Other systems that hear from the desk: what is on its way to them, and what they call what they were told of.

CREATE TABLE afleveringen (            -- gone once it has arrived; says of an entry of the journaal that it must be told
    gemeente_id UUID NOT NULL,
    aansluiting TEXT NOT NULL,         -- its name in the settings
    seq BIGINT NOT NULL,               -- the entry of the journaal that it tells
    gebeurtenis TEXT NOT NULL,         -- contact.genoteerd, doorverwijzing.verstuurd …
    state TEXT NOT NULL,               -- waiting | failed
    attempts BIGINT NOT NULL,          -- how often it was tried
    not_before TIMESTAMPTZ NOT NULL,   -- when it is tried again
    created_at TIMESTAMPTZ NOT NULL,   -- when it was read from the journaal
    CONSTRAINT afleveringen_pk PRIMARY KEY (gemeente_id, aansluiting, seq)
);
CREATE INDEX afleveringen_state ON afleveringen (gemeente_id, aansluiting, state, seq);

CREATE TABLE aansluiting_elders (      -- what another system calls what it was told of
    gemeente_id UUID NOT NULL,
    aansluiting TEXT NOT NULL,         -- its name in the settings
    soort TEXT NOT NULL,               -- klantcontact | internetaak | actor
    object_id UUID NOT NULL,           -- what it is here: a contact, doorverwijzing or organisatie
    elders UUID NOT NULL,              -- what it is there
    CONSTRAINT aansluiting_elders_pk PRIMARY KEY (gemeente_id, aansluiting, soort, object_id)
);
