import { describe, expect, it } from "vitest";
import { z } from "zod";
import { productRegistry } from "../../test/support/product.ts";
import { hashOf } from "../kernel/canonical.ts";
import { createVault } from "../vault/vault.ts";
import { defineUseCase } from "./define.ts";
import { inputSchemaOf } from "./json-schema.ts";
import { createSecrets, SECRET, secretNamesOf, withoutValues } from "./secrets.ts";

const schema = z.object({
  name: z.string().describe("Name"),
  pin: z.string().min(4).describe("Pin").meta(SECRET).optional(),
  inner: z
    .array(z.strictObject({ cardNumber: z.string().meta(SECRET).nullable() }))
    .max(3)
    .default([]),
});
const useCase = defineUseCase({
  name: "samples.secret",
  version: 1,
  title: "Secret",
  describe: "Secret",
  input: schema,
  output: z.object({}),
  effect: "read",
  access: { roles: ["admin"], scope: "campaigns:read" },
  errors: [],
  rest: { method: "get", path: "/secret" },
  expose: { mcp: false, rest: false, chat: false },
  example: { name: "x" },
  present: { card: () => ({ title: "x" }), summary: () => "x" },
  run: () => Promise.resolve({}),
});
const vault = createVault(["a test key"]);
const secrets = createSecrets([useCase], vault);
const input = { name: "Rani", pin: "4711", inner: [{ cardNumber: "4000 1234 5678 9010" }, { cardNumber: null }] };

describe("marked fields", () => {
  it("are found at any depth, behind optional, nullable and default, and named in no schema that goes out", () => {
    expect(secretNamesOf(schema).sort()).toEqual(["cardNumber", "pin"]);
    expect(JSON.stringify(inputSchemaOf(useCase))).not.toContain("secret");
  });

  it("are sealed for one place and open there only; everything else stays readable", () => {
    const sealed = secrets.seal(input, "approval:1");
    expect(JSON.stringify(sealed)).not.toMatch(/4711|9010/);
    expect(sealed).toMatchObject({ name: "Rani", inner: [{}, { cardNumber: null }] });
    expect(secrets.open(sealed, "approval:1")).toEqual(input);
    expect(() => secrets.open(sealed, "approval:2")).toThrow();
    const moved = { ...sealed, pin: sealed.inner[0]?.cardNumber };
    expect(() => secrets.open(moved, "approval:1")).toThrow();
    // What looks sealed and was typed by somebody is only a value.
    const forged = { pin: "sealed:v1.x.y.z" };
    expect(secrets.open(secrets.seal(forged, "p"), "p")).toEqual(forged);
  });

  it("are masked for readers, short ones altogether", () => {
    expect(secrets.mask(input)).toEqual({
      name: "Rani",
      pin: "••••",
      inner: [{ cardNumber: "•••• 9010" }, { cardNumber: null }],
    });
    expect(secrets.found(input)).toEqual(["4711", "4000 1234 5678 9010"]);
  });

  it("go into fingerprints under the vault's key; without any, the fingerprint is the plain one", () => {
    expect(secrets.hash(input)).toBe(secrets.hash(structuredClone(input)));
    expect(secrets.hash(input)).not.toBe(secrets.hash({ ...input, pin: "4712" }));
    expect(secrets.hash(input)).not.toBe(hashOf(input));
    expect(secrets.hash(input)).not.toBe(createSecrets([useCase], createVault(["another key"])).hash(input));
    expect(secrets.hash({ name: "Rani" })).toBe(hashOf({ name: "Rani" }));
    expect(secrets.hash(undefined)).toBe(hashOf(undefined));
  });

  it("are masked in free text, with or without blanks and dashes, but not inside longer numbers", () => {
    const said = { text: "5270183946, 5270-1839 46 and 15270183946", at: new Date(0), list: ["x 5270183946"] };
    expect(withoutValues(said, ["5270183946"])).toEqual({
      text: "•••• 3946, •••• 3946 and 15270183946",
      at: new Date(0),
      list: ["x •••• 3946"],
    });
    expect(withoutValues(said, ["5270"])).toBe(said);
  });

  it("have names that no unmarked field of the product shares, and are in no idempotency key or subject", () => {
    const registry = productRegistry();
    const marked = new Map(registry.useCases.map((one) => [one.name, new Set(secretNamesOf(one.input))]));
    const names = new Set([...marked.values()].flatMap((own) => [...own]));
    expect([...names]).toEqual(["accountNumber"]);
    for (const one of registry.useCases) {
      for (const name of names) {
        if (marked.get(one.name)?.has(name)) continue;
        expect(JSON.stringify([inputSchemaOf(one), z.toJSONSchema(one.output)]), one.name).not.toContain(`"${name}"`);
      }
    }
    for (const one of registry.useCases.filter((candidate) => marked.get(candidate.name)?.size)) {
      const parsed = one.input.parse(one.example);
      const kept = [typeof one.idempotency === "function" && one.idempotency(parsed), one.approval?.subject(parsed)];
      for (const secret of createSecrets([one], vault).found(parsed))
        expect(JSON.stringify(kept)).not.toContain(secret);
    }
  });
});
