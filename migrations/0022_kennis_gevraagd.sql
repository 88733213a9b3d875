-- On the day a text is to be checked its owner is asked, whatever was asked before about something else (L-35).

ALTER TABLE kennisitems ADD COLUMN review_asked DATE; -- the day of checking about which the owner was asked
