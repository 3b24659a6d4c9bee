-- What a draft's brief was written from beside the campaign's own fields (brand, past results), and which of its parts
-- still say what was true before the last change: so that untouched text can follow the fields it states.
ALTER TABLE campaign ADD COLUMN brief_basis jsonb;
