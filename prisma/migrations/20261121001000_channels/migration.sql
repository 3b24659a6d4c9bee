-- Groups and threads: others read along there, so nothing is sent to them that was not asked there.
ALTER TABLE conversation ADD COLUMN direct boolean NOT NULL DEFAULT true;
-- The last message with numbered choices, on channels without buttons: a bare number answers it.
ALTER TABLE conversation ADD COLUMN choices_of text;
-- Which button of its message a token is, counted from 1, for those numbers.
ALTER TABLE action_token ADD COLUMN position int;

