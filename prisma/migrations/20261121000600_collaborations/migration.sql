-- The name of an organization for those who deal with it: its own people, and influencers it works with or invited. Lists of
-- an influencer span organizations, and an influencer's transaction sees none of their rows.
CREATE FUNCTION organization_name(p_org text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT o.name FROM organization o WHERE o.id = p_org AND (
    o.id = app_org()
    OR EXISTS (SELECT 1 FROM collaboration c WHERE c.org_id = p_org AND c.influencer_id = app_influencer()))
$$;
GRANT CREATE ON SCHEMA public TO kolega_platform;
ALTER FUNCTION organization_name(text) OWNER TO kolega_platform;
REVOKE CREATE ON SCHEMA public FROM kolega_platform;
REVOKE ALL ON FUNCTION organization_name(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION organization_name(text) TO kolega_app, kolega_platform;
