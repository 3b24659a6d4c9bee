-- Keeps what came in, in one statement: whoever waits for the answer waits for one round trip and one commit. The lane's
-- row lock is taken before the event gets its id, so that ids within a lane follow the order of commits. False: known.
CREATE FUNCTION inbox_keep(p_channel text, p_account text, p_external_id text, p_lane text, p_kind text, p_payload jsonb, p_quiet_seconds double precision)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET lock_timeout = '10s' AS $$
BEGIN
  -- A redelivery does not wait for the lane.
  IF EXISTS (SELECT FROM inbound_event WHERE channel = p_channel AND account = p_account AND external_id = p_external_id) THEN
    RETURN false;
  END IF;
  INSERT INTO lane (key, touched_at) VALUES (p_lane, now()) ON CONFLICT (key) DO UPDATE SET touched_at = now();
  INSERT INTO inbound_event (channel, account, external_id, lane_key, kind, payload, available_at, received_at)
    VALUES (p_channel, p_account, p_external_id, p_lane, p_kind, p_payload, now() + make_interval(secs => p_quiet_seconds), now())
    ON CONFLICT (channel, account, external_id) DO NOTHING;
  RETURN FOUND;
END $$;

GRANT CREATE ON SCHEMA public TO kolega_platform;
ALTER FUNCTION inbox_keep(text, text, text, text, text, jsonb, double precision) OWNER TO kolega_platform;
REVOKE CREATE ON SCHEMA public FROM kolega_platform;
REVOKE ALL ON FUNCTION inbox_keep(text, text, text, text, text, jsonb, double precision) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION inbox_keep(text, text, text, text, text, jsonb, double precision) TO kolega_platform;
