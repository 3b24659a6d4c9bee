-- When a turn was last tried: one that was under way at several ends of the process waits before its next try.
ALTER TABLE turn ADD COLUMN tried_at timestamptz;
