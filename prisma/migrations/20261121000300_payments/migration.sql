-- The ledger. Only the functions below write it: they belong to kolega_ledger, a role nobody takes. Neither the app role
-- nor the house itself may change a balance, a hold or a transfer by hand; the app role may read its own rows.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kolega_ledger') THEN CREATE ROLE kolega_ledger NOLOGIN; END IF;
  EXECUTE format('GRANT kolega_ledger TO %I', current_user);
END $$;
GRANT USAGE ON SCHEMA public TO kolega_ledger;

CREATE TABLE ledger_account (
  id text PRIMARY KEY,
  owner text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('wallet', 'escrow', 'payable', 'commission', 'provider', 'payout')),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  balance_minor bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  UNIQUE (owner, kind, currency),
  CHECK (kind = 'provider' OR balance_minor >= 0)
);
COMMENT ON TABLE ledger_account IS 'payments: whose money, of which kind; only the provider''s account may be negative (money held outside)';
SELECT protect('ledger_account', 'SELECT', 'owner IN (app_org(), app_influencer())');

CREATE TABLE ledger_hold (
  id text NOT NULL UNIQUE,
  org_id text NOT NULL,
  influencer_id text NOT NULL,
  reference text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  remaining_minor bigint NOT NULL CHECK (remaining_minor >= 0),
  status text NOT NULL CHECK (status IN ('pending', 'released', 'voided')),
  created_at timestamptz NOT NULL,
  resolved_at timestamptz,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, reference),
  CHECK ((status = 'pending') = (remaining_minor > 0))
);
COMMENT ON TABLE ledger_hold IS 'payments: money of a brand set aside for one deliverable; released or voided once';
SELECT protect('ledger_hold', 'SELECT', 'org_id = app_org() OR influencer_id = app_influencer()');

CREATE TABLE ledger_transfer (
  id text PRIMARY KEY,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  kind text NOT NULL,
  debit_account_id text NOT NULL REFERENCES ledger_account (id),
  credit_account_id text NOT NULL REFERENCES ledger_account (id),
  debit_owner text NOT NULL,
  credit_owner text NOT NULL,
  currency text NOT NULL,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  hold_id text,
  reference text NOT NULL,
  dedupe_key text NOT NULL UNIQUE,
  input_hash text NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  CHECK (debit_account_id <> credit_account_id)
);
CREATE INDEX ledger_transfer_debit ON ledger_transfer (debit_account_id, seq);
CREATE INDEX ledger_transfer_credit ON ledger_transfer (credit_account_id, seq);
CREATE INDEX ledger_transfer_debit_owner ON ledger_transfer (debit_owner, seq);
CREATE INDEX ledger_transfer_credit_owner ON ledger_transfer (credit_owner, seq);
CREATE INDEX ledger_transfer_hold ON ledger_transfer (hold_id) WHERE hold_id IS NOT NULL;
COMMENT ON TABLE ledger_transfer IS 'payments: one amount from one account to another, for good';
SELECT protect('ledger_transfer', 'SELECT', 'debit_owner IN (app_org(), app_influencer()) OR credit_owner IN (app_org(), app_influencer())');
SELECT append_only('ledger_transfer');

REVOKE INSERT, UPDATE, DELETE ON ledger_account, ledger_hold, ledger_transfer FROM kolega_platform;
GRANT SELECT, INSERT, UPDATE ON ledger_account, ledger_hold TO kolega_ledger;
GRANT SELECT, INSERT ON ledger_transfer TO kolega_ledger;
CREATE POLICY ledger ON ledger_account TO kolega_ledger USING (true) WITH CHECK (true);
CREATE POLICY ledger ON ledger_hold TO kolega_ledger USING (true) WITH CHECK (true);
CREATE POLICY ledger ON ledger_transfer TO kolega_ledger USING (true) WITH CHECK (true);

CREATE TABLE deposit (
  id text NOT NULL UNIQUE,
  org_id text NOT NULL REFERENCES organization (id),
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  currency text NOT NULL,
  provider text NOT NULL,
  status text NOT NULL CHECK (status IN ('created', 'pending', 'paid', 'refunded', 'charged_back', 'expired', 'failed')),
  provider_id text,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  paid_at timestamptz,
  PRIMARY KEY (org_id, id)
);
COMMENT ON TABLE deposit IS 'payments: money coming in from a provider';
-- A tenant may ask for a deposit; only the house says that it was paid.
SELECT protect('deposit', 'SELECT, INSERT', 'org_id = app_org()', 'org_id = app_org() AND status = ''created''');

CREATE TABLE payout_account (
  id text PRIMARY KEY,
  influencer_id text NOT NULL REFERENCES influencer (id),
  channel_code text NOT NULL,
  holder_name text NOT NULL,
  number_sealed text NOT NULL,
  number_tail text NOT NULL,
  active boolean NOT NULL DEFAULT true,
  created_at timestamptz NOT NULL,
  UNIQUE (influencer_id, id)
);
CREATE UNIQUE INDEX payout_account_active ON payout_account (influencer_id) WHERE active;
COMMENT ON TABLE payout_account IS 'payments: where an influencer is paid; the number is sealed, only its tail is shown';
SELECT protect('payout_account', 'SELECT, INSERT', 'influencer_id = app_influencer()');
-- An account is replaced, never rewritten.
GRANT UPDATE (active) ON payout_account TO kolega_app;

CREATE TABLE payout (
  id text NOT NULL UNIQUE,
  org_id text NOT NULL,
  influencer_id text NOT NULL REFERENCES influencer (id),
  collaboration_id text NOT NULL,
  post_id text NOT NULL,
  hold_id text NOT NULL,
  brand_name text NOT NULL,
  campaign_name text NOT NULL,
  payout_account_id text,
  number_tail text,
  amount_minor bigint NOT NULL CHECK (amount_minor > 0),
  commission_minor bigint NOT NULL CHECK (commission_minor >= 0),
  currency text NOT NULL,
  status text NOT NULL CHECK (status IN ('requested', 'awaiting_approval', 'prepared', 'submitted', 'confirmed', 'failed', 'unknown', 'reversed')),
  provider text,
  provider_id text,
  failure_code text,
  attempts integer NOT NULL DEFAULT 0,
  promised_on timestamptz NOT NULL,
  requested_at timestamptz NOT NULL,
  submitted_at timestamptz,
  confirmed_at timestamptz,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, hold_id),
  FOREIGN KEY (org_id, hold_id) REFERENCES ledger_hold (org_id, id),
  FOREIGN KEY (org_id, post_id) REFERENCES post (org_id, id),
  FOREIGN KEY (org_id, collaboration_id) REFERENCES collaboration (org_id, id),
  FOREIGN KEY (influencer_id, payout_account_id) REFERENCES payout_account (influencer_id, id)
);
CREATE INDEX payout_of_influencer ON payout (influencer_id, id DESC);
COMMENT ON TABLE payout IS 'payments: money going out to an influencer, with its clock; names and account tail as they were then, for the side that may not read them elsewhere';
-- A brand's approval asks for a payout; every further step is the house's.
SELECT protect('payout', 'SELECT, INSERT', 'org_id = app_org() OR influencer_id = app_influencer()', 'org_id = app_org() AND status = ''requested''');

CREATE TABLE payout_event (
  org_id text NOT NULL,
  payout_id text NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  influencer_id text NOT NULL,
  attempt integer NOT NULL,
  status text NOT NULL,
  failure_code text,
  at timestamptz NOT NULL,
  PRIMARY KEY (org_id, payout_id, seq),
  FOREIGN KEY (org_id, payout_id) REFERENCES payout (org_id, id)
);
COMMENT ON TABLE payout_event IS 'payments: every status a payout had, and when';
SELECT protect('payout_event', 'SELECT, INSERT', 'org_id = app_org() OR influencer_id = app_influencer()', 'org_id = app_org() AND status = ''requested''');
SELECT append_only('payout_event');

-- The functions through which all money moves. They run as kolega_ledger; a tenant may take only from its own accounts.
-- Accounts are made and locked in id order, so two that need the same ones wait for each other and never in a circle.
CREATE FUNCTION ledger_account_id(p_owner text, p_kind text, p_currency text) RETURNS text LANGUAGE sql IMMUTABLE
  AS $$ SELECT 'acc_' || p_owner || ':' || p_kind || ':' || p_currency $$;

-- p_accounts: [{owner, kind, currency}]. One by one: an account that is made here stands in the same queue as one that was.
CREATE FUNCTION ledger_lock(p_accounts jsonb, p_at timestamptz) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE a record;
BEGIN
  FOR a IN
    SELECT DISTINCT ledger_account_id(x->>'owner', x->>'kind', x->>'currency') AS id, x->>'owner' AS owner, x->>'kind' AS kind, x->>'currency' AS currency
    FROM jsonb_array_elements(p_accounts) x ORDER BY 1
  LOOP
    PERFORM 1 FROM ledger_account WHERE id = a.id FOR UPDATE;
    IF NOT FOUND THEN
      INSERT INTO ledger_account (id, owner, kind, currency, created_at) VALUES (a.id, a.owner, a.kind, a.currency, p_at) ON CONFLICT DO NOTHING;
      PERFORM 1 FROM ledger_account WHERE id = a.id FOR UPDATE;
    END IF;
  END LOOP;
END $$;

-- p_transfers: [{id, kind, debit:{owner,kind}, credit:{owner,kind}, currency, amount, reference, dedupe_key, hold_id}]
-- Posts all or none and answers how many were new; a dedupe_key seen before with the same content is skipped, with other
-- content it is an error (KL001); taking more than is there is an error (KL002).
CREATE FUNCTION ledger_post(p_transfers jsonb, p_by text, p_at timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  t jsonb; seen text; print text; debit text; credit text; posted integer := 0; amount bigint;
BEGIN
  PERFORM ledger_lock((
    SELECT jsonb_agg((x->side) || jsonb_build_object('currency', x->>'currency'))
    FROM jsonb_array_elements(p_transfers) x, unnest(ARRAY['debit', 'credit']) side), p_at);
  FOR t IN SELECT * FROM jsonb_array_elements(p_transfers) LOOP
    amount := (t->>'amount')::bigint;
    IF amount IS NULL OR amount <= 0 THEN RAISE EXCEPTION 'ledger: amount must be positive' USING ERRCODE = 'check_violation'; END IF;
    debit := ledger_account_id(t->'debit'->>'owner', t->'debit'->>'kind', t->>'currency');
    credit := ledger_account_id(t->'credit'->>'owner', t->'credit'->>'kind', t->>'currency');
    print := md5(jsonb_build_array(t->>'kind', debit, credit, amount, t->>'reference', t->>'hold_id')::text);
    -- The key is taken first: a second post of the same key waits here for the first one, whatever its accounts.
    INSERT INTO ledger_transfer (id, kind, debit_account_id, credit_account_id, debit_owner, credit_owner, currency, amount_minor, hold_id, reference, dedupe_key, input_hash, created_by, created_at)
      VALUES (t->>'id', t->>'kind', debit, credit, t->'debit'->>'owner', t->'credit'->>'owner', t->>'currency', amount, t->>'hold_id', t->>'reference', t->>'dedupe_key', print, p_by, p_at)
      ON CONFLICT (dedupe_key) DO NOTHING;
    IF NOT FOUND THEN
      SELECT input_hash INTO seen FROM ledger_transfer WHERE dedupe_key = t->>'dedupe_key';
      IF seen IS DISTINCT FROM print THEN RAISE EXCEPTION 'ledger: key % was used for another transfer', t->>'dedupe_key' USING ERRCODE = 'KL001'; END IF;
      CONTINUE;
    END IF;
    UPDATE ledger_account SET balance_minor = balance_minor - amount
      WHERE id = debit AND (kind = 'provider' OR balance_minor >= amount);
    IF NOT FOUND THEN RAISE EXCEPTION 'ledger: insufficient funds' USING ERRCODE = 'KL002'; END IF;
    UPDATE ledger_account SET balance_minor = balance_minor + amount WHERE id = credit;
    posted := posted + 1;
  END LOOP;
  RETURN posted;
END $$;

-- Money of a brand moves for the brand's own transaction or for the house, never for anybody else.
CREATE FUNCTION ledger_own(p_org text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('role', true) IS DISTINCT FROM 'kolega_platform' AND current_setting('app.org_id', true) IS DISTINCT FROM p_org THEN
    RAISE EXCEPTION 'ledger: not this tenant''s money' USING ERRCODE = 'insufficient_privilege';
  END IF;
END $$;

-- Sets a brand's money aside: wallet -> escrow and a pending hold. The same reference again answers the first hold; NULL
-- when the wallet has not enough (no error, so that a caller with several holds to place may go on).
CREATE FUNCTION ledger_hold_place(p_id text, p_org text, p_influencer text, p_reference text, p_currency text, p_amount bigint, p_by text, p_at timestamptz) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE existing ledger_hold;
BEGIN
  PERFORM ledger_own(p_org);
  PERFORM ledger_lock(jsonb_build_array(jsonb_build_object('owner', p_org, 'kind', 'wallet', 'currency', p_currency),
    jsonb_build_object('owner', p_org, 'kind', 'escrow', 'currency', p_currency)), p_at);
  SELECT * INTO existing FROM ledger_hold WHERE org_id = p_org AND reference = p_reference;
  IF existing.id IS NOT NULL THEN
    IF existing.amount_minor <> p_amount OR existing.currency <> p_currency OR existing.influencer_id <> p_influencer THEN
      RAISE EXCEPTION 'ledger: reference % holds something else', p_reference USING ERRCODE = 'KL001';
    END IF;
    RETURN existing.id;
  END IF;
  IF (SELECT balance_minor FROM ledger_account WHERE id = ledger_account_id(p_org, 'wallet', p_currency)) < p_amount THEN RETURN NULL; END IF;
  INSERT INTO ledger_hold (id, org_id, influencer_id, reference, currency, amount_minor, remaining_minor, status, created_at)
    VALUES (p_id, p_org, p_influencer, p_reference, p_currency, p_amount, p_amount, 'pending', p_at);
  PERFORM ledger_post(jsonb_build_array(jsonb_build_object('id', 'trf_' || p_id || ':place', 'kind', 'hold',
    'debit', jsonb_build_object('owner', p_org, 'kind', 'wallet'), 'credit', jsonb_build_object('owner', p_org, 'kind', 'escrow'),
    'currency', p_currency, 'amount', p_amount, 'reference', p_reference, 'dedupe_key', 'hold:' || p_id, 'hold_id', p_id)), p_by, p_at);
  RETURN p_id;
END $$;

-- Resolves a pending hold once; false when it is not pending. release: escrow -> the influencer's payable (net) and the
-- platform's commission; void: back to the wallet.
CREATE FUNCTION ledger_hold_resolve(p_id text, p_org text, p_how text, p_commission bigint, p_by text, p_at timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE h ledger_hold; parts jsonb := '[]';
BEGIN
  PERFORM ledger_own(p_org);
  SELECT * INTO h FROM ledger_hold WHERE org_id = p_org AND id = p_id FOR UPDATE;
  IF h.id IS NULL OR h.status <> 'pending' THEN RETURN false; END IF;
  IF p_how = 'release' THEN
    IF p_commission IS NULL OR p_commission < 0 OR p_commission >= h.remaining_minor THEN
      RAISE EXCEPTION 'ledger: commission out of range' USING ERRCODE = 'check_violation';
    END IF;
    parts := parts || jsonb_build_object('id', 'trf_' || p_id || ':release', 'kind', 'release',
      'debit', jsonb_build_object('owner', p_org, 'kind', 'escrow'), 'credit', jsonb_build_object('owner', h.influencer_id, 'kind', 'payable'),
      'currency', h.currency, 'amount', h.remaining_minor - p_commission, 'reference', h.reference, 'dedupe_key', 'release:' || p_id, 'hold_id', p_id);
    IF p_commission > 0 THEN
      parts := parts || jsonb_build_object('id', 'trf_' || p_id || ':commission', 'kind', 'commission',
        'debit', jsonb_build_object('owner', p_org, 'kind', 'escrow'), 'credit', jsonb_build_object('owner', 'platform', 'kind', 'commission'),
        'currency', h.currency, 'amount', p_commission, 'reference', h.reference, 'dedupe_key', 'commission:' || p_id, 'hold_id', p_id);
    END IF;
  ELSIF p_how = 'void' THEN
    parts := parts || jsonb_build_object('id', 'trf_' || p_id || ':void', 'kind', 'void',
      'debit', jsonb_build_object('owner', p_org, 'kind', 'escrow'), 'credit', jsonb_build_object('owner', p_org, 'kind', 'wallet'),
      'currency', h.currency, 'amount', h.remaining_minor, 'reference', h.reference, 'dedupe_key', 'void:' || p_id, 'hold_id', p_id);
  ELSE
    RAISE EXCEPTION 'ledger: resolve how?' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM ledger_post(parts, p_by, p_at);
  UPDATE ledger_hold SET status = CASE p_how WHEN 'release' THEN 'released' ELSE 'voided' END, remaining_minor = 0, resolved_at = p_at WHERE id = p_id AND org_id = p_org;
  RETURN true;
END $$;

GRANT CREATE ON SCHEMA public TO kolega_ledger;
ALTER FUNCTION ledger_lock(jsonb, timestamptz) OWNER TO kolega_ledger;
ALTER FUNCTION ledger_post(jsonb, text, timestamptz) OWNER TO kolega_ledger;
ALTER FUNCTION ledger_hold_place(text, text, text, text, text, bigint, text, timestamptz) OWNER TO kolega_ledger;
ALTER FUNCTION ledger_hold_resolve(text, text, text, bigint, text, timestamptz) OWNER TO kolega_ledger;
REVOKE CREATE ON SCHEMA public FROM kolega_ledger;
REVOKE ALL ON FUNCTION ledger_lock(jsonb, timestamptz), ledger_post(jsonb, text, timestamptz),
  ledger_hold_place(text, text, text, text, text, bigint, text, timestamptz), ledger_hold_resolve(text, text, text, bigint, text, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger_post(jsonb, text, timestamptz) TO kolega_platform;
GRANT EXECUTE ON FUNCTION ledger_hold_place(text, text, text, text, text, bigint, text, timestamptz), ledger_hold_resolve(text, text, text, bigint, text, timestamptz) TO kolega_app, kolega_platform;
