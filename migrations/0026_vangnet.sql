-- Which fallback was warned when a receiver kept silent (L-46): it may look on and find somebody else.

ALTER TABLE doorverwijzingen ADD COLUMN vangnet_id UUID; -- the organisation that the route named for when the norm passed; empty while it did not
CREATE INDEX doorverwijzingen_vangnet ON doorverwijzingen (gemeente_id, vangnet_id, created_at, id);
UPDATE doorverwijzingen SET vangnet_id = (SELECT r.vangnet_id FROM routes r WHERE r.gemeente_id = doorverwijzingen.gemeente_id AND r.id = doorverwijzingen.route_id) WHERE state = 'expired';
