-- Why a submitted campaign went back to its draft: kept with it, so that whoever edits next knows what to change.
ALTER TABLE campaign ADD COLUMN sent_back_by text, ADD COLUMN sent_back_note text, ADD COLUMN sent_back_at timestamptz;
