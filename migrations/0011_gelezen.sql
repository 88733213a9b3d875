-- What was read in from another source is told apart from what somebody wrote: an import is one line of news.

ALTER TABLE kennisitems ADD COLUMN read_in BOOLEAN NOT NULL DEFAULT FALSE;
CREATE INDEX kennisitems_read_in ON kennisitems (gemeente_id, read_in, changed_at, id);
