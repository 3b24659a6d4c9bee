-- What models cost -------------------------------------------------------------------------------------------------------
-- A row is there before its call: while it is open its estimate counts, so that calls at the same moment cannot overrun a
-- budget together; one that was never settled keeps its estimate.
CREATE TABLE model_call (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant text NOT NULL,
  person text,
  turn_id text,
  task text NOT NULL,
  model text NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'settled', 'void')),
  input_tokens bigint NOT NULL DEFAULT 0,
  output_tokens bigint NOT NULL DEFAULT 0,
  cache_read_tokens bigint NOT NULL DEFAULT 0,
  cache_write_tokens bigint NOT NULL DEFAULT 0,
  cost_micros bigint NOT NULL CHECK (cost_micros >= 0),
  day date NOT NULL,
  created_at timestamptz NOT NULL,
  settled_at timestamptz
);
CREATE INDEX model_call_of_tenant ON model_call (tenant, day) INCLUDE (person, cost_micros, status);
CREATE INDEX model_call_of_turn ON model_call (turn_id) WHERE turn_id IS NOT NULL;
COMMENT ON TABLE model_call IS 'assistant: each call of a model: for whom and what, its tokens, its cost in millionths of a US dollar; day is the payer''s own';
SELECT protect('model_call', 'SELECT', 'tenant IN (app_org(), app_influencer())');

-- person: '' the organization as a whole, '*' each person of it, else one member. Null: the house's own limit holds.
CREATE TABLE model_budget (
  org_id text NOT NULL REFERENCES organization (id),
  person text NOT NULL,
  day_micros bigint CHECK (day_micros >= 0),
  month_micros bigint CHECK (month_micros >= 0),
  set_by text NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, person)
);
COMMENT ON TABLE model_budget IS 'assistant: how much models may cost a day and a month, in millionths of a US dollar';
SELECT protect('model_budget', 'SELECT, INSERT, UPDATE', 'org_id = app_org()');

CREATE TABLE model_budget_notice (
  tenant text NOT NULL,
  person text NOT NULL,
  day date NOT NULL,
  PRIMARY KEY (tenant, person, day)
);
COMMENT ON TABLE model_budget_notice IS 'assistant: who was told on which day that their budget is used up';
SELECT protect('model_budget_notice', '', '');

-- What a person likes ----------------------------------------------------------------------------------------------------
CREATE TABLE person_preference (
  id text NOT NULL UNIQUE,
  tenant text NOT NULL,
  person text NOT NULL,
  body text NOT NULL CHECK (char_length(body) BETWEEN 1 AND 200),
  said_via text NOT NULL,
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, id)
);
CREATE INDEX person_preference_of ON person_preference (tenant, person, created_at);
COMMENT ON TABLE person_preference IS 'assistant: how a person likes to work, in their own words; shown to them, corrected and removed by them';
SELECT protect('person_preference', 'SELECT, INSERT, UPDATE, DELETE', 'tenant IN (app_org(), app_influencer())');

-- Initiative -------------------------------------------------------------------------------------------------------------
CREATE TABLE initiative (
  tenant text NOT NULL,
  person text NOT NULL,
  thing text NOT NULL,
  day date NOT NULL,
  told_at timestamptz NOT NULL,
  PRIMARY KEY (tenant, person, thing),
  UNIQUE (tenant, person, day)
);
COMMENT ON TABLE initiative IS 'reminders: what a person was told unasked: a thing once, and one thing a day';
SELECT protect('initiative', '', '');
