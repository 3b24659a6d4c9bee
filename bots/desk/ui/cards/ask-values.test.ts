import { describe, expect, it } from "vitest";
import { translator } from "../text/strings.ts";
import { parseAmount } from "./amount.ts";
import { checkFields } from "./ask-values.ts";

describe("parseAmount", () => {
  it.each([
    ["1500000", "1500000"],
    ["Rp1.500.000", "1500000"],
    ["1,500,000", "1500000"],
    ["Rp 250rb", "250000"],
    ["1,5 juta", "1500000"],
    ["1.5m", "1500000"],
    ["1.1 jt", "1100000"],
    ["2 miliar", "2000000000"],
    ["1.500", "1500"],
    ["12,50", "12.50"],
    ["Rp 50.000,-", "50000"],
    ["0", "0"],
  ])("%s", (input, expected) => {
    const amount = parseAmount(input, "id");
    expect(Number(amount)).toBe(Number(expected));
  });

  it("reads both separators by the reader's language, and refuses what it cannot read", () => {
    expect(parseAmount("1.500,50", "id")).toBe("1500.5");
    expect(parseAmount("1,500.50", "en")).toBe("1500.5");
    for (const bad of ["", "abc", "1.2.3", "-5", "1e9", "12 pcs", "1,5,0", "9999999999999999999"]) {
      expect(parseAmount(bad, "id")).toBeNull();
    }
  });
});

describe("checkFields", () => {
  const t = translator("en");
  const fields = [
    { name: "note", label: "Note", kind: "long_text", required: true, maxLength: 5 },
    { name: "sum", label: "Sum", kind: "amount" },
    { name: "why", label: "Why", kind: "choice", choices: [{ value: "late", label: "Late" }] },
  ] as const;

  it("answers canonical values and leaves out what is empty", () => {
    expect(checkFields(fields, { note: " ok ", sum: "1,5 juta" }, "id", t)).toEqual({
      ok: true,
      values: { note: "ok", sum: "1500000" },
    });
  });

  it("names every field that is wrong", () => {
    const checked = checkFields(fields, { note: "too long", sum: "x", why: "other" }, "en", t);
    expect(checked.ok ? [] : Object.keys(checked.errors)).toEqual(["note", "sum", "why"]);
    expect(checkFields(fields, {}, "en", t)).toMatchObject({ ok: false, errors: { note: t("fieldRequired") } });
  });
});
