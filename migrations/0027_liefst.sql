-- At which point somebody of the roster would rather stand: a wish that a proposal for a month takes in.

ALTER TABLE roosterleden ADD COLUMN voorkeur_id UUID; -- the point that the person named; empty: any
