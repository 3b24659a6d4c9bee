-- Programs that a person let in (OAuth 2.1) -------------------------------------------------------------------------------
-- What a person consented to: one row a consent. Its tokens are good only while it is neither over nor taken back.
CREATE TABLE oauth_connection (
  id text PRIMARY KEY,
  org_id text,
  influencer_id text,
  person text NOT NULL,
  client_id text NOT NULL,
  client_name text NOT NULL,
  redirect_host text NOT NULL,
  resource text NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at timestamptz,
  CHECK ((org_id IS NULL) <> (influencer_id IS NULL)),
  FOREIGN KEY (org_id, person) REFERENCES member (org_id, id)
);
CREATE INDEX oauth_connection_of_person ON oauth_connection (person, client_id, created_at DESC);
COMMENT ON TABLE oauth_connection IS 'identity: a program a person let in, with the scopes they consented to';
SELECT protect('oauth_connection', 'SELECT, INSERT, UPDATE', 'org_id = app_org() OR influencer_id = app_influencer()');

-- Codes, tokens and consents under way: ids as hashes, contents sealed under the master key.
CREATE TABLE oauth_artifact (
  kind text NOT NULL,
  id_hash text NOT NULL,
  connection_id text REFERENCES oauth_connection (id),
  sealed text NOT NULL,
  resource text,
  scopes text[] NOT NULL DEFAULT '{}',
  consumed_at timestamptz,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (kind, id_hash)
);
CREATE INDEX oauth_artifact_of_connection ON oauth_artifact (connection_id) WHERE connection_id IS NOT NULL;
CREATE INDEX oauth_artifact_expiry ON oauth_artifact (expires_at);
COMMENT ON TABLE oauth_artifact IS 'identity: codes, tokens and consents under way; ids are kept as hashes, contents sealed';
SELECT protect('oauth_artifact', '', '');
