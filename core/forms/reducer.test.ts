import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { FormStep } from "../usecase/form.ts";
import {
  appliedSteps,
  beginForm,
  countingAnswers,
  type FormEffect,
  type FormEvent,
  type FormShape,
  type FormState,
  reduceForm,
} from "./reducer.ts";

const words = () => "";
function step(key: string, change: Partial<FormStep> = {}): FormStep {
  return { key, kind: "text", schema: z.string().min(2).max(10), label: words, ask: words, ...change };
}

const FORM: FormShape = {
  steps: [
    step("name"),
    step("count", { kind: "number", schema: z.number().int().min(1).max(9) }),
    step("why", { when: ({ count }) => count === 3 }),
    step("note", { optional: true }),
    step("tags", { kind: "choices", schema: z.array(z.enum(["a", "b", "c"])).min(1), options: () => [] }),
  ],
};
const DIRECT: FormShape = { steps: FORM.steps.slice(0, 2), review: false };

/** Applies events in order; ids are their places. */
function play(
  form: FormShape,
  events: readonly Omit<FormEvent, "id">[],
): { state: FormState; last: readonly FormEffect[] } {
  let state = beginForm(form);
  let last: readonly FormEffect[] = [];
  for (const [index, event] of events.entries())
    [state, last] = reduceForm(form, state, { ...event, id: `e${index}` } as FormEvent);
  return { state, last };
}
const answer = (key: string, value: unknown): Omit<FormEvent, "id"> => ({ kind: "answer", step: key, value }) as never;

const COMPLETE = [
  answer("name", "Glow"),
  answer("count", 2),
  { kind: "skip", step: "note" } as never,
  answer("tags", ["a"]),
];

describe("a form", () => {
  it("asks one question after the other, those that apply, and shows everything before it is sent", () => {
    const { state, last } = play(FORM, COMPLETE);
    expect(last).toEqual([{ kind: "review" }]);
    expect(countingAnswers(FORM, state.answers)).toEqual({ name: "Glow", count: 2, tags: ["a"] });
    expect(play(FORM, [...COMPLETE.slice(0, 1), answer("count", 3)]).last).toEqual([{ kind: "ask", step: "why" }]);
  });

  it("refuses what the schema refuses and stays where it is", () => {
    const { state, last } = play(FORM, [answer("name", "x")]);
    expect(state).toMatchObject({ step: "name", revision: 0, answers: {} });
    expect(last[0]).toMatchObject({ kind: "refuse", step: "name" });
  });

  it("takes no answer to another question than the open one, and skips only what is optional or answered", () => {
    expect(play(FORM, [answer("count", 2)]).last).toEqual([{ kind: "ask", step: "name" }]);
    expect(play(FORM, [{ kind: "skip", step: "name" } as never]).last).toEqual([{ kind: "ask", step: "name" }]);
    const { state } = play(FORM, [answer("name", "Glow"), { kind: "back" }, { kind: "skip", step: "name" } as never]);
    expect(state).toMatchObject({ step: "count", answers: { name: "Glow" } });
  });

  it("collects several options before they are its answer", () => {
    const toggle = (value: string) => ({ kind: "toggle", step: "tags", value }) as never;
    const { state } = play(FORM, [...COMPLETE.slice(0, 3), toggle("a"), toggle("b"), toggle("a")]);
    expect(state.step).toBe("tags");
    expect(countingAnswers(FORM, state.answers)).not.toHaveProperty("tags");
    expect(state.answers["+tags"]).toEqual(["b"]);
  });

  it("goes back, and then on with the first question that is still open", () => {
    const { state } = play(FORM, [...COMPLETE.slice(0, 2), { kind: "back" }, { kind: "back" }, answer("name", "Baru")]);
    expect(state).toMatchObject({ step: "note", answers: { name: "Baru", count: 2 } });
  });

  it("does nothing for an event it has seen", () => {
    const begun = beginForm(FORM);
    const event: FormEvent = { id: "1", kind: "answer", step: "name", value: "Glow" };
    const [once] = reduceForm(FORM, begun, event);
    expect(reduceForm(FORM, once, event)).toEqual([once, []]);
  });

  it("stands still while it is sent; the same event sends the same again, and a failure opens it where it failed", () => {
    const { state, last } = play(FORM, [...COMPLETE, { kind: "submit" }]);
    expect(state.status).toBe("submitting");
    expect(last).toEqual([{ kind: "submit", answers: { name: "Glow", count: 2, tags: ["a"] } }]);
    expect(reduceForm(FORM, state, { id: "x", kind: "answer", step: "name", value: "Lain" })).toEqual([
      state,
      [{ kind: "busy" }],
    ]);
    expect(reduceForm(FORM, state, { id: "e4", kind: "submit" })[1]).toEqual(last);
    const [failed, shown] = reduceForm(FORM, state, { id: "e4", kind: "failed", step: "count" });
    expect(failed).toMatchObject({ status: "open", step: "count" });
    expect(shown).toEqual([{ kind: "ask", step: "count" }]);
  });

  it("without an overview is sent by its last answer, taken up again by the same one", () => {
    const { state, last } = play(DIRECT, [answer("name", "Glow"), answer("count", 2)]);
    expect(state.status).toBe("submitting");
    expect(last).toEqual([{ kind: "submit", answers: { name: "Glow", count: 2 } }]);
    expect(reduceForm(DIRECT, state, { id: "e1", kind: "answer", step: "count", value: 2 })[1]).toEqual(last);
  });

  it("of which all is answered already begins at its overview", () => {
    expect(beginForm(FORM, { name: "Glow", count: 1, note: null, tags: ["a"] }).step).toBeNull();
  });
});

const KEYS = FORM.steps.map(({ key }) => key);
const anyKey = fc.constantFrom(...KEYS, "nothing");
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(
    "Glow",
    "x",
    "much too long for it",
    1,
    3,
    12,
    ["a"],
    ["a", "c"],
    [],
    ["z"],
    null,
    undefined,
  ),
  fc.anything(),
);
const id = fc.integer({ min: 0, max: 30 }).map(String);
const anyEvent: fc.Arbitrary<FormEvent> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ id, kind: fc.constant("answer" as const), step: anyKey, value: anyValue }) },
  { weight: 2, arbitrary: fc.record({ id, kind: fc.constant("skip" as const), step: anyKey }) },
  {
    weight: 2,
    arbitrary: fc.record({
      id,
      kind: fc.constant("toggle" as const),
      step: anyKey,
      value: fc.constantFrom("a", "b", "z"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ id, kind: fc.constantFrom("back" as const, "submit" as const) }) },
  { weight: 1, arbitrary: fc.record({ id, kind: fc.constant("goto" as const), step: anyKey }) },
  { weight: 1, arbitrary: fc.record({ id, kind: fc.constantFrom("cancel" as const, "restart" as const) }) },
  { weight: 1, arbitrary: fc.record({ id, kind: fc.constant("failed" as const), step: anyKey }) },
  { weight: 1, arbitrary: fc.record({ id, kind: fc.constant("submitted" as const) }) },
);
/** Answers and moves that get somewhere, so that sequences reach the end. */
const goodEvent: fc.Arbitrary<FormEvent> = fc
  .tuple(
    fc.integer({ min: 31, max: 10_000 }).map(String),
    fc.constantFrom(
      ...COMPLETE,
      answer("count", 3),
      answer("why", "Karena"),
      { kind: "submit" as const },
      { kind: "submitted" as const },
    ),
  )
  .map(([eventId, event]) => ({ ...event, id: eventId }) as FormEvent);

describe("any sequence of events", () => {
  const seed = Number(process.env.FORM_SEED ?? Date.now() % 2_147_483_647);

  it.each([
    ["with an overview", FORM],
    ["sent by its last answer", DIRECT],
  ])(`loses no answer, sends once, only grows: %s (FORM_SEED=${seed})`, (_, form) => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyEvent, goodEvent), { maxLength: 60 }), (events) => {
        let state = beginForm(form);
        let frozen: string | undefined;
        let sent = 0;
        for (const event of events) {
          const before = state;
          const [after, effects] = reduceForm(form, before, event);
          expect(after.revision).toBeGreaterThanOrEqual(before.revision);
          if (after !== before) expect(after.revision).toBe(before.revision + 1);
          if (before.status === "submitted" || before.status === "cancelled") expect(after).toBe(before);
          // No answer that was taken is ever gone, unless its person began again.
          if (event.kind !== "restart" || after === before) {
            for (const { key } of form.steps) {
              if (before.answers[key] != null) expect(after.answers[key]).not.toBeUndefined();
              if (before.answers[key] != null) expect(after.answers[key]).not.toBeNull();
            }
          }
          // Whatever is kept is what the schema takes.
          for (const one of form.steps) {
            const kept = after.answers[one.key];
            if (kept != null) expect(one.schema.safeParse(kept).success).toBe(true);
          }
          expect(new Set(after.events).size).toBe(after.events.length);
          // What is open is a question that applies.
          if (after.status === "open" && after.step !== null) {
            expect(appliedSteps(form, after.answers).map(({ key }) => key)).toContain(after.step);
          }
          for (const effect of effects) {
            if (effect.kind !== "submit") continue;
            const answers = JSON.stringify(effect.answers);
            if (before.status === "submitting") expect(answers).toBe(frozen);
            frozen = answers;
            for (const one of appliedSteps(form, effect.answers)) {
              if (!one.optional) expect(effect.answers[one.key]).toBeDefined();
            }
          }
          if (after.status === "submitted" && before.status !== "submitted") sent += 1;
          state = after;
        }
        expect(sent).toBeLessThanOrEqual(1);
      }),
      { seed, numRuns: 3_000 },
    );
  });
});
