-- The desk's own side: what a chat platform would keep on its servers. `revision` grows with every change, so that a
-- window that was away asks for what came after.
CREATE SEQUENCE desk_revision;
GRANT USAGE ON SEQUENCE desk_revision TO kolega_platform;
CREATE TABLE desk_message (
  id text PRIMARY KEY,
  person text NOT NULL,
  sender text NOT NULL CHECK (sender IN ('me', 'kolega')),
  client_id text,
  outbound_id text,
  part integer NOT NULL DEFAULT 0,
  body jsonb NOT NULL,
  sealed_tokens text,
  edited boolean NOT NULL DEFAULT false,
  revision bigint NOT NULL DEFAULT nextval('desk_revision'),
  created_at timestamptz NOT NULL,
  UNIQUE (person, client_id),
  UNIQUE (outbound_id, part)
);
CREATE INDEX desk_message_of_person ON desk_message (person, revision);
COMMENT ON TABLE desk_message IS 'desk: messages of the web chat as its pages show them; button tokens are sealed';
SELECT protect('desk_message', '', '');
