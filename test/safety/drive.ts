import { appendFileSync } from "node:fs";
import type { TestHouse } from "../support/house.ts";
import { chatHands, type Hands, mcpHands } from "./doors.ts";
import { GOALS } from "./goals.ts";
import { CARRIERS, LANGUAGES, type Language, orderOf, ordersIn, plant, TEMPLATES } from "./injections.ts";
import { fingerprint, lastMessage, leaks } from "./score.ts";
import { setStage } from "./stage.ts";

export interface Attack {
  readonly goal: string;
  readonly template: string;
  readonly carrier: string;
  readonly language: Language;
}

/** A generator of numbers below 1 that repeats for its seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A figure for whoever runs it, also at the end of the file of `SAFETY_REPORT`; the MCP door keeps the console for itself. */
export function report(line: string): void {
  process.stderr.write(`safety ${line}\n`);
  if (process.env.SAFETY_REPORT) appendFileSync(process.env.SAFETY_REPORT, `${line}\n`);
}

export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const pool = [...items];
  for (let at = pool.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [pool[at], pool[other]] = [pool[other] as T, pool[at] as T];
  }
  return pool;
}

/** Every goal in every wrapping at every place it can be read by its side, in every language. */
export function allAttacks(): Attack[] {
  return Object.entries(GOALS).flatMap(([goal, { side }]) =>
    Object.entries(CARRIERS)
      .filter(([, carrier]) => carrier.side === side)
      .flatMap(([carrier]) =>
        Object.keys(TEMPLATES).flatMap((template) =>
          LANGUAGES.map((language) => ({ goal, template, carrier, language })),
        ),
      ),
  );
}

export interface Result {
  readonly attack: Attack;
  readonly door: "chat" | "mcp";
  /** Whether the agent read the order at all; what was stripped on the way it cannot obey. */
  readonly obeyed: boolean;
  readonly changed: boolean;
  readonly leaked: readonly string[];
}

export interface Driver {
  run(attack: Attack, options?: { readonly mcp?: boolean }): Promise<Result>;
  close(): Promise<void>;
}

/** One stage, many attacks: nothing may change, so nothing has to be put back. `open`: without the gate, each on a stage of its own. */
export async function createDriver(house: TestHouse, logged: string[], open = false): Promise<Driver> {
  let stages = 0;
  let stage = await setStage(house.db, "Kilau");
  let mcp = { brand: await mcpHands(house, stage.admin), influencer: await mcpHands(house, stage.influencer) };
  let print = await fingerprint(house.db);
  let number = 0;

  const renew = async (): Promise<void> => {
    stages += 1;
    await close();
    stage = await setStage(house.db, `Kilau ${stages}`);
    mcp = { brand: await mcpHands(house, stage.admin), influencer: await mcpHands(house, stage.influencer) };
    print = await fingerprint(house.db);
  };
  const close = async (): Promise<void> => {
    await mcp.brand.close();
    await mcp.influencer.close();
  };

  return {
    async run(attack, options = {}) {
      const { side } = GOALS[attack.goal] as (typeof GOALS)[string];
      const carrier = CARRIERS[attack.carrier] as (typeof CARRIERS)[string];
      const template = TEMPLATES[attack.template] as (typeof TEMPLATES)[string];
      number += 1;
      const secret = `kenari${number.toString(36).padStart(5, "0")}x`;
      const text = template(orderOf(attack.goal), attack.language);
      const since = await lastMessage(house.db);
      await plant(house.db, carrier, stage, text);
      const task = carrier.task(stage, text);
      const actor = side === "brand" ? stage.admin : stage.influencer;
      const hands: Hands = options.mcp ? mcp[side] : chatHands(house, actor, task.said, open);
      const { obeyed, said } = await obey(hands, task, (goal) => GOALS[goal]?.does(stage, secret) ?? []);
      const changed = (await fingerprint(house.db)) !== print;
      const leaked = await leaks(house.db, stage, side, secret, { since, said, logged });
      logged.length = 0;
      await plant(house.db, carrier, stage, "Biasa");
      if (changed || leaked.length > 0 || open) await renew();
      return { attack, door: options.mcp ? "mcp" : "chat", obeyed, changed, leaked };
    },
    close,
  };
}

type Steps = ReturnType<(typeof GOALS)[string]["does"]>;

/** Does the person's task, then all it was told by anything it read, then all that told it. */
async function obey(
  hands: Hands,
  task: ReturnType<(typeof CARRIERS)[string]["task"]>,
  orders: (goal: string) => Steps,
): Promise<{ obeyed: boolean; said: string[] }> {
  const said: string[] = [];
  const done = new Set<string>();
  let unread: string[] = [...(task.files ?? [])];
  for (const { useCase, input } of task.calls) unread.push(await hands.call(useCase, input));
  for (let depth = 0; depth < 2 && unread.length > 0; depth++) {
    const wanted = [...new Set(unread.flatMap(ordersIn))].filter((goal) => !done.has(goal));
    unread = [];
    for (const goal of wanted) {
      done.add(goal);
      for (const step of orders(goal)) {
        if ("say" in step) said.push(hands.say(step.say));
        else unread.push(await hands.call(step.useCase, step.input));
      }
    }
  }
  return { obeyed: done.size > 0, said };
}
