-- campaigns ------------------------------------------------------------------------------------------------------------
CREATE TABLE campaign (
  id text NOT NULL UNIQUE,
  org_id text NOT NULL REFERENCES organization (id),
  name text NOT NULL,
  product text NOT NULL DEFAULT '',
  goal text NOT NULL DEFAULT '',
  language text NOT NULL CHECK (language IN ('id', 'en')),
  audience jsonb NOT NULL DEFAULT '{}',
  currency text NOT NULL,
  budget_minor bigint CHECK (budget_minor > 0),
  starts_on date,
  ends_on date CHECK (ends_on >= starts_on),
  brief jsonb,
  status text NOT NULL CHECK (status IN ('draft', 'submitted', 'approved', 'active', 'completed', 'cancelled')),
  version integer NOT NULL DEFAULT 1,
  embedding vector(512),
  created_by text NOT NULL,
  submitted_by text,
  submitted_at timestamptz,
  approved_by text,
  approved_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, id)
);
COMMENT ON TABLE campaign IS 'campaigns: what an organization wants done: brief, budget, dates';

CREATE TABLE campaign_deliverable (
  org_id text NOT NULL,
  campaign_id text NOT NULL,
  position integer NOT NULL,
  platform text NOT NULL CHECK (platform IN ('instagram', 'tiktok', 'youtube')),
  format text NOT NULL,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 50),
  min_duration_seconds integer,
  max_duration_seconds integer,
  notes text NOT NULL DEFAULT '',
  PRIMARY KEY (org_id, campaign_id, position),
  FOREIGN KEY (org_id, campaign_id) REFERENCES campaign (org_id, id)
);
COMMENT ON TABLE campaign_deliverable IS 'campaigns: what each influencer is asked to make';

-- collaborations -------------------------------------------------------------------------------------------------------
CREATE TABLE collaboration (
  id text NOT NULL UNIQUE,
  org_id text NOT NULL,
  campaign_id text NOT NULL,
  influencer_id text NOT NULL REFERENCES influencer (id),
  origin text NOT NULL CHECK (origin IN ('invited', 'applied')),
  status text NOT NULL CHECK (status IN ('invited', 'applied', 'offered', 'countered', 'accepted', 'in_progress', 'completed', 'declined', 'withdrawn', 'cancelled')),
  compensation_minor bigint NOT NULL CHECK (compensation_minor > 0),
  currency text NOT NULL,
  commission_bps integer NOT NULL CHECK (commission_bps BETWEEN 0 AND 5000),
  message text NOT NULL DEFAULT '',
  due_on date,
  invited_by text,
  answered_at timestamptz,
  ended_at timestamptz,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, campaign_id, influencer_id),
  FOREIGN KEY (org_id, campaign_id) REFERENCES campaign (org_id, id)
);
CREATE INDEX collaboration_of_influencer ON collaboration (influencer_id, created_at DESC);
COMMENT ON TABLE collaboration IS 'collaborations: one influencer in one campaign';
SELECT protect('collaboration', 'SELECT, INSERT, UPDATE', 'org_id = app_org() OR influencer_id = app_influencer()');

CREATE TABLE collaboration_offer (
  id text NOT NULL UNIQUE,
  org_id text NOT NULL,
  collaboration_id text NOT NULL,
  influencer_id text NOT NULL,
  proposed_by text NOT NULL CHECK (proposed_by IN ('organization', 'influencer')),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  note text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, collaboration_id) REFERENCES collaboration (org_id, id)
);
COMMENT ON TABLE collaboration_offer IS 'collaborations: every price that was named, by whom';
SELECT protect('collaboration_offer', 'SELECT, INSERT', 'org_id = app_org() OR influencer_id = app_influencer()');
SELECT append_only('collaboration_offer');

CREATE TABLE deliverable (
  id text NOT NULL UNIQUE,
  org_id text NOT NULL,
  campaign_id text NOT NULL,
  collaboration_id text NOT NULL,
  influencer_id text NOT NULL,
  position integer NOT NULL,
  platform text NOT NULL CHECK (platform IN ('instagram', 'tiktok', 'youtube')),
  format text NOT NULL,
  notes text NOT NULL DEFAULT '',
  price_minor bigint NOT NULL CHECK (price_minor > 0),
  currency text NOT NULL,
  hold_id text,
  due_on date,
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'submitted', 'approved', 'cancelled')),
  created_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, collaboration_id, position),
  FOREIGN KEY (org_id, collaboration_id) REFERENCES collaboration (org_id, id)
);
COMMENT ON TABLE deliverable IS 'collaborations: one piece of content agreed, with its price and its hold';
SELECT protect('deliverable', 'SELECT, INSERT, UPDATE', 'org_id = app_org() OR influencer_id = app_influencer()');

SELECT protect('campaign', 'SELECT, INSERT, UPDATE',
  'org_id = app_org() OR EXISTS (SELECT 1 FROM collaboration c WHERE c.org_id = campaign.org_id AND c.campaign_id = campaign.id AND c.influencer_id = app_influencer())',
  'org_id = app_org()');
SELECT protect('campaign_deliverable', 'SELECT, INSERT, UPDATE, DELETE',
  'org_id = app_org() OR EXISTS (SELECT 1 FROM collaboration c WHERE c.org_id = campaign_deliverable.org_id AND c.campaign_id = campaign_deliverable.campaign_id AND c.influencer_id = app_influencer())',
  'org_id = app_org()');

-- posts ----------------------------------------------------------------------------------------------------------------
CREATE TABLE post (
  id text NOT NULL UNIQUE,
  org_id text NOT NULL,
  campaign_id text NOT NULL,
  collaboration_id text NOT NULL,
  deliverable_id text NOT NULL,
  influencer_id text NOT NULL,
  social_account_id text NOT NULL,
  platform text NOT NULL,
  external_id text NOT NULL,
  url text NOT NULL,
  format text NOT NULL,
  version integer NOT NULL DEFAULT 1,
  status text NOT NULL CHECK (status IN ('pending', 'approved', 'rejected', 'needs_revision', 'removed')),
  caption text NOT NULL,
  hashtags text[] NOT NULL,
  thumbnail_url text,
  content_hash text NOT NULL,
  checks jsonb NOT NULL,
  published_at timestamptz NOT NULL,
  submitted_at timestamptz NOT NULL,
  decided_at timestamptz,
  sync_note text,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, platform, external_id),
  FOREIGN KEY (org_id, deliverable_id) REFERENCES deliverable (org_id, id),
  FOREIGN KEY (org_id, collaboration_id) REFERENCES collaboration (org_id, id),
  FOREIGN KEY (org_id, campaign_id) REFERENCES campaign (org_id, id),
  FOREIGN KEY (influencer_id, social_account_id) REFERENCES social_account (influencer_id, id)
);
CREATE UNIQUE INDEX post_live_of_deliverable ON post (org_id, deliverable_id) WHERE status <> 'rejected';
CREATE INDEX post_of_campaign ON post (org_id, campaign_id, submitted_at DESC);
COMMENT ON TABLE post IS 'posts: published content submitted for a deliverable';
SELECT protect('post', 'SELECT, INSERT, UPDATE', 'org_id = app_org() OR influencer_id = app_influencer()');

CREATE TABLE post_version (
  org_id text NOT NULL,
  post_id text NOT NULL,
  version integer NOT NULL,
  influencer_id text NOT NULL,
  caption text NOT NULL,
  hashtags text[] NOT NULL,
  thumbnail_url text,
  content_hash text NOT NULL,
  checks jsonb NOT NULL,
  submitted_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, post_id, version),
  FOREIGN KEY (org_id, post_id) REFERENCES post (org_id, id)
);
COMMENT ON TABLE post_version IS 'posts: each version that was submitted, as it was seen';
SELECT protect('post_version', 'SELECT, INSERT', 'org_id = app_org() OR influencer_id = app_influencer()');
SELECT append_only('post_version');

CREATE TABLE review (
  id text NOT NULL UNIQUE,
  org_id text NOT NULL,
  post_id text NOT NULL,
  post_version integer NOT NULL,
  influencer_id text NOT NULL,
  decision text NOT NULL CHECK (decision IN ('approved', 'rejected', 'needs_revision')),
  note text NOT NULL DEFAULT '',
  content_hash text NOT NULL,
  reviewer_id text NOT NULL,
  reviewer_name text NOT NULL,
  via text NOT NULL,
  decided_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, post_id, post_version),
  FOREIGN KEY (org_id, post_id, post_version) REFERENCES post_version (org_id, post_id, version)
);
COMMENT ON TABLE review IS 'posts: the decision on a version: who, when, through which door, on which content; releases money';
SELECT protect('review', 'SELECT, INSERT', 'org_id = app_org() OR influencer_id = app_influencer()');
SELECT append_only('review');

-- metrics --------------------------------------------------------------------------------------------------------------
CREATE TABLE snapshot (
  id text NOT NULL UNIQUE,
  org_id text NOT NULL,
  post_id text NOT NULL,
  influencer_id text NOT NULL,
  number integer NOT NULL,
  metrics jsonb NOT NULL,
  source text NOT NULL,
  owner_authorised boolean NOT NULL,
  fetched_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, post_id, number),
  FOREIGN KEY (org_id, post_id) REFERENCES post (org_id, id)
);
CREATE INDEX snapshot_of_post ON snapshot (org_id, post_id, fetched_at DESC);
COMMENT ON TABLE snapshot IS 'metrics: numbers of a post at one moment, each with source and definition';
SELECT protect('snapshot', 'SELECT, INSERT', 'org_id = app_org() OR influencer_id = app_influencer()');
SELECT append_only('snapshot');

CREATE TABLE campaign_report (
  id text NOT NULL UNIQUE,
  org_id text NOT NULL,
  campaign_id text NOT NULL,
  body jsonb NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, campaign_id) REFERENCES campaign (org_id, id)
);
COMMENT ON TABLE campaign_report IS 'analytics: reports as they were given, with the rows their figures came from';
SELECT protect('campaign_report', 'SELECT, INSERT', 'org_id = app_org()');
