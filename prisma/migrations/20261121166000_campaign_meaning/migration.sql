-- Which model made a campaign's vector, and of which version of the campaign: vectors of different models are never
-- compared, and what changed since is embedded anew.
ALTER TABLE campaign ADD COLUMN embedding_model text, ADD COLUMN embedded_version integer;
