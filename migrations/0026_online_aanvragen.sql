-- Whether a product can be asked for online, as catalogues of products tell it.

CREATE TABLE kennis_online (           -- what its owner says of it; nothing here: it cannot
    gemeente_id UUID NOT NULL,
    kennisitem_id UUID NOT NULL,
    hoe TEXT NOT NULL,                 -- ja | digid
    CONSTRAINT kennis_online_pk PRIMARY KEY (gemeente_id, kennisitem_id)
);
