-- What one person asked for within a day counts together: the sum that the decider was shown.
ALTER TABLE approval ADD COLUMN cumulative jsonb;
CREATE INDEX approval_of_requester ON approval (tenant, requested_by, use_case, created_at) WHERE status IN ('pending', 'approved', 'superseded');

-- A new role cannot forget since when it is new: the cooling period of an approver counts from here.
CREATE FUNCTION member_role_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.role_changed_at = OLD.role_changed_at THEN NEW.role_changed_at := now(); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER member_role_moved BEFORE UPDATE OF role ON member
  FOR EACH ROW WHEN (NEW.role IS DISTINCT FROM OLD.role) EXECUTE FUNCTION member_role_moved();
