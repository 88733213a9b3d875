-- When a body met and which seats were taken, so that everybody in it sees whether it keeps to its rhythm (V-16).

CREATE TABLE vergaderingen (           -- a meeting that a body held
    gemeente_id UUID NOT NULL,         -- of which gemeente
    id UUID NOT NULL,                  -- the meeting
    orgaan_id UUID NOT NULL,           -- the body that met
    op DATE NOT NULL,                  -- when; a body has one a day
    created_at TIMESTAMPTZ NOT NULL,   -- when it was noted first
    CONSTRAINT vergaderingen_pk PRIMARY KEY (gemeente_id, id)
);
CREATE UNIQUE INDEX vergaderingen_op ON vergaderingen (gemeente_id, orgaan_id, op);

CREATE TABLE vergadering_zetels (      -- for each seat of that day whether somebody was there for it; never who
    gemeente_id UUID NOT NULL,         -- of which gemeente
    vergadering_id UUID NOT NULL,      -- at which meeting
    zetel_id UUID NOT NULL,            -- which seat
    is_there BOOLEAN NOT NULL,         -- whether somebody was there for it
    CONSTRAINT vergadering_zetels_pk PRIMARY KEY (gemeente_id, vergadering_id, zetel_id)
);
