import { type ActionToken, findTokenById, markTokenUsed } from "../../core/approvals/tokens.ts";
import type { Action } from "../../core/cards/card.ts";
import type { Database } from "../../core/db/types.ts";
import {
  beginForm,
  chosenOf,
  type FormEffect,
  type FormEvent,
  type FormState,
  reduceForm,
  showing,
} from "../../core/forms/reducer.ts";
import { type FormSession, formStatus, newSession, saveForm } from "../../core/forms/store.ts";
import type { Clock } from "../../core/kernel/clock.ts";
import { AppError } from "../../core/kernel/errors.ts";
import type { Answers, FormDefinition, FormStep } from "../../core/usecase/form.ts";
import type { Registry } from "../../core/usecase/registry.ts";
import { mayCall } from "../../core/usecase/registry.ts";
import type { Secrets } from "../../core/usecase/secrets.ts";
import { refusal, validOf } from "./forms-answers.ts";
import { askForm, askTokenOf, commandForm, firstAnswers } from "./forms-ask.ts";
import { CANCEL_WORDS, FORM_WORDS, readAnswer } from "./forms-read.ts";
import { editContent, type FormView, offerContent, optionsOf, questionContent, reviewContent } from "./forms-view.ts";
import { errorText, NOTHING, type Said, type Speaker, type TurnWrite } from "./speaker.ts";

export interface FormDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly registry: Registry;
  readonly secrets: Secrets;
}

/** Runs the use case of a finished form. `pressed`: its last move was a button, so a human decided it. */
export type SubmitForm = (call: {
  readonly session: FormSession;
  readonly form: FormDefinition;
  readonly answers: Answers;
  readonly pressed: boolean;
  /** The button whose questions these were. */
  readonly token: ActionToken | undefined;
}) => Promise<Said>;

type FormMove = Extract<Action, { kind: "form" }>;

const PLATFORM = { role: "platform" } as const;
/** What can be tried again with other answers, or a little later; after anything else a button's questions are over. */
const TRY_AGAIN = new Set(["invalid_input", "rate_limited", "unavailable", "internal", "insufficient_funds"]);

/** The forms of one person during one turn. What changed is written with the end of the turn. */
export class FormTurn {
  #open: FormSession | undefined;
  #form: FormDefinition | undefined;
  #token: ActionToken | undefined;
  /** Rows as the database has them, and as they are to be. */
  readonly #changes = new Map<string, { before: FormSession | undefined; after: FormSession }>();
  #renewed = false;
  /** A deploy put another question in the place of the one that was asked: what was typed for that one answers none. */
  #moved = false;

  private constructor(
    private readonly deps: FormDependencies,
    private readonly who: Speaker,
    private readonly submit: SubmitForm,
  ) {}

  static async open(
    deps: FormDependencies,
    who: Speaker,
    stored: FormSession | undefined,
    submit: SubmitForm,
  ): Promise<FormTurn> {
    const forms = new FormTurn(deps, who, submit);
    if (stored) await forms.#take(stored);
    return forms;
  }

  /** Whether a form waits for an answer in this very chat. */
  get waitsHere(): boolean {
    return this.#open !== undefined && this.#open.conversationId === this.who.conversation.id;
  }

  get openStep(): FormStep | undefined {
    return this.#form?.steps.find((step) => step.key === this.#open?.step);
  }

  /** What the turn's end writes; fails with FormMoved where another turn was first. */
  writes(): TurnWrite[] {
    const now = this.deps.clock.now();
    return [...this.#changes.values()].map(
      ({ before, after }) =>
        (tx) =>
          saveForm(tx, this.deps.secrets, before, after, now),
    );
  }

  /** Opens a form, or says that another one is open. */
  async start(id: string, options: { replace?: boolean; label?: string; event: string }): Promise<Said> {
    const { form, token } = await this.#definition(id);
    const useCase = form && this.deps.registry.find(form.submit);
    if (!form || !useCase) throw new AppError("expired", "button_expired");
    if (!mayCall(this.who.actor, useCase)) throw new AppError("forbidden", "role_missing");
    const open = this.#open;
    if (open?.form === id && !options.replace) return this.#goOn();
    if (open && !options.replace && !isFresh(open)) {
      const instead: Action = {
        kind: "start",
        form: id,
        replace: true,
        label: options.label ?? this.who.p.t("runtime.form.give_up"),
        required: true,
        priority: 8,
      };
      const view = this.#view();
      return view ? { replies: [offerContent(view, instead)], private: view.form.private } : NOTHING;
    }
    if (open) this.#put({ ...open, ...this.#reduced({ id: options.event, kind: "cancel" })[0] });
    const state: FormState = { ...beginForm(form, firstAnswers(form)), events: [options.event] };
    const session = newSession(
      {
        subject: this.who.person.id,
        conversationId: await this.#placeOf(form),
        form: id,
        version: form.version,
        tokenId: askTokenOf(id) ?? null,
      },
      state,
      this.deps.clock.now(),
    );
    this.#open = session;
    this.#form = form;
    this.#token = token;
    this.#changes.set(session.id, { before: undefined, after: session });
    return this.#show([showing(state)]);
  }

  /** A button of a form was pressed. */
  async press(move: FormMove, event: string): Promise<Said> {
    const { p } = this.who;
    const open = this.#open;
    if (!open || open.id !== move.session) {
      const status = await this.deps.db.transaction(PLATFORM, (tx) => formStatus(tx, move.session));
      return { replies: [{ text: p.t(status === "submitted" ? "runtime.form.submitted" : "runtime.form.gone") }] };
    }
    const { step = "", value = "" } = move;
    const here = open.conversationId === this.who.conversation.id || !this.who.direct;
    if (!here) this.#touch({ conversationId: this.who.conversation.id });
    switch (move.do) {
      case "answer":
        return this.#apply({ id: event, kind: "answer", step, value: this.#valueOf(step, value) }, true);
      case "toggle":
        return this.#apply({ id: event, kind: "toggle", step, value }, true);
      case "done":
        return this.#apply({ id: event, kind: "answer", step, value: chosenOf(open, step) }, true);
      case "skip":
        return this.#apply({ id: event, kind: "skip", step }, true);
      case "goto":
        return this.#apply({ id: event, kind: "goto", step }, true);
      case "edit": {
        const view = this.#view();
        return view ? { replies: [editContent(view)], private: view.form.private } : NOTHING;
      }
      case "continue":
        return open.status === "submitting" ? this.#apply({ id: event, kind: "submit" }, true) : this.#goOn();
      default:
        return this.#apply({ id: event, kind: move.do }, true);
    }
  }

  /** A button's value in the kind of its question. */
  #valueOf(key: string, value: string): unknown {
    const kind = this.#form?.steps.find((step) => step.key === key)?.kind;
    return kind === "amount" || kind === "number" ? Number(value) : value;
  }

  /** Gives the open form up, whichever chat it is in; undefined when there is none. */
  async cancel(event: string): Promise<Said | undefined> {
    return this.#open ? this.#apply({ id: event, kind: "cancel" }, false) : undefined;
  }

  /** Words as the answer of the open question; undefined when they are something else. `keep`: what the transcript may hold. */
  async answer(event: string, text: string): Promise<{ said: Said; keep: string } | undefined> {
    const open = this.#open;
    const view = this.#view();
    if (!open || !view || !this.waitsHere) return undefined;
    const { p } = this.who;
    const word = text.toLowerCase().replace(/[.!]+$/, "");
    const done = (said: Said, keep = text) => ({ said, keep });
    if (CANCEL_WORDS.has(word)) return done(await this.#apply({ id: event, kind: "cancel" }, false));
    // A turn taken up after a crash finds its own answer being sent.
    if (open.status === "submitting") {
      return open.events.includes(event)
        ? done(await this.#apply({ id: event, kind: "submit" }, false), "…")
        : undefined;
    }
    const command = FORM_WORDS[word];
    if (command === "submit" && open.step === null) {
      // Only a press decides what needs a human.
      const decides = askTokenOf(open.form) !== undefined;
      if (decides) return done({ replies: [{ text: p.t("runtime.form.press_submit") }], private: view.form.private });
      return done(await this.#apply({ id: event, kind: "submit" }, false));
    }
    if (command === "back" || command === "restart")
      return done(await this.#apply({ id: event, kind: command }, false));
    if (this.#moved) {
      this.#moved = false;
      return done(this.#goOn(), "…");
    }
    const step = this.openStep;
    if (!step) return undefined;
    if (command === "skip" && (step.optional || open.answers[step.key] != null)) {
      return done(await this.#apply({ id: event, kind: "skip", step: step.key }, false));
    }
    const reading = readAnswer(step, text, {
      options: optionsOf(view, step),
      locale: p.locale,
      timeZone: p.timeZone,
      now: view.now,
    });
    if (reading.kind === "other") return undefined;
    const keep = step.secret ? "•••" : text;
    if (reading.kind === "bad") {
      const problem = p.t(`errors.${reading.reason}`, { field: step.label(p) });
      return done({ replies: [questionContent(view, step, problem)], private: view.form.private }, keep);
    }
    return done(await this.#apply({ id: event, kind: "answer", step: step.key, value: reading.value }, false), keep);
  }

  /** The open question again, after something else was answered here. */
  remind(): Said {
    return this.waitsHere && this.#open?.status === "open" ? this.#goOn() : NOTHING;
  }

  /** In another chat than the form's: the open question once, to go on with here or to give up. */
  offer(): Said {
    const open = this.#open;
    const view = this.#view();
    if (!open || !view || this.waitsHere || !this.who.direct) return NOTHING;
    if (open.offeredIn === this.who.conversation.id || open.status !== "open") return NOTHING;
    this.#touch({ offeredIn: this.who.conversation.id });
    return { replies: [offerContent(view)], private: view.form.private };
  }

  /** What the assistant is told of it. */
  fact(): string | undefined {
    const step = this.openStep;
    if (!this.waitsHere || !this.#form || !step) return undefined;
    const { p } = this.who;
    return `form "${this.#form.title(p)}" is open and waits for: ${step.label(p)}`;
  }

  #goOn(): Said {
    return this.#open ? this.#shown([showing(this.#open)]) : NOTHING;
  }

  #reduced(event: FormEvent): [FormState, readonly FormEffect[]] {
    if (!this.#open || !this.#form) throw new Error("no form is open");
    return reduceForm(this.#form, this.#open, event);
  }

  async #apply(event: FormEvent, pressed: boolean): Promise<Said> {
    const open = this.#open;
    if (!open || !this.#form) return NOTHING;
    const [state, effects] = this.#reduced(event);
    if (state !== open) this.#put({ ...open, ...state });
    const submission = effects.find((effect) => effect.kind === "submit");
    return submission ? this.#send(submission.answers, event.id, pressed) : this.#show(effects);
  }

  /**
   * The answers are frozen on disk before the use case runs, so that nothing changes them meanwhile and a turn taken up
   * after a crash sends the same under the same key.
   */
  async #send(answers: Answers, event: string, pressed: boolean): Promise<Said> {
    await this.#saveNow();
    const session = this.#open;
    const form = this.#form;
    if (!session || !form) return NOTHING;
    try {
      const said = await this.submit({ session, form, answers, pressed, token: this.#token });
      this.#put({ ...session, ...this.#reduced({ id: event, kind: "submitted" })[0] });
      const { tokenId } = session;
      if (tokenId) await this.deps.db.transaction(PLATFORM, (tx) => markTokenUsed(tx, tokenId));
      return said;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const problem = errorText(error, this.who.p);
      const step = error.fields.map(({ path }) => path.split(".")[0] ?? "").find((path) => path !== "");
      this.#put({ ...session, ...this.#reduced({ id: event, kind: "failed", step })[0] });
      if (session.tokenId && !TRY_AGAIN.has(error.code)) {
        this.#put({ ...session, ...this.#reduced({ id: `${event}:over`, kind: "cancel" })[0] });
        return { replies: [{ text: problem }] };
      }
      return this.#shown([showing(this.#open ?? session)], problem);
    }
  }

  async #show(effects: readonly FormEffect[]): Promise<Said> {
    return this.#shown(effects);
  }

  #shown(effects: readonly FormEffect[], problem?: string): Said {
    const view = this.#view();
    if (!view) return NOTHING;
    const { form, p } = view;
    const renewed = this.#renewed ? p.t("runtime.form.renewed") : undefined;
    this.#renewed = false;
    const replies = effects.flatMap((effect) => {
      switch (effect.kind) {
        case "ask":
        case "refuse": {
          const step = form.steps.find(({ key }) => key === effect.step);
          const wrong = effect.kind === "refuse" && step ? refusal(effect.issues, step, view) : (problem ?? renewed);
          return step ? [questionContent(view, step, wrong)] : [];
        }
        case "review":
          return [reviewContent(view, problem)];
        case "busy":
          return [{ text: p.t("runtime.form.busy") }];
        case "closed":
          return [{ text: p.t(`runtime.form.${effect.how}`) }];
        default:
          return [];
      }
    });
    const personal =
      form.private && effects.some(({ kind }) => kind === "ask" || kind === "refuse" || kind === "review");
    return { replies, private: personal };
  }

  #view(): FormView | undefined {
    if (!this.#open || !this.#form) return undefined;
    const { p, buttons } = this.who;
    return { form: this.#form, session: this.#open, p, buttons, now: this.deps.clock.now() };
  }

  #put(after: FormSession): void {
    const before = this.#changes.get(after.id);
    this.#changes.set(after.id, { before: before ? before.before : this.#open, after });
    this.#open = after;
  }

  /** A change that is none of the reducer's. */
  #touch(change: Partial<FormSession>): void {
    const open = this.#open;
    if (open) this.#put({ ...open, ...change, revision: open.revision + 1 });
  }

  async #saveNow(): Promise<void> {
    const now = this.deps.clock.now();
    const changes = [...this.#changes.values()];
    await this.deps.db.transaction(PLATFORM, async (tx) => {
      for (const { before, after } of changes) await saveForm(tx, this.deps.secrets, before, after, now);
    });
    this.#changes.clear();
  }

  async #definition(id: string): Promise<{ form?: FormDefinition; token?: ActionToken }> {
    const { registry, db } = this.deps;
    const tokenId = askTokenOf(id);
    if (tokenId === undefined) return { form: commandForm(registry, id, this.who.p) ?? registry.form(id) };
    const token = await db.transaction(PLATFORM, (tx) => findTokenById(tx, tokenId));
    if (token?.recipient !== this.who.person.id) return {};
    return { form: askForm(registry, token), token };
  }

  /** Takes up the stored session, in the version that this process knows. */
  async #take(stored: FormSession): Promise<void> {
    const { form, token } = await this.#definition(stored.form);
    if (!form) {
      this.#changes.set(stored.id, {
        before: stored,
        after: { ...stored, status: "cancelled", revision: stored.revision + 1 },
      });
      return;
    }
    this.#form = form;
    this.#token = token;
    this.#open = stored;
    if (stored.version === form.version || stored.status === "submitting") return;
    const carried = form.upgrade?.(stored.answers, stored.version);
    this.#renewed = carried === undefined;
    const state = beginForm(form, validOf(form, carried ?? {}));
    this.#moved = this.#renewed || state.step !== stored.step;
    this.#touch({ version: form.version, answers: state.answers, step: state.step });
  }

  /** A private form that was asked for in a group is filled in in the person's own chat. */
  async #placeOf(form: FormDefinition): Promise<string> {
    if (this.who.direct || !form.private) return this.who.conversation.id;
    const own = await this.deps.db.transaction(PLATFORM, (tx) =>
      tx.first<{ id: string }>(
        "SELECT id FROM conversation WHERE subject = $1 AND direct ORDER BY channel = $2 DESC, last_user_message_at DESC NULLS LAST LIMIT 1",
        [this.who.person.id, this.who.channel?.name ?? ""],
      ),
    );
    return own?.id ?? this.who.conversation.id;
  }
}

/** Opened and not answered yet: nothing is lost when it is given up for another. */
function isFresh(session: FormSession): boolean {
  return session.status === "open" && Object.values(session.answers).every((answer) => answer === null);
}
