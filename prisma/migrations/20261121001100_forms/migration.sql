-- A form belongs to a person, not to a chat: it can be gone on with on another channel.
DROP INDEX form_session_open;
DELETE FROM form_session;
ALTER TABLE form_session DROP CONSTRAINT form_session_status_check;
ALTER TABLE form_session ADD CONSTRAINT form_session_status_check
  CHECK (status IN ('open', 'submitting', 'submitted', 'cancelled', 'expired'));
ALTER TABLE form_session ADD COLUMN subject text NOT NULL;
-- The button whose questions these are, for forms behind a button.
ALTER TABLE form_session ADD COLUMN token_id text REFERENCES action_token (id);
-- The inbound events it has taken, so that none counts twice.
ALTER TABLE form_session ADD COLUMN events text[] NOT NULL DEFAULT '{}';
-- The other chat in which its person was last told that it is open.
ALTER TABLE form_session ADD COLUMN offered_in text;
ALTER TABLE form_session ADD COLUMN updated_at timestamptz NOT NULL;
CREATE UNIQUE INDEX form_session_open ON form_session (subject) WHERE status IN ('open', 'submitting');
COMMENT ON TABLE form_session IS 'forms: a form half filled in, as data; its answers are forgotten when it ends';
-- When a creator agreed that brands see their profile (features A5).
ALTER TABLE influencer ADD COLUMN consented_at timestamptz;
