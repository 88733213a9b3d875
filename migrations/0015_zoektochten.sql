-- A search for another place may end without one, and says why (L-85, O-32).

ALTER TABLE zoektochten ADD COLUMN reden TEXT; -- why it ended without another place; empty: it goes on, or one was chosen
