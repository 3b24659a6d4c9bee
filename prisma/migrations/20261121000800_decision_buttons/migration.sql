-- A decided request is looked up by its buttons: they may sit on cards that are about more than it (the list of what waits).
CREATE INDEX action_token_of_subject ON action_token (subject) WHERE subject IS NOT NULL;
