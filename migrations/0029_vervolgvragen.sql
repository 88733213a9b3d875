-- A question that goes on after its contact was closed counts once.

ALTER TABLE contactvragen ADD COLUMN vervolg_op UUID; -- the question that this goes on with: they could not go on by themselves, were sent on or came back; empty: a question of its own
