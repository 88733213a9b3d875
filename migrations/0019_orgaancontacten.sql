-- Contact with bodies and groups of residents, beside the support that they get.

CREATE TABLE orgaancontacten (         -- that somebody spoke with an orgaan of residents, in one line on the matter (L-62)
    gemeente_id UUID NOT NULL,
    id UUID NOT NULL,
    orgaan_id UUID NOT NULL,
    wijze TEXT NOT NULL,               -- talk | meeting | phone | mail
    op DATE NOT NULL,
    regel TEXT NOT NULL,               -- what it was about; what tells who somebody is, is refused
    account_id UUID,
    at TIMESTAMPTZ NOT NULL,
    CONSTRAINT orgaancontacten_pk PRIMARY KEY (gemeente_id, id)
);
CREATE INDEX orgaancontacten_orgaan ON orgaancontacten (gemeente_id, orgaan_id, op, id);
