-- organizations --------------------------------------------------------------------------------------------------------
CREATE TABLE organization (
  id text PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('brand', 'agency')),
  locale text NOT NULL,
  currency text NOT NULL,
  time_zone text NOT NULL,
  commission_bps integer NOT NULL CHECK (commission_bps BETWEEN 0 AND 5000),
  four_eyes_above_minor bigint NOT NULL CHECK (four_eyes_above_minor >= 0),
  payout_days integer NOT NULL DEFAULT 3 CHECK (payout_days BETWEEN 0 AND 60),
  about text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE organization IS 'organizations: a brand or an agency; the tenant';
SELECT protect('organization', 'SELECT, UPDATE', 'id = app_org()');

CREATE TABLE member (
  id text NOT NULL UNIQUE,
  org_id text NOT NULL REFERENCES organization (id),
  name text NOT NULL,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('admin', 'brand_manager', 'finance', 'viewer')),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended', 'removed')),
  locale text NOT NULL CHECK (locale IN ('id', 'en')),
  role_changed_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, email)
);
COMMENT ON TABLE member IS 'organizations: a person of an organization, with a role';
SELECT protect('member', 'SELECT, INSERT, UPDATE', 'org_id = app_org()');

CREATE TABLE api_key (
  id text PRIMARY KEY,
  org_id text NOT NULL,
  member_id text NOT NULL,
  name text NOT NULL,
  secret_hash text NOT NULL UNIQUE,
  tail text NOT NULL,
  scopes text[] NOT NULL,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL,
  FOREIGN KEY (org_id, member_id) REFERENCES member (org_id, id)
);
COMMENT ON TABLE api_key IS 'organizations: a program''s way in; the secret is shown once and kept hashed';
SELECT protect('api_key', 'SELECT, INSERT, UPDATE', 'org_id = app_org()');

-- identity -------------------------------------------------------------------------------------------------------------
CREATE TABLE channel_identity (
  id text PRIMARY KEY,
  channel text NOT NULL,
  account text NOT NULL,
  external_id text NOT NULL,
  subject text NOT NULL,
  org_id text,
  linked_at timestamptz NOT NULL,
  unlinked_at timestamptz,
  UNIQUE (channel, account, external_id)
);
CREATE INDEX channel_identity_of_subject ON channel_identity (subject);
COMMENT ON TABLE channel_identity IS 'identity: which member or influencer a chat identity is';
SELECT protect('channel_identity', '', '');

CREATE TABLE web_session (
  id text PRIMARY KEY,
  secret_hash text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('browser', 'window', 'link')),
  subject text,
  used_at timestamptz,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE web_session IS 'identity: signed-in browsers, windows of the desk and one-time sign-in links';
SELECT protect('web_session', '', '');

-- influencers ----------------------------------------------------------------------------------------------------------
CREATE TABLE influencer (
  id text PRIMARY KEY,
  display_name text NOT NULL,
  bio text NOT NULL DEFAULT '',
  city text,
  province text,
  country text NOT NULL DEFAULT 'ID',
  locale text NOT NULL CHECK (locale IN ('id', 'en')),
  languages text[] NOT NULL DEFAULT '{}',
  categories text[] NOT NULL DEFAULT '{}',
  tier text NOT NULL CHECK (tier IN ('nano', 'micro', 'mid', 'macro', 'mega')),
  followers bigint NOT NULL DEFAULT 0,
  engagement_rate double precision,
  rates jsonb NOT NULL DEFAULT '[]',
  audience jsonb NOT NULL DEFAULT '{}',
  availability text NOT NULL DEFAULT 'open' CHECK (availability IN ('open', 'limited', 'closed')),
  points integer NOT NULL DEFAULT 0,
  embedding vector(512),
  embedding_model text,
  joined_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
CREATE INDEX influencer_embedding ON influencer USING hnsw (embedding vector_ip_ops);
COMMENT ON TABLE influencer IS 'influencers: a person who creates content; of the platform, not of one tenant';
SELECT protect('influencer', 'SELECT, UPDATE', 'app_org() IS NOT NULL OR id = app_influencer()', 'id = app_influencer()');

CREATE TABLE influencer_contact (
  influencer_id text PRIMARY KEY REFERENCES influencer (id),
  full_name text NOT NULL,
  email text,
  phone text
);
COMMENT ON TABLE influencer_contact IS 'influencers: what no organization sees';
SELECT protect('influencer_contact', 'SELECT, INSERT, UPDATE', 'influencer_id = app_influencer()');

CREATE TABLE social_account (
  id text PRIMARY KEY,
  influencer_id text NOT NULL REFERENCES influencer (id),
  platform text NOT NULL CHECK (platform IN ('instagram', 'tiktok', 'youtube')),
  external_id text NOT NULL,
  username text NOT NULL,
  followers bigint,
  post_count integer,
  engagement_rate double precision,
  status text NOT NULL DEFAULT 'connected' CHECK (status IN ('connected', 'reauthorise', 'private', 'disconnected')),
  last_synced_at timestamptz,
  UNIQUE (platform, external_id),
  UNIQUE (influencer_id, id)
);
COMMENT ON TABLE social_account IS 'influencers: an influencer''s account on a platform';
SELECT protect('social_account', 'SELECT, INSERT, UPDATE', 'app_org() IS NOT NULL OR influencer_id = app_influencer()', 'influencer_id = app_influencer()');

CREATE TABLE social_token (
  social_account_id text PRIMARY KEY REFERENCES social_account (id),
  sealed text NOT NULL,
  key_version integer NOT NULL,
  expires_at timestamptz,
  updated_at timestamptz NOT NULL
);
COMMENT ON TABLE social_token IS 'vault: platform tokens, sealed one by one and bound to their account';
SELECT protect('social_token', '', '');

CREATE TABLE sample_post (
  id text PRIMARY KEY,
  influencer_id text NOT NULL REFERENCES influencer (id),
  platform text NOT NULL,
  format text NOT NULL,
  caption text NOT NULL,
  url text,
  published_at timestamptz NOT NULL,
  metrics jsonb NOT NULL DEFAULT '{}',
  embedding vector(512)
);
CREATE INDEX sample_post_of_influencer ON sample_post (influencer_id, published_at DESC);
COMMENT ON TABLE sample_post IS 'influencers: recent content, what matching reads';
SELECT protect('sample_post', 'SELECT, INSERT, UPDATE', 'app_org() IS NOT NULL OR influencer_id = app_influencer()', 'influencer_id = app_influencer()');

CREATE TABLE organization_influencer (
  org_id text NOT NULL REFERENCES organization (id),
  influencer_id text NOT NULL REFERENCES influencer (id),
  notes text NOT NULL DEFAULT '',
  tags text[] NOT NULL DEFAULT '{}',
  blacklisted_at timestamptz,
  blacklist_reason text,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, influencer_id)
);
COMMENT ON TABLE organization_influencer IS 'influencers: an organization''s own view of an influencer';
SELECT protect('organization_influencer', 'SELECT, INSERT, UPDATE, DELETE', 'org_id = app_org()');
