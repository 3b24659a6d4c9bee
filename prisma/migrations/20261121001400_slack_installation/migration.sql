-- Workspaces that installed the Slack app. Whose organization a person belongs to is told by their linked identity, not by this.
CREATE TABLE slack_installation (
  account text PRIMARY KEY,
  name text NOT NULL,
  sealed_token text NOT NULL,
  bot_user_id text NOT NULL,
  scopes text[] NOT NULL,
  installed_by text NOT NULL,
  installed_at timestamptz NOT NULL,
  removed_at timestamptz
);
COMMENT ON TABLE slack_installation IS 'channels: workspaces that installed the Slack app';
SELECT protect('slack_installation', '', '');
