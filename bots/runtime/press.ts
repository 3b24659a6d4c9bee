import { parseAmountField } from "../../agents/index.ts";
import type { Approvals, Decision } from "../../core/approvals/decide.ts";
import { factLines, outcomeText } from "../../core/approvals/notifications.ts";
import {
  type ActionToken,
  findToken,
  findTokenAt,
  markTokenUsed,
  type PressAction,
} from "../../core/approvals/tokens.ts";
import { choiceCard } from "../../core/cards/choices.ts";
import { saidOnce } from "../../core/cards/said-once.ts";
import type { Database, Tx } from "../../core/db/types.ts";
import type { I18n, Presenter } from "../../core/i18n/presenter.ts";
import { type Actor, type Locale, personOf, tenantOf } from "../../core/kernel/actor.ts";
import type { Clock } from "../../core/kernel/clock.ts";
import { AppError } from "../../core/kernel/errors.ts";
import { cleanText } from "../../core/kernel/text.ts";
import type { Executor, Outcome } from "../../core/usecase/executor.ts";
import type { Registry } from "../../core/usecase/registry.ts";
import type { Secrets } from "../../core/usecase/secrets.ts";
import type { InboundPress } from "./channel.ts";
import type { FormTurn } from "./forms.ts";
import { askFormId } from "./forms-ask.ts";
import { moreOf, remainingActions } from "./more.ts";
import { NOTHING, type Said, type Speaker } from "./speaker.ts";

/** A second click on the same button within this time of its answer belongs to the first. */
const DOUBLE_CLICK_MS = 5_000;

export interface PressDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly executor: Executor;
  readonly approvals: Approvals;
  readonly secrets: Secrets;
  readonly i18n: I18n;
}

/** What a press came to: something to say, or words that its person said by it and that are answered like typed ones. */
export type PressResult =
  | { readonly kind: "answer"; readonly said: Said }
  | { readonly kind: "said"; readonly text: string };

/** When a press came in, under which id, and whether its turn was begun before. */
export interface PressArrival {
  readonly event: string;
  readonly receivedAt: Date;
  readonly retried: boolean;
}

/** `n:<row>:<position>`: the button that a number or a vote names. */
const NUMBERED = /^n:(.+):(\d{1,3})$/;

/** The value of the button at a place of a message, for numbers and votes. */
export function numberToken(outboundId: string, position: number): string {
  return `n:${outboundId}:${position}`;
}

/** The button behind what a channel sent: its secret, or its place in a message. */
export async function findPressed(tx: Tx, value: string): Promise<ActionToken | undefined> {
  const [, outboundId, position] = NUMBERED.exec(value) ?? [];
  return outboundId === undefined ? findToken(tx, value) : findTokenAt(tx, outboundId, Number(position));
}

/**
 * Carries out a press. The button says only which token; what it does, for whom and until when is in our table, and
 * everything is judged again now. Throws AppError with the sentence for the person who pressed.
 */
export async function handlePress(
  deps: PressDependencies,
  press: InboundPress,
  who: Speaker,
  forms: FormTurn,
  arrival: PressArrival,
): Promise<PressResult> {
  const { actor, p } = who;
  const answer = (said: Said): PressResult => ({ kind: "answer", said });
  const more = moreOf(press.token);
  if (more) return answer(await remainingActions(deps, more, who));
  const token = await deps.db.transaction({ role: "platform" }, (tx) => findPressed(tx, press.token));
  if (!token) throw new AppError("expired", "button_expired");
  if (token.recipient !== personOf(actor)) throw new AppError("forbidden", "button_foreign");
  if (token.expiresAt <= deps.clock.now()) throw new AppError("expired", "button_expired");
  const used = (): Promise<void> => deps.db.transaction({ role: "platform" }, (tx) => markTokenUsed(tx, token.id));
  // A turn taken up again after a crash may have used it itself: the call's key then finds the answer of the first time.
  const usedBefore = token.usedAt !== null && !arrival.retried;
  if (usedBefore && (await isDoubleClick(deps, token, press, actor, arrival.receivedAt))) return answer(NOTHING);
  switch (token.action.kind) {
    case "say":
      await used();
      return { kind: "said", text: token.action.text };
    case "decide": {
      const decision = await deps.approvals.decide(token.action.approvalId, token.action.decision, actor);
      await used();
      return answer(describeDecision(deps.registry, decision, p));
    }
    case "form": {
      const said = await forms.press(token.action, arrival.event);
      await used();
      return answer(said);
    }
    case "start": {
      const { form, replace, label } = token.action;
      const said = await forms.start(form, { replace, label, event: arrival.event });
      await used();
      return answer(said);
    }
    case "call":
      // Looking again is no second deed.
      if (usedBefore && deps.registry.find(token.action.useCase)?.effect !== "read") {
        await used();
        throw new AppError("conflict", "button_used");
      }
      if (asksFirst(token.action, press)) {
        const asked = await askFields(token, token.action, press, who, forms, arrival.event);
        if (asked) return answer(asked);
      }
      {
        const call = pressedCall(deps, token, token.action, press.fields ?? {}, actor.locale);
        const said = await describeCall(deps.registry, call, p, async () => {
          const outcome = await callUseCase(deps, call, actor, true);
          await used();
          return outcome;
        });
        return answer(said);
      }
  }
}

type CallAction = Extract<PressAction, { kind: "call" }>;

function asksFirst(action: CallAction, press: InboundPress): boolean {
  return (action.ask?.length ?? 0) > 0 && press.fields === undefined;
}

/** A button's questions where the channel asks them; undefined where its page did so before the press. */
async function askFields(
  token: ActionToken,
  action: CallAction,
  press: InboundPress,
  who: Speaker,
  forms: FormTurn,
  event: string,
): Promise<Said | undefined> {
  const { channel, p } = who;
  if (channel?.capabilities.forms === "page") return undefined;
  if (channel?.capabilities.forms === "modal" && press.trigger !== undefined) {
    const opened = await channel.openForm?.(press.trigger, {
      title: action.label,
      submitLabel: p.t("runtime.form.submit"),
      fields: action.ask ?? [],
      token: press.token,
      conversation: press.conversation,
      locale: p.locale,
    });
    if (opened) return NOTHING;
  }
  return forms.start(askFormId(token.id), { event });
}

/** The same click once more, so soon that it was meant as one: its answer is already there. */
async function isDoubleClick(
  deps: PressDependencies,
  token: ActionToken,
  press: InboundPress,
  actor: Actor,
  receivedAt: Date,
): Promise<boolean> {
  if (!token.usedAt || receivedAt.getTime() > token.usedAt.getTime() + DOUBLE_CLICK_MS) return false;
  const { action } = token;
  if (action.kind !== "call" || Object.keys(press.fields ?? {}).length === 0) return true;
  // With a form behind it, only the same words are the same click.
  const first = await deps.db.transaction({ role: "platform" }, (tx) =>
    tx.first("SELECT 1 FROM idempotency_record WHERE tenant = $1 AND use_case = ANY($2) AND key = $3", [
      tenantOf(actor),
      [action.useCase, `${action.useCase}?`],
      `c:${keyOf(deps, token, press.fields ?? {})}`,
    ]),
  );
  return first !== undefined;
}

/** A press that failed on what was typed may be repeated with other words: those are part of the key. */
function keyOf(
  deps: Pick<PressDependencies, "secrets">,
  token: Pick<ActionToken, "id">,
  fields: Readonly<Record<string, string>>,
): string {
  return `press:${token.id}:${deps.secrets.hash(fields).slice(0, 16)}`;
}

/** What a button calls with what its person filled in, under a key of the two. */
export function pressedCall(
  deps: Pick<PressDependencies, "secrets">,
  token: Pick<ActionToken, "id">,
  action: CallAction,
  fields: Readonly<Record<string, string>>,
  locale: Locale,
): KeyedCall {
  return {
    useCase: action.useCase,
    input: { ...action.input, ...askedFields(action, fields, locale) },
    idempotencyKey: keyOf(deps, token, fields),
  };
}

/** `decides`: a press stands behind the call; without one it may only ask those who decide. */
export async function callUseCase(
  deps: Pick<PressDependencies, "executor">,
  { useCase, input, idempotencyKey }: KeyedCall,
  actor: Actor,
  decides: boolean,
): Promise<Outcome> {
  const options = { idempotencyKey };
  if (!decides) return deps.executor.execute(useCase, input, actor, options);
  try {
    return await deps.executor.execute(useCase, input, actor, { ...options, confirmation: { kind: "press" } });
  } catch (error) {
    // Allowed to ask but not to decide: the press becomes a request to those who may.
    const asks = error instanceof AppError && (error.reason === "not_decider" || error.reason === "above_limit");
    if (!asks || actor.kind === "influencer") throw error;
    return deps.executor.execute(useCase, input, actor, options);
  }
}

/** Only what the button asks for is taken from the person, and only in the kind it asks for. */
function askedFields(
  action: CallAction,
  fields: Readonly<Record<string, string>>,
  locale: Locale,
): Record<string, unknown> {
  const answers: Record<string, unknown> = {};
  for (const ask of action.ask ?? []) {
    const text = cleanText(fields[ask.name] ?? "").trim();
    if (text === "") {
      if (ask.required) throw new AppError("invalid_input", "field_missing", { field: ask.label });
      continue;
    }
    if (ask.maxLength && Array.from(text).length > ask.maxLength) {
      throw new AppError("invalid_input", "message_too_long", { maximum: ask.maxLength });
    }
    if (ask.kind === "choice" && !ask.choices?.some((choice) => choice.value === text)) {
      throw new AppError("invalid_input", "invalid_field", { field: ask.label });
    }
    answers[ask.name] = ask.kind === "amount" ? parseAmountField(text, ask.label, locale) : text;
  }
  return answers;
}

interface Call {
  readonly useCase: string;
  readonly input: Readonly<Record<string, unknown>>;
}

interface KeyedCall extends Call {
  readonly idempotencyKey: string;
}

/** Runs a call and says what came of it. A refusal that only wants one thing chosen is a question with buttons. */
export async function describeCall(
  registry: Registry,
  call: Call,
  p: Presenter,
  run: () => Promise<Outcome>,
): Promise<Said> {
  try {
    return describeOutcome(registry, await run(), p);
  } catch (error) {
    const card = error instanceof AppError ? choiceCard(error, call, p) : undefined;
    if (!card) throw error;
    return { replies: [{ card }], private: registry.find(call.useCase)?.private };
  }
}

/** What a person reads after a use case ran, or was put before somebody else. */
export function describeOutcome(registry: Registry, outcome: Outcome, p: Presenter): Said {
  const useCase = registry.find(outcome.useCase);
  if (!useCase) return NOTHING;
  if (outcome.kind === "waiting") {
    const card = {
      title: p.t("approvals.waiting"),
      tone: "warning" as const,
      facts: factLines(outcome.facts, p),
      footer: p.t("approvals.expires", { at: p.dateTime(outcome.expiresAt) }),
    };
    return { replies: [{ card }], private: useCase.private };
  }
  const { summary, card } = useCase.present;
  return {
    replies: [saidOnce({ text: summary(outcome.output, p), card: card(outcome.output, p) })],
    private: useCase.private,
  };
}

function describeDecision(registry: Registry, decision: Decision, p: Presenter): Said {
  switch (decision.result) {
    case "approved": {
      const useCase = registry.find(decision.approval.useCase);
      return useCase
        ? { replies: [{ text: useCase.present.summary(decision.output, p) }], private: useCase.private }
        : NOTHING;
    }
    case "superseded":
      return { replies: [{ text: p.t("approvals.outcome.superseded") }] };
    default:
      return decision.approval.status === "pending"
        ? NOTHING
        : { replies: [{ text: outcomeText(decision.approval, p) }] };
  }
}
