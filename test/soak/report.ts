import type { Ground } from "./ground.ts";
import type { SoakResult } from "./soak.ts";

const SHOWN = 10;

export const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** What must be empty and is not, in words: the first of each kind. */
export function faults({ findings }: Pick<SoakResult, "findings">): string[] {
  const lists = [
    "lost",
    "turnsWrong",
    "unanswered",
    "undelivered",
    "effectsWrong",
    "booksChanged",
    "disorder",
  ] as const;
  const found = lists.flatMap((name) => findings[name].slice(0, SHOWN).map((line) => `${name}: ${line}`));
  if (findings.seenTwice.length > findings.cutSends) {
    found.push(`seenTwice: ${findings.seenTwice.length}, but only ${findings.cutSends} sends were cut`);
  }
  return found;
}

/** Prints the table; true when everything is as it must be. */
export function report(result: SoakResult, run: { seed: number; settleMs: number; ground: Ground }): boolean {
  const { findings, strikes, deliveries } = result;
  const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
  const ownDeaths = result.ownDeaths.length;
  const lines: [string, string | number][] = [
    ["seed", run.seed],
    ["messages said", result.messages],
    ["money buttons pressed", result.presses],
    [
      "deliveries ordered",
      `Slack ${deliveries.slack}, Telegram ${deliveries.telegram}, WhatsApp ${deliveries.whatsapp}`,
    ],
    ["app killed (SIGKILL)", strikes.app ?? 0],
    [`PostgreSQL struck (${run.ground.strikes.postgres})`, strikes.postgres ?? 0],
    [`Redis struck (${run.ground.strikes.redis})`, strikes.redis ?? 0],
    ["app ended by itself", ownDeaths],
    ["talking", seconds(result.talkedMs)],
    ["at rest after the last restart", seconds(result.settledMs)],
    ["lost", findings.lost.length],
    ["given up by Slack while away, never answered by us", findings.givenUp],
    ["events not in exactly one finished turn", findings.turnsWrong.length],
    ["unanswered", findings.unanswered.length],
    ["not delivered", findings.undelivered.length],
    ["invitations cut by a kill, left to the operator", findings.leftToOperator],
    ["agreements made", findings.accepted],
    ["doubled or missing effects", findings.effectsWrong.length],
    ["out of order", findings.disorder.length],
    ["sends cut by a strike and repeated", findings.cutSends],
    ["of those, seen twice by their reader", findings.seenTwice.length],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));

  for (const [name, value] of lines) print(`| ${name.padEnd(width)} | ${value}`);
  const wrong = faults(result);
  if (result.settledMs > run.settleMs) wrong.push(`at rest only after ${seconds(result.settledMs)}`);
  for (const death of result.ownDeaths) wrong.push(`the app ended by itself:\n${death}`);
  if (wrong.length > 0) print(`\n${wrong.join("\n")}`);
  return wrong.length === 0;
}
