-- Results of tools that are too long for a model to read at once, kept whole for a while so that it can read on.
CREATE TABLE kept_result (
  id text PRIMARY KEY,
  tenant text NOT NULL,
  person text NOT NULL,
  conversation_id text NOT NULL,
  use_case text NOT NULL,
  content jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX kept_result_expired ON kept_result (tenant, expires_at);
COMMENT ON TABLE kept_result IS 'conversations: a long result of a tool, sealed, for the person and the conversation it was read in; gone after a day';
SELECT protect('kept_result', 'SELECT, INSERT, DELETE', 'tenant IN (app_org(), app_influencer())');

-- A conversation is read from its last summary on.
CREATE INDEX message_summary ON message (conversation_id, seq) WHERE role = 'summary';
