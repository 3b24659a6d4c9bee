import type { Action, Card, MessageContent } from "../../core/cards/card.ts";
import { choiceCard } from "../../core/cards/choices.ts";
import type { Presenter } from "../../core/i18n/presenter.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import type { Registry } from "../../core/usecase/registry.ts";
import { type NormalisedText, normalise } from "../language/normalise.ts";
import { errorSentence, presentDone, waitingCard } from "../present-outcome.ts";
import type { ToolResult, ToolRunner } from "../tool-runner.ts";
import type { IntentName } from "./intent-plan.ts";
import type { Slot } from "./read-answer.ts";
import type { ListItem, ListKind, PlannerState } from "./state.ts";

/** A suggestion the person may tap: it is said as if typed. */
export interface Chip {
  readonly label: string;
  readonly text?: string;
}

export interface Question {
  readonly intent: IntentName;
  readonly slot: Slot;
  /** What is known already and goes into the call with the answer. */
  readonly input?: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly chips?: readonly Chip[];
}

interface PlannerTurnOptions {
  readonly text: string;
  readonly actor: Actor;
  readonly presenter: Presenter;
  readonly now: Date;
  readonly registry: Registry;
  readonly runner: ToolRunner;
  readonly state: PlannerState;
}

/** One turn of the planner: calls, what is said, and what is remembered. Everything said becomes one message. */
export class PlannerTurn {
  message: NormalisedText;
  readonly actor: Actor;
  readonly now: Date;
  readonly registry: Registry;
  /** What is kept for the next turn. */
  readonly state: PlannerState;
  p: Presenter;
  readonly #runner: ToolRunner;
  readonly #texts: string[] = [];
  readonly #cards: Card[] = [];
  #calls = 0;

  constructor(options: PlannerTurnOptions) {
    this.message = normalise(options.text);
    this.actor = options.actor;
    this.now = options.now;
    this.registry = options.registry;
    this.p = options.presenter;
    this.state = { ...options.state };
    this.#runner = options.runner;
  }

  /** Goes on with other words of the same turn. */
  hear(text: string): void {
    this.message = normalise(text);
  }

  /** Calls a use case. Ids count up within the turn, so that a turn taken up again meets its own records. */
  async call(useCase: string, input: Readonly<Record<string, unknown>>): Promise<ToolResult> {
    this.#calls += 1;
    return this.#runner.run(`offline:${this.#calls}`, useCase, input);
  }

  /** The output of a call that changes nothing; throws the AppError of a refusal, which ends the turn with its sentence. */
  async read(useCase: string, input: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>> {
    const result = await this.call(useCase, input);
    if (result.kind === "refused") throw result.error;
    return result.kind === "done" ? result.outcome.output : {};
  }

  /** Calls and shows what came of it, whatever it is. Answers the output of a call that was carried out. */
  async perform(
    useCase: string,
    input: Readonly<Record<string, unknown>>,
    options: { readonly text?: string; readonly bare?: boolean } = {},
  ): Promise<Readonly<Record<string, unknown>> | undefined> {
    const result = await this.call(useCase, input);
    const choices = result.kind === "refused" ? choiceCard(result.error, { useCase, input }, this.p) : undefined;
    if (choices) this.card(choices);
    else this.show(result, options);
    return result.kind === "done" ? result.outcome.output : undefined;
  }

  /** Says what a call came to: the use case's own words and card, our sentence, or that a human decides. */
  show(result: ToolResult, options: { readonly text?: string; readonly bare?: boolean } = {}): void {
    if (result.kind === "refused") {
      this.say(errorSentence(result.error, this.p));
      return;
    }
    if (result.kind === "waiting") {
      const self = this.registry.find(result.outcome.useCase)?.approval?.deciders.self;
      this.say(this.p.t(self ? "assistant.press_self" : "assistant.button_decides"));
      // The card with the buttons has just come: a second one without them would only confuse.
      if (!result.outcome.requesterAsked) this.card(waitingCard(result.outcome, this.p));
      return;
    }
    const { text, card } = presentDone(this.registry, result.outcome, this.p);
    const said = options.text ?? text;
    if (said) this.say(said);
    if (card && !options.bare) this.card(card);
  }

  say(text: string): void {
    if (text !== "" && !this.#texts.includes(text)) this.#texts.push(text);
  }

  card(card: Card): void {
    this.#cards.push(card);
  }

  /** Suggestions under the message. */
  chips(chips: readonly Chip[], title = this.p.t("assistant.quick")): void {
    if (chips.length === 0) return;
    const actions: Action[] = chips.slice(0, 8).map((chip, index) => ({
      kind: "say",
      label: chip.label,
      text: chip.text ?? chip.label,
      priority: 8 - index,
    }));
    this.#cards.push({ title, actions });
  }

  /** Asks one thing and remembers what the answer is for. */
  ask({ intent, slot, input = {}, text, chips = [] }: Question): void {
    this.state.pending = { intent, slot, input: { ...input } };
    this.say(text);
    this.chips(chips);
  }

  /** Keeps a list that was shown, for `the second one`. */
  remember(kind: ListKind, items: readonly ListItem[], campaignId?: string): void {
    this.state.list = { kind, items: items.slice(0, 50), ...(campaignId !== undefined && { campaignId }) };
  }

  /** The conversation is about this campaign from now on. */
  about(campaign: { readonly id: string; readonly name: string }): void {
    this.state.campaign = { id: campaign.id, name: campaign.name };
    const others = (this.state.known ?? []).filter((known) => known.id !== campaign.id);
    this.state.known = [this.state.campaign, ...others].slice(0, 50);
  }

  /** Everything said, as one message. */
  replies(): MessageContent[] {
    const text = this.#texts.join("\n\n");
    const [card, ...cards] = this.#cards;
    if (text === "" && !card) return [];
    return [{ ...(text !== "" && { text }), ...(card && { card }), ...(cards.length > 0 && { cards }) }];
  }
}
