import { parseAmountField } from "../../agents/index.ts";
import type { Approvals, Decision } from "../../core/approvals/decide.ts";
import { factLines, outcomeText } from "../../core/approvals/notifications.ts";
import { type ActionToken, findToken, markTokenUsed, type PressAction } from "../../core/approvals/tokens.ts";
import type { MessageContent } from "../../core/cards/card.ts";
import type { Database } from "../../core/db/types.ts";
import type { Presenter } from "../../core/i18n/presenter.ts";
import { type Actor, type Locale, personOf, tenantOf } from "../../core/kernel/actor.ts";
import { hashOf } from "../../core/kernel/canonical.ts";
import type { Clock } from "../../core/kernel/clock.ts";
import { AppError } from "../../core/kernel/errors.ts";
import { cleanText } from "../../core/kernel/text.ts";
import type { Executor, Outcome } from "../../core/usecase/executor.ts";
import type { Registry } from "../../core/usecase/registry.ts";
import type { InboundPress } from "./channel.ts";

/** A second click on the same button within this time of its answer belongs to the first. */
const DOUBLE_CLICK_MS = 5_000;

export interface PressDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly executor: Executor;
  readonly approvals: Approvals;
}

/** What a press came to: something to say, or words that its person said by it and that are answered like typed ones. */
export type PressResult =
  | { readonly kind: "answer"; readonly replies: MessageContent[] }
  | { readonly kind: "said"; readonly text: string };

/**
 * Carries out a press. The button says only which token; what it does, for whom and until when is in our table, and
 * everything is judged again now. Throws AppError with the sentence for the person who pressed.
 */
export async function handlePress(
  deps: PressDependencies,
  press: InboundPress,
  actor: Actor,
  p: Presenter,
  arrival: { readonly receivedAt: Date; readonly retried: boolean },
): Promise<PressResult> {
  const answer = (replies: MessageContent[]): PressResult => ({ kind: "answer", replies });
  const token = await deps.db.transaction({ role: "platform" }, (tx) => findToken(tx, press.token));
  if (!token) throw new AppError("expired", "button_expired");
  if (token.recipient !== personOf(actor)) throw new AppError("forbidden", "button_foreign");
  if (token.expiresAt <= deps.clock.now()) throw new AppError("expired", "button_expired");
  const used = (): Promise<void> => deps.db.transaction({ role: "platform" }, (tx) => markTokenUsed(tx, token.id));
  // A turn taken up again after a crash may have used it itself: the call's key then finds the answer of the first time.
  const usedBefore = token.usedAt !== null && !arrival.retried;
  if (usedBefore && (await isDoubleClick(deps, token, press, actor, arrival.receivedAt))) return answer([]);
  if (token.action.kind === "say") {
    await used();
    return { kind: "said", text: token.action.text };
  }
  if (token.action.kind === "decide") {
    const decision = await deps.approvals.decide(token.action.approvalId, token.action.decision, actor);
    await used();
    return answer(describeDecision(deps.registry, decision, p));
  }
  if (usedBefore) {
    await used();
    throw new AppError("conflict", "button_used");
  }
  const outcome = await callUseCase(deps, token, token.action, press, actor);
  await used();
  return answer(describeOutcome(deps.registry, outcome, p));
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
      `c:${keyOf(token, press)}`,
    ]),
  );
  return first !== undefined;
}

/** A press that failed on what was typed may be repeated with other words: those are part of the key. */
function keyOf(token: ActionToken, press: InboundPress): string {
  return `press:${token.id}:${hashOf(press.fields ?? {}).slice(0, 16)}`;
}

async function callUseCase(
  deps: PressDependencies,
  token: ActionToken,
  action: Extract<PressAction, { kind: "call" }>,
  press: InboundPress,
  actor: Actor,
): Promise<Outcome> {
  const input = { ...action.input, ...askedFields(action, press.fields ?? {}, actor.locale) };
  const options = { idempotencyKey: keyOf(token, press) };
  try {
    return await deps.executor.execute(action.useCase, input, actor, { ...options, confirmation: { kind: "press" } });
  } catch (error) {
    // Allowed to ask but not to decide: the press becomes a request to those who may.
    const asks = error instanceof AppError && (error.reason === "not_decider" || error.reason === "above_limit");
    if (!asks || actor.kind === "influencer") throw error;
    return deps.executor.execute(action.useCase, input, actor, options);
  }
}

/** Only what the button asks for is taken from the person, and only in the kind it asks for. */
function askedFields(
  action: Extract<PressAction, { kind: "call" }>,
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

/** What a person reads after a use case ran, or was put before somebody else. */
export function describeOutcome(registry: Registry, outcome: Outcome, p: Presenter): MessageContent[] {
  if (outcome.kind === "waiting") {
    return [
      {
        card: {
          title: p.t("approvals.waiting"),
          tone: "warning",
          facts: factLines(outcome.facts, p),
          footer: p.t("approvals.expires", { at: p.dateTime(outcome.expiresAt) }),
        },
      },
    ];
  }
  const useCase = registry.find(outcome.useCase);
  if (!useCase) return [];
  return [{ text: useCase.present.summary(outcome.output, p), card: useCase.present.card(outcome.output, p) }];
}

function describeDecision(registry: Registry, decision: Decision, p: Presenter): MessageContent[] {
  switch (decision.result) {
    case "approved": {
      const useCase = registry.find(decision.approval.useCase);
      return useCase ? [{ text: useCase.present.summary(decision.output, p) }] : [];
    }
    case "superseded":
      return [{ text: p.t("approvals.outcome.superseded") }];
    default:
      return decision.approval.status === "pending" ? [] : [{ text: outcomeText(decision.approval, p) }];
  }
}
