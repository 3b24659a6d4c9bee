import { writeFileSync } from "node:fs";
import { languageSpoken } from "../agents/language/detect-language.ts";
import { interpret } from "../agents/offline/interpret.ts";
import { NOW } from "./run.ts";
import { TUNED } from "./sets.ts";

const SIDES = ["brand", "influencer"] as const;
/** Said to a question, a list or nobody in particular: no examples of a wish. */
const NO_WISH: ReadonlySet<string> = new Set(["yes", "no", "pick", "post.submit", "channel.code", "approve.this"]);

/** The text of `agents/offline/examples.ts`: the tuned messages by what they mean, for the planner's last resort. */
export function examplesSource(): string {
  const sides = SIDES.map((side) => {
    const byIntent = new Map<string, Set<string>>();
    for (const { text, state = {}, side: own, next } of TUNED) {
      if (own !== side || state.pending || next) continue;
      const locale = languageSpoken(text, "id");
      const { intent } = interpret(text, { state, side, locale, now: NOW, timeZone: "Asia/Jakarta" });
      if (!NO_WISH.has(intent)) byIntent.set(intent, (byIntent.get(intent) ?? new Set()).add(text));
    }
    const lines = [...byIntent]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([intent, texts]) => `    [${quoted(intent)}, ${quoted([...texts].join(" / "))}],`);
    return `  ${side}: [\n${lines.join("\n")}\n  ],`;
  });
  return `import type { Side } from "./about.ts";
import type { IntentName } from "./intent-plan.ts";

/** Messages by what they mean, made of the tuned set: \`node --import tsx evals/examples.ts\`. */
// biome-ignore format: one line a wish
export const EXAMPLES: Readonly<Record<Side, readonly (readonly [intent: IntentName, texts: string])[]>> = {
${sides.join("\n")}
};
`;
}

function quoted(text: string): string {
  return text.includes('"') && !text.includes("'") ? `'${text}'` : JSON.stringify(text);
}

if (process.argv[1]?.endsWith("evals/examples.ts")) {
  writeFileSync(new URL("../agents/offline/examples.ts", import.meta.url), examplesSource());
}
