-- An MCP client carries the state of a call that waits for its person; each state is good for one retry.
CREATE TABLE spent_request_state (
  tenant text NOT NULL,
  id text NOT NULL,
  expires_at timestamptz NOT NULL,
  spent_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id)
);
COMMENT ON TABLE spent_request_state IS 'approvals: which sealed request states came back already; rows are worth nothing after their expiry';
SELECT protect('spent_request_state', 'SELECT, INSERT, DELETE', 'tenant IN (app_org(), app_influencer())');
