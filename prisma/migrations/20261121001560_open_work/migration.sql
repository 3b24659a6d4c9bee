-- What waits is found by what waits, not by looking at every conversation there ever was.
DROP INDEX inbound_event_waiting, inbound_event_adopted;
CREATE INDEX inbound_event_open_of_lane ON inbound_event (lane_key, id) WHERE status IN ('pending', 'adopted');
CREATE INDEX inbound_event_open ON inbound_event (available_at, id) WHERE status IN ('pending', 'adopted');
CREATE INDEX outbound_message_open ON outbound_message (seq) WHERE status IN ('pending', 'sending');
