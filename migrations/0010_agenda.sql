-- When somebody is busy by their own calendar: only when, never with what.

ALTER TABLE beschikbaarheden ADD COLUMN uit_agenda BOOLEAN NOT NULL DEFAULT FALSE; -- the next calendar replaces these

-- A place of a search is a kandidaat; a point that is only thought of is something else.
UPDATE infopunten SET state = 'considered' WHERE state = 'candidate';
