-- Paper at the points: which leaflets lie where, how many there were when they were last filled, and who supplies them (L-24).

CREATE TABLE folders (                 -- a leaflet that lies at a point: a text of the kennisbank in print, or one of an organisation
    gemeente_id UUID NOT NULL,         -- of which gemeente
    id UUID NOT NULL,                  -- the leaflet at that point
    infopunt_id UUID NOT NULL,         -- where it lies
    naam TEXT NOT NULL,                -- what stands on it
    kennisitem_id UUID,                -- which text it is in print; empty: a leaflet of the organisation itself
    organisatie_id UUID NOT NULL,      -- who supplies it
    aantal BIGINT NOT NULL,            -- how many there were when it was last filled
    filled_on DATE NOT NULL,           -- when that was
    op_at TIMESTAMPTZ,                 -- since when there are none left; empty: there are
    created_at TIMESTAMPTZ NOT NULL,   -- since when it lies there
    removed_at TIMESTAMPTZ,            -- since when it does not lie there any more; empty: it does
    CONSTRAINT folders_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX folders_infopunt ON folders (gemeente_id, infopunt_id, naam, id);
