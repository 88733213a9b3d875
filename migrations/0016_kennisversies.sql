-- A version of an item of the kennisbank keeps everything that it said, not its texts alone (L-42).

ALTER TABLE kennisversies ADD COLUMN velden TEXT; -- everything that it said, as JSON; empty: from before that was kept
