-- Hand-over: the person whose conversation it is sees that people answer there, and may ask for it and end it.
DROP POLICY tenant ON hand_over;
CREATE POLICY tenant ON hand_over TO kolega_app USING (org_id = app_org() OR person = app_influencer()) WITH CHECK (org_id = app_org());
CREATE INDEX hand_over_of_conversation ON hand_over (conversation_id) WHERE status = 'open';
CREATE INDEX hand_over_of_person ON hand_over (person) WHERE status = 'open';

-- Whether this is a private chat of theirs: a group is never handed over.
CREATE FUNCTION is_own_chat(p_person text, p_conversation text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT is_own_person(p_person) AND EXISTS (
    SELECT 1 FROM conversation v WHERE v.id = p_conversation AND v.direct AND (v.subject IS NULL OR v.subject = p_person))
$$;

-- Members begin a conversation from a request only.
DROP FUNCTION chat_of_partner(text);

DO $$
BEGIN
  GRANT CREATE ON SCHEMA public TO kolega_platform;
  ALTER FUNCTION is_own_chat(text, text) OWNER TO kolega_platform;
  REVOKE ALL ON FUNCTION is_own_chat(text, text) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION is_own_chat(text, text) TO kolega_app, kolega_platform;
  REVOKE CREATE ON SCHEMA public FROM kolega_platform;
END $$;
