-- What became of each message sent through WhatsApp's Cloud API. Statuses arrive in any order and several times, also
-- before the sender has written down which row of the outbox a message belongs to: they only move forward here.
CREATE TABLE whatsapp_message (
  account text NOT NULL,
  message_id text NOT NULL,
  outbound_id text,
  status text CHECK (status IN ('sent', 'failed', 'delivered', 'read')),
  rank integer NOT NULL DEFAULT 0,
  status_at timestamptz,
  error_code integer,
  billable boolean,
  category text,
  PRIMARY KEY (account, message_id)
);
CREATE INDEX whatsapp_message_of_row ON whatsapp_message (outbound_id);
COMMENT ON TABLE whatsapp_message IS 'whatsapp: what became of each sent message, and whether it is billed';
SELECT protect('whatsapp_message', '', '');
