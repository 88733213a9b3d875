-- Who sent a photo along with the last word: erased with that person's own words, and shown to nobody else who let us know
-- (INV-45). Empty: it came with the melding itself, or before this was kept.

ALTER TABLE melding_fotos ADD COLUMN melder_id UUID; -- with whose last word it came
