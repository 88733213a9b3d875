-- One question to the resident, some days after a referral: did it help?

ALTER TABLE doorverwijzingen ADD COLUMN ask_on DATE; -- from this day on the resident is asked whether it helped
ALTER TABLE doorverwijzingen ADD COLUMN asked_at TIMESTAMPTZ; -- when that was asked, of the desk while ask_on is still there
CREATE INDEX doorverwijzingen_vraag ON doorverwijzingen (gemeente_id, asked_at, ask_on, id);
