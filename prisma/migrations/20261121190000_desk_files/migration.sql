-- What people attach at the desk: its bytes, as a chat platform would keep them, until they are a month old.
CREATE TABLE desk_file (
  person text NOT NULL,
  -- The page's own id of it: sending it twice keeps it once.
  id text NOT NULL,
  name text NOT NULL,
  mime text NOT NULL,
  bytes bytea NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (person, id)
);
CREATE INDEX desk_file_by_age ON desk_file (created_at);
COMMENT ON TABLE desk_file IS 'desk: files that people attached in the web chat';
SELECT protect('desk_file', '', '');
