import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acceptEvent } from "../../core/inbox/ingress.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { AppError } from "../../core/kernel/errors.ts";
import { ID_PREFIX } from "../../core/kernel/ids.ts";
import { cleanText } from "../../core/kernel/text.ts";
import { approvalOf } from "../../core/usecase/define.ts";
import { openTestHouse, type TestHouse } from "../support/house.ts";
import { productRegistry } from "../support/product.ts";
import { GOALS } from "./goals.ts";
import { type Stage, setStage } from "./stage.ts";

/** One of each kind that nobody sees: zero-width, direction, tag, filler, soft hyphen, joiner in a word. */
const UNSEEN = "\u200B\u202E\u2066\u{E0041}\u3164\u00AD\u200D\uFEFF";
const SEEN_BY_PROGRAMS = /[\u200B\u202E\u2066\u3164\u00AD\uFEFF]|[\u{E0000}-\u{E007F}]|(?<=\p{L})\u200D/u;
const seed = Number(process.env.SAFETY_SEED ?? Date.now() % 2 ** 31);

const registry = productRegistry();
let house: TestHouse;
let stage: Stage;
beforeAll(async () => {
  house = await openTestHouse();
  stage = await setStage(house.db, "Kilau");
});
afterAll(async () => {
  await house.db.close();
});

/** The same value with characters nobody sees in every text of it, and our own rows for the example's ids. */
function polluted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(polluted);
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, polluted(item)]));
  }
  if (typeof value !== "string") return value;
  const kind = Object.entries(ID_PREFIX).find(([, prefix]) => value.startsWith(`${prefix}_`))?.[0];
  const text = (kind && (stage.world.ids as Record<string, string | undefined>)[kind]) ?? value;
  return `${text.slice(0, 1)}${UNSEEN}${text.slice(1)}`;
}

async function pollutedRows(): Promise<string[]> {
  return house.db.transaction({ role: "platform" }, async (tx) => {
    const tables = await tx.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND relkind = 'r' AND relname <> '_prisma_migrations'",
    );
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await tx.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t WHERE t::text ~ $1`, [
        "[\u200B\u202E\u2066\u3164\u00AD\uFEFF\u{E0041}]",
      ]);
      found.push(...rows.map(({ row }) => `${name}: ${row.slice(0, 200)}`));
    }
    return found;
  });
}

function actorFor(roles: readonly string[]): Actor | undefined {
  const { admin, manager, finance, viewer } = stage.world.actors;
  const all: Record<string, Actor> = { admin, brand_manager: manager, finance, viewer, influencer: stage.influencer };
  return roles.map((role) => all[role]).find((actor) => actor !== undefined);
}

const open = registry.useCases.filter(({ access }) =>
  access.roles.some((role) => role !== "system" && role !== "operator"),
);

describe("characters nobody sees", () => {
  it("reach neither the database nor a card, through any field of any use case", async () => {
    let answered = 0;
    for (const useCase of open) {
      const actor = actorFor(useCase.access.roles);
      if (!actor) throw new Error(`${useCase.name} is for nobody`);
      for (const via of ["desk", "mcp"] as const) {
        const outcome = await house.executor
          .execute(useCase.name, polluted(useCase.example), { ...actor, via })
          .catch((error: unknown) => {
            if (!(error instanceof AppError)) throw error;
            // An example's own text is shown as it was refused: never with what nobody sees.
            expect(JSON.stringify([error.params, error.fields]), useCase.name).not.toMatch(SEEN_BY_PROGRAMS);
            return undefined;
          });
        if (!outcome) continue;
        answered += 1;
        const p = house.i18n.presenter("id");
        const shown =
          outcome.kind === "waiting"
            ? outcome.facts
            : [useCase.present.card(outcome.output, p), useCase.present.summary(outcome.output, p), outcome.output];
        expect(JSON.stringify(shown), useCase.name).not.toMatch(SEEN_BY_PROGRAMS);
      }
    }
    expect(answered).toBeGreaterThan(open.length);
    expect(await pollutedRows()).toEqual([]);
  });

  it("are gone from whatever a channel brings: words, names, groups' titles", async () => {
    await acceptEvent(
      house.db,
      {
        channel: "telegram",
        account: "bot",
        externalId: "1",
        laneKey: "c:telegram:bot:1",
        kind: "message",
        payload: {
          text: `halo${UNSEEN}`,
          from: { externalId: "7", name: `Sari${UNSEEN}` },
          group: { title: `Tim${UNSEEN}` },
          [`x${UNSEEN}`]: 1,
        },
      },
      () => undefined,
    );
    expect(await pollutedRows()).toEqual([]);
  });

  it(`are found whatever text they stand in, and once is enough (SAFETY_SEED=${seed})`, () => {
    const text = fc.array(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom(...UNSEEN, "😀", "👩‍👩‍👧", "❤️", "é", "e\u0301", "\ud800"),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(text, (parts) => {
        const clean = cleanText(parts.join(""));
        expect(clean).not.toMatch(SEEN_BY_PROGRAMS);
        expect(cleanText(clean)).toBe(clean);
        expect(Buffer.from(clean).toString()).toBe(clean);
      }),
      { numRuns: 1_000, seed },
    );
  });
});

describe("the card of what a model asks for", () => {
  const asked = Object.entries(GOALS).flatMap(([goal, { side, does }]) => ({ goal, side, does }));

  it("names every word, amount and person that it would write", async () => {
    const covered = new Set<string>();
    stage = await setStage(house.db, "Kilau");
    for (const { side, does } of asked) {
      for (const step of does(stage, "kenarix")) {
        if ("say" in step) continue;
        const actor: Actor = { ...(side === "brand" ? stage.admin : stage.influencer), via: "mcp" };
        const outcome = await house.executor.execute(step.useCase, step.input, actor).catch(() => undefined);
        if (outcome?.kind !== "waiting") continue;
        covered.add(step.useCase);
        const facts = JSON.stringify(outcome.facts);
        const named = (text: string): void => expect(facts, step.useCase).toContain(text);
        const input = JSON.stringify(step.input);
        if (input.includes("kenarix")) named("kenarix");
        for (const [, amount] of input.matchAll(/"(?:amount|compensation)Minor":(\d+)/g)) {
          // The price on the table is the row's own.
          if (amount) named(amount);
        }
        if (input.includes("6660001112")) named("1112");
        if (input.includes(stage.fresh))
          facts.includes("influencer") ? named("Sinta") : expect(facts).toMatch(/Sinta|people/);
        if (input.includes(stage.post)) named("Kreator Kilau");
      }
    }
    const never = registry.useCases
      .filter((useCase) => useCase.expose.mcp !== false && approvalOf(useCase) && !covered.has(useCase.name))
      .map(({ name }) => name);
    // Approved by the thing's own id alone, and in the cards' own tests: nothing in them is a model's to choose.
    expect(never.filter((name) => !/^(campaigns\.approve|people\.|connections\.|assistant\.)/.test(name))).toEqual([]);
  });
});
