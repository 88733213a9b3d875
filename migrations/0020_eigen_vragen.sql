-- What residents ask by themselves on the website, and the answer that goes to them by mail (L-22): with who it is, and
-- gone with it.

ALTER TABLE contactpersonen ADD COLUMN taal TEXT; -- the language in which they asked
ALTER TABLE contactpersonen ADD COLUMN wanneer TEXT; -- when they can be called: any | morning | afternoon
ALTER TABLE contactpersonen ADD COLUMN antwoord TEXT; -- what they were answered by mail
