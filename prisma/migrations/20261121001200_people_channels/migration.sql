-- Linking chat identities ------------------------------------------------------------------------------------------------
ALTER TABLE organization ADD COLUMN approver_cooling_hours integer NOT NULL DEFAULT 24 CHECK (approver_cooling_hours BETWEEN 0 AND 720);
-- The name an account carries on its platform, and the admin who vouched for it before its cooling period was over.
ALTER TABLE channel_identity ADD COLUMN display_name text NOT NULL DEFAULT '', ADD COLUMN trusted_by text, ADD COLUMN trusted_at timestamptz;
-- What a person wrote here before they gave the chat up is not read back to whoever links it next.
ALTER TABLE conversation ADD COLUMN history_from bigint NOT NULL DEFAULT 0;

CREATE TABLE link_request (
  id text PRIMARY KEY,
  origin text NOT NULL CHECK (origin IN ('chat', 'person')),
  code_hash text NOT NULL,
  token_hash text,
  phrase text NOT NULL,
  channel text NOT NULL,
  account text,
  external_id text,
  display_name text NOT NULL DEFAULT '',
  conversation text,
  person text,
  turn_id text,
  status text NOT NULL CHECK (status IN ('open', 'claimed', 'linked', 'refused', 'superseded')),
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  settled_at timestamptz
);
CREATE UNIQUE INDEX link_request_code ON link_request (code_hash) WHERE status = 'open';
CREATE INDEX link_request_of_identity ON link_request (channel, account, external_id, created_at DESC);
CREATE INDEX link_request_of_person ON link_request (person, created_at DESC);
COMMENT ON TABLE link_request IS 'identity: a chat account and a person on the way to each other; codes and tokens are kept as hashes';
SELECT protect('link_request', '', '');

CREATE TABLE link_attempt (
  key text PRIMARY KEY,
  tries integer NOT NULL,
  since timestamptz NOT NULL
);
COMMENT ON TABLE link_attempt IS 'identity: wrong codes of a person or a chat account, and when a stranger was last answered';
SELECT protect('link_attempt', '', '');

-- The identity tables stay closed to tenants. These functions are what a person may do with their own; they run as the
-- house, and each first asks whether the person is one of the tenant that asks.
CREATE FUNCTION is_own_person(p_person text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT p_person = app_influencer()
    OR EXISTS (SELECT 1 FROM member m WHERE m.id = p_person AND m.org_id = app_org() AND m.status = 'active')
$$;

-- Counts one more try under a key; the count of the present window.
CREATE FUNCTION link_try(p_person text, p_delta integer, p_at timestamptz, p_window_minutes integer) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  INSERT INTO link_attempt AS a (key, tries, since)
  SELECT 'person:' || p_person, greatest(p_delta, 0), p_at WHERE is_own_person(p_person)
  ON CONFLICT (key) DO UPDATE SET
    tries = CASE WHEN a.since + make_interval(mins => p_window_minutes) <= p_at THEN greatest(p_delta, 0) ELSE greatest(a.tries + p_delta, 0) END,
    since = CASE WHEN a.since + make_interval(mins => p_window_minutes) <= p_at THEN p_at ELSE a.since END
  RETURNING tries
$$;

-- A person asks to link a chat account they will name with a code or a token; their earlier ones are void.
CREATE FUNCTION link_begin(p_id text, p_person text, p_channel text, p_code_hash text, p_token_hash text, p_phrase text, p_at timestamptz, p_expires timestamptz)
RETURNS SETOF link_request LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
BEGIN
  IF NOT is_own_person(p_person) THEN RETURN; END IF;
  UPDATE link_request SET status = 'superseded', settled_at = p_at WHERE person = p_person AND origin = 'person' AND status IN ('open', 'claimed');
  RETURN QUERY INSERT INTO link_request (id, origin, code_hash, token_hash, phrase, channel, person, status, expires_at, created_at)
    VALUES (p_id, 'person', p_code_hash, p_token_hash, p_phrase, p_channel, p_person, 'open', p_expires, p_at)
    ON CONFLICT DO NOTHING RETURNING *;
END $$;

-- A person typed a code that a chat account was given: the account now waits for that person's yes and nobody else's.
CREATE FUNCTION link_claim(p_person text, p_code_hash text, p_at timestamptz)
RETURNS SETOF link_request LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  UPDATE link_request r SET person = p_person, status = 'claimed'
  WHERE r.code_hash = p_code_hash AND r.origin = 'chat' AND r.status = 'open' AND r.expires_at > p_at AND is_own_person(p_person)
  RETURNING r.*
$$;

-- The requests of a person that wait for their yes.
CREATE FUNCTION link_claimed(p_person text, p_request text, p_at timestamptz)
RETURNS SETOF link_request LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT r.* FROM link_request r WHERE r.id = p_request AND r.person = p_person AND r.status = 'claimed' AND r.expires_at > p_at AND is_own_person(p_person)
$$;

-- The person's answer. An account that belongs to somebody is never taken over: `taken`.
CREATE FUNCTION link_settle(p_person text, p_request text, p_identity text, p_yes boolean, p_at timestamptz)
RETURNS TABLE (result text, identity_id text, conversation_id text) LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE r link_request; i text; c text;
BEGIN
  SELECT * INTO r FROM link_request l
    WHERE l.id = p_request AND l.person = p_person AND l.status = 'claimed' AND l.expires_at > p_at AND is_own_person(p_person) FOR UPDATE;
  IF NOT FOUND THEN RETURN QUERY SELECT 'gone', NULL::text, NULL::text; RETURN; END IF;
  SELECT v.id INTO c FROM conversation v WHERE v.channel = r.channel AND v.account = r.account AND v.external_id = r.conversation AND v.direct;
  IF NOT p_yes THEN
    UPDATE link_request l SET status = 'refused', settled_at = p_at WHERE l.id = p_request;
    RETURN QUERY SELECT 'refused', NULL::text, c; RETURN;
  END IF;
  INSERT INTO channel_identity AS x (id, channel, account, external_id, subject, org_id, display_name, linked_at)
    VALUES (p_identity, r.channel, r.account, r.external_id, p_person, (SELECT m.org_id FROM member m WHERE m.id = p_person), r.display_name, p_at)
    ON CONFLICT (channel, account, external_id) DO UPDATE SET subject = excluded.subject, org_id = excluded.org_id, display_name = excluded.display_name,
      linked_at = CASE WHEN x.unlinked_at IS NULL THEN x.linked_at ELSE excluded.linked_at END,
      trusted_by = CASE WHEN x.unlinked_at IS NULL THEN x.trusted_by END, trusted_at = CASE WHEN x.unlinked_at IS NULL THEN x.trusted_at END, unlinked_at = NULL
      WHERE x.subject = excluded.subject OR x.unlinked_at IS NOT NULL
    RETURNING x.id INTO i;
  IF i IS NULL THEN RETURN QUERY SELECT 'taken', NULL::text, NULL::text; RETURN; END IF;
  UPDATE link_request l SET status = CASE WHEN l.id = p_request THEN 'linked' ELSE 'superseded' END, settled_at = p_at
    WHERE l.id = p_request OR (l.status IN ('open', 'claimed') AND (
      (l.channel = r.channel AND l.account = r.account AND l.external_id = r.external_id) OR l.person = p_person));
  -- Somebody else may have written here before: their words are not read back to this person.
  UPDATE conversation v SET history_from = coalesce((SELECT max(m.seq) FROM message m WHERE m.conversation_id = v.id), 0), assistant_state = '{}'
    WHERE v.id = c AND v.subject IS NOT NULL AND v.subject <> p_person;
  UPDATE conversation v SET subject = p_person, tenant = coalesce((SELECT m.org_id FROM member m WHERE m.id = p_person), p_person) WHERE v.id = c;
  RETURN QUERY SELECT 'linked', i, c;
END $$;

CREATE FUNCTION own_identities(p_person text)
RETURNS SETOF channel_identity LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT i.* FROM channel_identity i WHERE i.subject = p_person AND i.unlinked_at IS NULL AND is_own_person(p_person) ORDER BY i.linked_at, i.id
$$;

-- A person gives a chat account up. Chats of that account are not theirs any more.
CREATE FUNCTION identity_unlink(p_person text, p_identity text, p_at timestamptz)
RETURNS SETOF channel_identity LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE x channel_identity;
BEGIN
  UPDATE channel_identity i SET unlinked_at = p_at
    WHERE i.id = p_identity AND i.subject = p_person AND i.unlinked_at IS NULL AND i.channel <> 'desk' AND is_own_person(p_person) RETURNING i.* INTO x;
  IF x.id IS NULL THEN RETURN; END IF;
  UPDATE conversation v SET subject = NULL, tenant = 'platform', assistant_state = '{}',
      history_from = coalesce((SELECT max(m.seq) FROM message m WHERE m.conversation_id = v.id), 0)
    WHERE v.channel = x.channel AND v.account = x.account AND v.subject = p_person AND v.direct;
  UPDATE link_request l SET status = 'superseded', settled_at = p_at
    WHERE l.status IN ('open', 'claimed') AND l.channel = x.channel AND l.account = x.account AND l.external_id = x.external_id;
  RETURN NEXT x;
END $$;

-- Until when a chat identity is too fresh to decide money; null when it may. Without an identity: the person's newest one there.
CREATE FUNCTION identity_cooling_until(p_person text, p_channel text, p_identity text, p_at timestamptz)
RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT max(i.linked_at + make_interval(hours => o.approver_cooling_hours))
  FROM channel_identity i JOIN organization o ON o.id = i.org_id
  WHERE i.subject = p_person AND i.channel = p_channel AND i.unlinked_at IS NULL AND i.trusted_at IS NULL
    AND (p_identity IS NULL OR i.id = p_identity) AND i.org_id = app_org()
    AND i.linked_at + make_interval(hours => o.approver_cooling_hours) > p_at
$$;

-- An admin vouches for a colleague's fresh identity; nobody for their own.
CREATE FUNCTION identity_trust(p_identity text, p_by text, p_at timestamptz)
RETURNS SETOF channel_identity LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  UPDATE channel_identity i SET trusted_by = p_by, trusted_at = p_at
  WHERE i.id = p_identity AND i.org_id = app_org() AND i.subject <> p_by AND i.unlinked_at IS NULL AND i.trusted_at IS NULL AND is_own_person(p_by)
  RETURNING i.*
$$;
CREATE FUNCTION identity_of_colleague(p_identity text)
RETURNS SETOF channel_identity LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT i.* FROM channel_identity i WHERE i.id = p_identity AND i.org_id = app_org() AND i.unlinked_at IS NULL
$$;

-- Notifications ----------------------------------------------------------------------------------------------------------
-- A held-back row does not make what is said later wait for it.
ALTER TABLE outbound_message ADD COLUMN deferred boolean NOT NULL DEFAULT false;

CREATE TABLE notification_setting (
  tenant text NOT NULL,
  person text NOT NULL,
  choices jsonb NOT NULL DEFAULT '{}',
  quiet boolean NOT NULL DEFAULT true,
  quiet_from integer NOT NULL DEFAULT 1260 CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_until integer NOT NULL DEFAULT 480 CHECK (quiet_until BETWEEN 0 AND 1439),
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, person)
);
COMMENT ON TABLE notification_setting IS 'notifications: what a person wants to be told, where, and when not; minutes of their local day';
SELECT protect('notification_setting', 'SELECT, INSERT, UPDATE', 'tenant IN (app_org(), app_influencer())');

-- Broadcasts -------------------------------------------------------------------------------------------------------------
CREATE TABLE consent (
  id text PRIMARY KEY,
  influencer_id text NOT NULL REFERENCES influencer (id),
  purpose text NOT NULL CHECK (purpose IN ('broadcast')),
  wording_version integer NOT NULL,
  given_at timestamptz NOT NULL,
  via text NOT NULL,
  withdrawn_at timestamptz,
  withdrawn_via text
);
CREATE UNIQUE INDEX consent_in_force ON consent (influencer_id, purpose) WHERE withdrawn_at IS NULL;
COMMENT ON TABLE consent IS 'broadcasts: what a person agreed to: purpose, which wording, when, through which door; and when they took it back';
SELECT protect('consent', 'SELECT, INSERT, UPDATE', 'app_org() IS NOT NULL OR influencer_id = app_influencer()', 'influencer_id = app_influencer()');

CREATE TABLE broadcast (
  id text NOT NULL UNIQUE,
  org_id text NOT NULL REFERENCES organization (id),
  body text NOT NULL,
  audience jsonb NOT NULL,
  status text NOT NULL CHECK (status IN ('sending', 'done')),
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (org_id, id)
);
COMMENT ON TABLE broadcast IS 'broadcasts: one text to many influencers, as a person approved it';
SELECT protect('broadcast', 'SELECT, INSERT, UPDATE', 'org_id = app_org()');

CREATE TABLE broadcast_recipient (
  org_id text NOT NULL,
  broadcast_id text NOT NULL,
  influencer_id text NOT NULL REFERENCES influencer (id),
  status text NOT NULL CHECK (status IN ('waiting', 'queued', 'skipped')),
  reason text,
  channel text,
  queued_at timestamptz,
  PRIMARY KEY (org_id, broadcast_id, influencer_id),
  FOREIGN KEY (org_id, broadcast_id) REFERENCES broadcast (org_id, id)
);
CREATE INDEX broadcast_recipient_of_person ON broadcast_recipient (influencer_id, queued_at DESC) WHERE status = 'queued';
COMMENT ON TABLE broadcast_recipient IS 'broadcasts: whom it goes to, each at most once';
SELECT protect('broadcast_recipient', 'SELECT, INSERT, UPDATE', 'org_id = app_org()');

-- How many of these influencers are reached on which platform: numbers only, an organization does not learn who uses what.
CREATE FUNCTION broadcast_channels(p_people text[]) RETURNS TABLE (channel text, people integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT coalesce(t.channel, 'desk'), count(*)::int FROM unnest(p_people) AS person(id) LEFT JOIN LATERAL (
    SELECT v.channel FROM conversation v WHERE v.subject = person.id AND v.direct AND EXISTS (
      SELECT 1 FROM channel_identity i WHERE i.subject = v.subject AND i.channel = v.channel AND i.account = v.account AND i.unlinked_at IS NULL)
    ORDER BY v.last_user_message_at DESC NULLS LAST, v.created_at DESC LIMIT 1) t ON true
  WHERE app_org() IS NOT NULL GROUP BY 1 ORDER BY 1
$$;

-- Hand-over to a human ---------------------------------------------------------------------------------------------------
CREATE TABLE hand_over (
  id text NOT NULL UNIQUE,
  org_id text NOT NULL REFERENCES organization (id),
  conversation_id text NOT NULL REFERENCES conversation (id),
  person text NOT NULL,
  person_name text NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'ended')),
  asked_by text NOT NULL,
  taken_by text,
  started_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  ended_at timestamptz,
  PRIMARY KEY (org_id, id)
);
CREATE UNIQUE INDEX hand_over_open ON hand_over (org_id, conversation_id) WHERE status = 'open';
COMMENT ON TABLE hand_over IS 'handover: a conversation in which people of the organization answer instead of the assistant';
SELECT protect('hand_over', 'SELECT, INSERT, UPDATE', 'org_id = app_org()');

-- The chat of an influencer who works with the organization that asks, for a person who takes it over.
CREATE FUNCTION chat_of_partner(p_influencer text) RETURNS TABLE (id text, channel text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT v.id, v.channel FROM conversation v WHERE v.subject = p_influencer AND v.direct
    AND EXISTS (SELECT 1 FROM collaboration c WHERE c.influencer_id = p_influencer AND c.org_id = app_org())
    AND EXISTS (SELECT 1 FROM channel_identity i WHERE i.subject = v.subject AND i.channel = v.channel AND i.account = v.account AND i.unlinked_at IS NULL)
  ORDER BY v.last_user_message_at DESC NULLS LAST, v.created_at DESC LIMIT 1
$$;

DO $$
DECLARE f regprocedure;
BEGIN
  GRANT CREATE ON SCHEMA public TO kolega_platform;
  FOREACH f IN ARRAY ARRAY['is_own_person(text)', 'link_try(text,integer,timestamptz,integer)', 'link_begin(text,text,text,text,text,text,timestamptz,timestamptz)',
    'link_claim(text,text,timestamptz)', 'link_claimed(text,text,timestamptz)', 'link_settle(text,text,text,boolean,timestamptz)', 'own_identities(text)',
    'identity_unlink(text,text,timestamptz)', 'identity_cooling_until(text,text,text,timestamptz)', 'identity_trust(text,text,timestamptz)',
    'identity_of_colleague(text)', 'broadcast_channels(text[])', 'chat_of_partner(text)']::regprocedure[]
  LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO kolega_platform', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO kolega_app, kolega_platform', f);
  END LOOP;
  REVOKE CREATE ON SCHEMA public FROM kolega_platform;
END $$;
