import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MODULES } from "../../app/modules.ts";
import type { Actor, Role } from "../../core/kernel/actor.ts";
import { canonicalJson } from "../../core/kernel/canonical.ts";
import { AppError } from "../../core/kernel/errors.ts";
import type { IdKind } from "../../core/kernel/ids.ts";
import type { UseCase } from "../../core/usecase/define.ts";
import { createRegistry } from "../../core/usecase/registry.ts";
import { openTestHouse, type TestHouse } from "../support/house.ts";
import { actorsOf, codeOf, fingerprintOf, TENANT_KINDS, withIds } from "../support/matrix.ts";
import { createWorld, type World } from "../support/world.ts";

const registry = createRegistry(MODULES);
let house: TestHouse;
let ours: World;
let theirs: World;
beforeAll(async () => {
  house = await openTestHouse();
  ours = await createWorld(house.db, "Ours");
  theirs = await createWorld(house.db, "Theirs");
});
afterAll(async () => {
  await house.db.close();
});

/** Somebody of our side who may call it. */
function allowed(useCase: UseCase): Actor {
  const actors = actorsOf(ours);
  const role = useCase.access.roles.find((name) => actors[name]);
  return (role && actors[role]) || { ...ours.actors.admin, kind: "system", id: "test", roles: ["system"] };
}

describe.each(registry.useCases.map((useCase) => [useCase.name, useCase] as const))("%s", (name, useCase) => {
  it("refuses every role it is not for", async () => {
    for (const [role, actor] of Object.entries(actorsOf(ours))) {
      if (useCase.access.roles.includes(role as Role)) continue;
      const code = await codeOf(house.executor.execute(name, withIds(useCase.example, ours, new Set()), actor));
      expect(code, role).toBe("forbidden");
    }
  });

  it("refuses a client whose key lacks the scope", async () => {
    const person = allowed(useCase);
    if (person.kind === "system") return expect(useCase.expose.rest).toBe(false);
    const client: Actor = { ...person, kind: "client", id: "key_x", onBehalfOf: person.id, scopes: [] };
    expect(await codeOf(house.executor.execute(name, useCase.example, client))).toBe("forbidden");
  });

  it("does not find another organization's rows, and says the same of ids that do not exist", async () => {
    const used = new Set<IdKind>();
    const foreign = withIds(useCase.example, theirs, used);
    if (![...used].some((kind) => TENANT_KINDS.includes(kind))) return expect(used.has("campaign")).toBe(false);
    const before = await fingerprintOf(house.db);
    const actor = allowed(useCase);
    if (actor.kind === "system" && useCase.scope === "platform") return expect(useCase.expose.mcp).toBe(false);
    const foreignError = await house.executor.execute(name, foreign, actor).catch((error: unknown) => error);
    const unknownError = await house.executor.execute(name, useCase.example, actor).catch((error: unknown) => error);
    expect(foreignError, JSON.stringify(foreignError)).toBeInstanceOf(AppError);
    expect((foreignError as AppError).code).toBe("not_found");
    expect(unknownError).toMatchObject({
      code: "not_found",
      reason: (foreignError as AppError).reason,
      params: (foreignError as AppError).params,
    });
    expect(await fingerprintOf(house.db)).toEqual(before);
  });

  it("refuses bad input of any kind, and changes nothing", async () => {
    const actor = allowed(useCase);
    const valid = withIds(useCase.example, ours, new Set()) as Record<string, unknown>;
    const fields = Object.keys(useCase.input.shape);
    const junk = fc.oneof(
      fc.constantFrom<unknown>(
        -1,
        0.5,
        Number.NaN,
        1e21,
        2 ** 53 + 2,
        "1e3",
        "-5",
        true,
        [],
        {},
        "\u202Eevil",
        "x".repeat(20_000),
        ["__proto__"],
        { $gt: "" },
      ),
      fc.anything({ maxDepth: 2 }),
    );
    const before = await fingerprintOf(house.db);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields, "unknownField"), junk, async (field, value) => {
        const input = { ...valid, [field]: value };
        if (useCase.input.strict().safeParse(input).success) return;
        const code = await codeOf(house.executor.execute(name, input, actor));
        expect(["invalid_input"]).toContain(code);
      }),
      { numRuns: 25 },
    );
    expect(await codeOf(house.executor.execute(name, JSON.parse('{"__proto__": {"admin": true}}'), actor))).toBe(
      "invalid_input",
    );
    for (const raw of [null, 5, "text", []]) {
      if (raw !== null) expect(await codeOf(house.executor.execute(name, raw, actor))).toBe("invalid_input");
    }
    expect(await fingerprintOf(house.db)).toEqual(before);
  });

  it("has one effect and one answer when the same call comes several times at once", async () => {
    if (useCase.effect === "read") return expect(useCase.idempotency === undefined || useCase.expose.rest).toBe(true);
    if (useCase.prepare) return expect(useCase.effect).not.toBe("money");
    const actor = allowed(useCase);
    const input = withIds(useCase.example, ours, new Set());
    const key = `same-${name}`;
    const calls = await Promise.allSettled(
      Array.from({ length: 3 }, () => house.executor.execute(name, input, actor, { idempotencyKey: key })),
    );
    const answers = calls.map((call) =>
      call.status === "fulfilled"
        ? canonicalJson(call.value.kind === "done" ? call.value.output : call.value.approvalId)
        : (call.reason as AppError).code,
    );
    expect(new Set(answers).size, answers.join(" | ")).toBe(1);
    expect(answers[0]).not.toBe("internal");
    if (calls[0]?.status !== "fulfilled") return;
    const logged = await house.db.transaction({ role: "platform" }, (tx) =>
      tx.first<{ n: number }>(
        "SELECT count(*)::int AS n FROM audit_event WHERE use_case = $1 AND outcome IN ('done', 'requested') AND actor_id = $2",
        [name, actor.id],
      ),
    );
    expect(logged?.n).toBe(1);
    const other = {
      ...(input as Record<string, unknown>),
      name: "Lain",
      note: "catatan lain",
      language: "en",
      amountMinor: 77_000,
    };
    const changed = Object.fromEntries(Object.entries(other).filter(([field]) => field in useCase.input.shape));
    if (JSON.stringify(useCase.input.strict().safeParse(changed).data) !== JSON.stringify(useCase.input.parse(input))) {
      expect(await codeOf(house.executor.execute(name, changed, actor, { idempotencyKey: key }))).toBe(
        "idempotency_mismatch",
      );
    }
  });

  it("changes nothing in a dry run", async () => {
    if (useCase.prepare) return expect(useCase.effect).not.toBe("money");
    const before = await fingerprintOf(house.db);
    await codeOf(
      house.executor.execute(name, withIds(useCase.example, ours, new Set()), allowed(useCase), { dryRun: true }),
    );
    expect(await fingerprintOf(house.db)).toEqual(before);
  });
});
