-- Roles every transaction takes with SET LOCAL ROLE: kolega_app sees one tenant's rows, kolega_platform is the house
-- itself (inbox, delivery, jobs, vault). The connecting user is never used bare, and need not be a superuser.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kolega_app') THEN CREATE ROLE kolega_app NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kolega_platform') THEN CREATE ROLE kolega_platform NOLOGIN; END IF;
  EXECUTE format('GRANT kolega_app, kolega_platform TO %I', current_user);
END $$;

CREATE EXTENSION IF NOT EXISTS vector;
GRANT USAGE ON SCHEMA public TO kolega_app, kolega_platform;

CREATE FUNCTION app_org() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.org_id', true), '') $$;
CREATE FUNCTION app_influencer() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.influencer_id', true), '') $$;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
  AS $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$;

-- Locks a table down: row security forced, all rows for the house, for the app role only what the given conditions say.
-- verbs: what the app role may do at all, e.g. 'SELECT, INSERT'; '' for tables of the house alone.
CREATE FUNCTION protect(tbl regclass, verbs text, visible text, writable text DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tbl);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', tbl);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO kolega_platform', tbl);
  EXECUTE format('CREATE POLICY platform ON %s TO kolega_platform USING (true) WITH CHECK (true)', tbl);
  IF verbs <> '' THEN
    EXECUTE format('GRANT %s ON %s TO kolega_app', verbs, tbl);
    EXECUTE format('CREATE POLICY tenant ON %s TO kolega_app USING (%s) WITH CHECK (%s)', tbl, visible, coalesce(writable, visible));
  END IF;
END $$;

CREATE FUNCTION append_only(tbl regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION refuse_change()', tbl);
  EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', tbl);
END $$;

-- inbox ----------------------------------------------------------------------------------------------------------------
CREATE TABLE lane (
  key text PRIMARY KEY,
  touched_at timestamptz NOT NULL,
  lease_owner text,
  lease_until timestamptz,
  fence bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE lane IS 'inbox: one conversation''s order; whoever holds the lease alone works on it';
SELECT protect('lane', '', '');

CREATE TABLE inbound_event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  channel text NOT NULL,
  account text NOT NULL,
  external_id text NOT NULL,
  lane_key text NOT NULL REFERENCES lane (key),
  kind text NOT NULL CHECK (kind IN ('message', 'press', 'control', 'status', 'provider')),
  payload jsonb NOT NULL,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'adopted', 'done', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  available_at timestamptz NOT NULL,
  error text,
  received_at timestamptz NOT NULL,
  settled_at timestamptz,
  UNIQUE (channel, account, external_id)
);
CREATE INDEX inbound_event_waiting ON inbound_event (lane_key, id) WHERE status = 'pending';
CREATE INDEX inbound_event_adopted ON inbound_event (lane_key, id) WHERE status = 'adopted';
COMMENT ON TABLE inbound_event IS 'inbox: every message, press and callback, kept before the platform is answered; never deleted, so nothing is done twice';
SELECT protect('inbound_event', '', '');

-- conversations --------------------------------------------------------------------------------------------------------
CREATE TABLE conversation (
  id text PRIMARY KEY,
  channel text NOT NULL,
  account text NOT NULL,
  external_id text NOT NULL,
  subject text,
  tenant text NOT NULL DEFAULT 'platform',
  assistant_state jsonb NOT NULL DEFAULT '{}',
  cancel_requested_at timestamptz,
  last_user_message_at timestamptz,
  created_at timestamptz NOT NULL,
  UNIQUE (channel, account, external_id)
);
CREATE INDEX conversation_of_subject ON conversation (subject, last_user_message_at DESC NULLS LAST);
COMMENT ON TABLE conversation IS 'conversations: one chat of one person (or group) on one channel';
SELECT protect('conversation', '', '');

CREATE TABLE turn (
  id text PRIMARY KEY,
  conversation_id text NOT NULL REFERENCES conversation (id),
  lane_key text NOT NULL,
  fence bigint NOT NULL,
  status text NOT NULL CHECK (status IN ('running', 'done', 'failed', 'cancelled')),
  events bigint[] NOT NULL,
  attempts integer NOT NULL DEFAULT 1,
  model text,
  usage jsonb,
  cost_micros bigint NOT NULL DEFAULT 0,
  error text,
  started_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX turn_of_conversation ON turn (conversation_id, started_at DESC);
CREATE INDEX turn_running ON turn (lane_key) WHERE status = 'running';
COMMENT ON TABLE turn IS 'conversations: one answer to the events it adopted, with what the model used and cost';
SELECT protect('turn', '', '');

CREATE TABLE message (
  id text PRIMARY KEY,
  conversation_id text NOT NULL REFERENCES conversation (id),
  turn_id text,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  role text NOT NULL CHECK (role IN ('user', 'assistant', 'tool', 'system', 'summary')),
  content jsonb NOT NULL,
  tokens integer,
  created_at timestamptz NOT NULL
);
CREATE INDEX message_of_conversation ON message (conversation_id, seq);
COMMENT ON TABLE message IS 'conversations: append-only transcript in the provider''s content blocks';
SELECT protect('message', '', '');
SELECT append_only('message');

CREATE TABLE tool_call (
  id text PRIMARY KEY,
  turn_id text NOT NULL REFERENCES turn (id),
  tool_use_id text NOT NULL,
  use_case text NOT NULL,
  input jsonb NOT NULL,
  input_hash text NOT NULL,
  status text NOT NULL CHECK (status IN ('started', 'done', 'failed')),
  result jsonb,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  UNIQUE (turn_id, tool_use_id)
);
COMMENT ON TABLE tool_call IS 'conversations: written before and after each call of a tool, so a restarted turn reuses what is settled';
SELECT protect('tool_call', '', '');

CREATE TABLE form_session (
  id text PRIMARY KEY,
  conversation_id text NOT NULL REFERENCES conversation (id),
  form text NOT NULL,
  version integer NOT NULL,
  answers jsonb NOT NULL,
  step text,
  revision integer NOT NULL DEFAULT 0,
  status text NOT NULL CHECK (status IN ('open', 'submitted', 'cancelled', 'expired')),
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE UNIQUE INDEX form_session_open ON form_session (conversation_id) WHERE status = 'open';
COMMENT ON TABLE form_session IS 'conversations: a form half filled in, as data';
SELECT protect('form_session', '', '');

-- outbox ---------------------------------------------------------------------------------------------------------------
CREATE TABLE outbound_message (
  id text PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  tenant text NOT NULL,
  dedupe_key text NOT NULL,
  recipient text NOT NULL,
  conversation_id text,
  kind text NOT NULL CHECK (kind IN ('reply', 'notification', 'settle')),
  template text NOT NULL,
  data jsonb NOT NULL,
  subject text,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'sending', 'sent', 'failed', 'unknown')),
  attempts integer NOT NULL DEFAULT 0,
  available_at timestamptz NOT NULL,
  lease_until timestamptz,
  lease_owner text,
  receipts jsonb NOT NULL DEFAULT '[]',
  error text,
  created_at timestamptz NOT NULL,
  sent_at timestamptz,
  UNIQUE (tenant, dedupe_key)
);
CREATE INDEX outbound_message_waiting ON outbound_message (recipient, seq) WHERE status IN ('pending', 'sending');
CREATE INDEX outbound_message_subject ON outbound_message (subject) WHERE subject IS NOT NULL;
COMMENT ON TABLE outbound_message IS 'outbox: what is to be said to people, written with the change it reports, sent after commit';
SELECT protect('outbound_message', 'INSERT', 'tenant IN (app_org(), app_influencer())');

-- jobs -----------------------------------------------------------------------------------------------------------------
CREATE TABLE job (
  id text PRIMARY KEY,
  tenant text NOT NULL,
  name text NOT NULL,
  key text NOT NULL,
  payload jsonb NOT NULL,
  run_at timestamptz NOT NULL,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'running', 'done', 'dead')),
  attempts integer NOT NULL DEFAULT 0,
  lease_until timestamptz,
  lease_owner text,
  handed_at timestamptz,
  error text,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  UNIQUE (tenant, name, key)
);
CREATE INDEX job_due ON job (run_at) WHERE status IN ('pending', 'running');
COMMENT ON TABLE job IS 'jobs: work to do later; Postgres is the truth, Redis only carries hints';
SELECT protect('job', 'INSERT', 'tenant IN (app_org(), app_influencer())');

-- approvals ------------------------------------------------------------------------------------------------------------
CREATE TABLE approval (
  id text PRIMARY KEY,
  tenant text NOT NULL,
  use_case text NOT NULL,
  use_case_version integer NOT NULL,
  input jsonb NOT NULL,
  input_hash text NOT NULL,
  subject text NOT NULL,
  facts jsonb NOT NULL,
  facts_hash text NOT NULL,
  requested_by text NOT NULL,
  requester jsonb NOT NULL,
  conversation_id text,
  deciders jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('pending', 'approved', 'rejected', 'expired', 'superseded', 'failed')),
  superseded_by text,
  decided_by text,
  decided_by_name text,
  decided_via text,
  decided_at timestamptz,
  outcome jsonb,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX approval_waiting ON approval (tenant, created_at) WHERE status = 'pending';
CREATE UNIQUE INDEX approval_one_pending ON approval (tenant, use_case, subject) WHERE status = 'pending';
COMMENT ON TABLE approval IS 'approvals: a decision that waits for a human, with the facts the human was shown';
SELECT protect('approval', 'SELECT, INSERT, UPDATE', 'tenant IN (app_org(), app_influencer())');

CREATE TABLE action_token (
  id text PRIMARY KEY,
  token_hash text NOT NULL UNIQUE,
  tenant text NOT NULL,
  recipient text NOT NULL,
  outbound_id text,
  subject text,
  action jsonb NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE INDEX action_token_of_message ON action_token (outbound_id);
COMMENT ON TABLE action_token IS 'approvals: one button of one delivered card; only the hash of its token is kept';
SELECT protect('action_token', '', '');

-- idempotency, audit ---------------------------------------------------------------------------------------------------
CREATE TABLE idempotency_record (
  tenant text NOT NULL,
  use_case text NOT NULL,
  key text NOT NULL,
  input_hash text NOT NULL,
  output jsonb,
  actor text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, use_case, key)
);
COMMENT ON TABLE idempotency_record IS 'usecase: what a key was used for and what it answered, in the transaction of the effect itself';
SELECT protect('idempotency_record', 'SELECT, INSERT, UPDATE', 'tenant IN (app_org(), app_influencer())');

CREATE TABLE audit_head (
  tenant text PRIMARY KEY,
  seq bigint NOT NULL,
  hash text NOT NULL
);
COMMENT ON TABLE audit_head IS 'audit: end of each tenant''s chain; its row lock orders the appends';
SELECT protect('audit_head', 'SELECT, INSERT, UPDATE', 'tenant IN (app_org(), app_influencer())');

CREATE TABLE audit_event (
  tenant text NOT NULL,
  seq bigint NOT NULL,
  at timestamptz NOT NULL,
  actor_kind text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  via text NOT NULL,
  use_case text NOT NULL,
  outcome text NOT NULL,
  subject text,
  input_hash text NOT NULL,
  details jsonb NOT NULL,
  prev_hash text NOT NULL,
  hash text NOT NULL,
  PRIMARY KEY (tenant, seq)
);
COMMENT ON TABLE audit_event IS 'audit: who did what through which door; each row carries the hash of the one before';
SELECT protect('audit_event', 'SELECT, INSERT', 'tenant IN (app_org(), app_influencer())');
SELECT append_only('audit_event');

CREATE TABLE incident (
  id text PRIMARY KEY,
  at timestamptz NOT NULL,
  tenant text NOT NULL,
  place text NOT NULL,
  error text NOT NULL,
  details jsonb NOT NULL
);
COMMENT ON TABLE incident IS 'audit: unknown errors for the operator; users and models only ever see the id';
SELECT protect('incident', '', '');
