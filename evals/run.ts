import { languageSpoken } from "../agents/language/detect-language.ts";
import { interpret, type Reading } from "../agents/offline/interpret.ts";
import { REPORTED, TUNED } from "./sets.ts";
import { STRANGERS_FOURTH } from "./strangers-fourth.ts";
import { STRANGERS_UNSEEN } from "./strangers-unseen.ts";
import { UNSEEN } from "./unseen.ts";
import type { Utterance } from "./utterances.ts";

export const NOW = new Date("2026-11-21T03:00:00Z");

/** One utterance, what was made of it, and what was wrong with that. */
export interface Judgement {
  readonly utterance: Utterance;
  readonly got: string;
  readonly wrong: readonly string[];
}

/** Runs every utterance through the planner's own reading; no database, no clock. */
export function judge(utterances: readonly Utterance[]): Judgement[] {
  return utterances.map((utterance) => {
    const reading = interpret(utterance.text, {
      state: utterance.state ?? {},
      side: utterance.side,
      locale: languageSpoken(utterance.text, "id"),
      now: NOW,
      timeZone: "Asia/Jakarta",
    });
    const got = reading.useCase ?? reading.intent;
    return {
      utterance,
      got,
      wrong: [
        ...(got === utterance.expect ? [] : [`${got} instead of ${utterance.expect}`]),
        ...(reading.next?.useCase === utterance.next ? [] : [`next ${reading.next?.useCase}`]),
        ...differences(utterance, reading),
      ],
    };
  });
}

function differences({ input = {}, about = {}, language }: Utterance, reading: Reading): string[] {
  const unsaid = language ? Object.keys(reading.input).filter((key) => !(key in input)) : [];
  const wrong = [...Object.entries(input), ...unsaid.map((key) => [key, undefined] as const)]
    .filter(([key, value]) => JSON.stringify(sorted(reading.input[key])) !== JSON.stringify(sorted(value)))
    .map(([key]) => `${key} = ${JSON.stringify(reading.input[key])}`);
  if (about.campaign !== undefined && reading.about.campaign?.name !== about.campaign) {
    wrong.push(`campaign = ${reading.about.campaign?.name}`);
  }
  const people = reading.about.people.map((person) => person.name);
  if (about.people && about.people.join() !== people.join()) wrong.push(`people = ${people.join()}`);
  if (about.positions && about.positions.join() !== reading.about.positions.join()) {
    wrong.push(`positions = ${reading.about.positions.join()}`);
  }
  if (about.all !== undefined && about.all !== reading.about.all) wrong.push(`all = ${reading.about.all}`);
  const amounts = reading.about.people.map((person) => person.amountMinor);
  if (about.amounts && about.amounts.join() !== amounts.join()) wrong.push(`amounts = ${amounts.join()}`);
  if (about.amountMinor !== undefined && about.amountMinor !== reading.about.amountMinor) {
    wrong.push(`amount = ${reading.about.amountMinor}`);
  }
  return wrong;
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

/** Exact ones, as a share of all of them. */
export function exactShare(judgements: readonly Judgement[]): number {
  return judgements.filter(({ wrong }) => wrong.length === 0).length / judgements.length;
}

/** Exact ones by what `groupOf` says of an utterance, largest group first. */
function describeGroups(judgements: readonly Judgement[], groupOf: (utterance: Utterance) => string): string[] {
  const groups = new Map<string, Judgement[]>();
  for (const judgement of judgements) {
    const group = groupOf(judgement.utterance);
    groups.set(group, [...(groups.get(group) ?? []), judgement]);
  }
  return [...groups]
    .sort((a, b) => b[1].length - a[1].length)
    .map(([group, all]) => {
      const exact = all.filter(({ wrong }) => wrong.length === 0).length;
      return `  ${group}: ${exact} of ${all.length} (${((100 * exact) / all.length).toFixed(1)} %)`;
    });
}

/** Answering a question, following up on what was said or shown, or beginning. */
function kindOf({ expect, state }: Utterance): string {
  if (state?.pending) return "answers to a question";
  if (state?.last) return "corrections";
  if (state?.list) return "about a list shown";
  return expect === "unknown" ? "what it cannot do" : expect.includes(".") ? "wishes" : "talk";
}

/** Accuracy, every miss, and which use cases are taken for which. */
export function describeJudgements(judgements: readonly Judgement[]): string {
  const rightUseCase = judgements.filter(({ utterance, got }) => got === utterance.expect).length;
  const right = judgements.filter(({ wrong }) => wrong.length === 0).length;
  const share = (count: number): string =>
    `${count} of ${judgements.length} (${((100 * count) / judgements.length).toFixed(1)} %)`;
  const confusions = new Map<string, number>();
  for (const { utterance, got } of judgements) {
    if (got !== utterance.expect) {
      const key = `${utterance.expect} → ${got}`;
      confusions.set(key, (confusions.get(key) ?? 0) + 1);
    }
  }
  return [
    `use case: ${share(rightUseCase)}`,
    `use case and arguments: ${share(right)}`,
    "by language:",
    ...describeGroups(judgements, ({ language }) => language ?? "not told"),
    "by kind:",
    ...describeGroups(judgements, kindOf),
    "misses:",
    ...judgements
      .filter(({ wrong }) => wrong.length > 0)
      .map(({ utterance, wrong }) => `  ${utterance.side}: ${utterance.text}\n    ${wrong.join("; ")}`),
    ...(confusions.size > 0 ? ["confusions:"] : []),
    ...[...confusions].sort((a, b) => b[1] - a[1]).map(([pair, count]) => `  ${count} × ${pair}`),
  ].join("\n");
}

if (process.argv[1]?.endsWith("evals/run.ts")) {
  const sets = {
    tuned: TUNED,
    reported: REPORTED,
    unseen: UNSEEN,
    fourth: STRANGERS_FOURTH,
    strangers: STRANGERS_UNSEEN,
  } as const;
  const [wanted, only] = process.argv.slice(2);
  for (const [name, set] of Object.entries(sets)) {
    if (wanted && wanted !== name) continue;
    const lines = describeJudgements(judge(set)).split("\n");
    process.stdout.write(
      `== ${name}: ${set.length} utterances\n${(only === "score" ? lines.slice(0, lines.indexOf("misses:")) : lines).join("\n")}\n`,
    );
  }
}
