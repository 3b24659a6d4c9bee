import { describe, expect, it } from "vitest";
import { judge, scoredScenarios } from "./verdict.ts";

const form = { id: "wire-schema-valid", status: "SUCCESS" };
const good = { id: "does-it", status: "SUCCESS" };
const bad = { id: "refuses-it", status: "FAILURE", errorMessage: "it did not" };

describe("a scenario", () => {
  it("is green with a passed check and no failed one", () => {
    expect(judge("s", [form, good])).toEqual({ scenario: "s", passed: 1, warned: 0, faults: [] });
    expect(judge("s", [good, { id: "should", status: "WARNING" }])).toMatchObject({ warned: 1, faults: [] });
  });

  it.each([
    ["it did not run", undefined],
    ["it wrote no check", []],
    ["only the form of its messages was right", [form]],
    ["everything was skipped", [{ id: "does-it", status: "SKIPPED" }]],
    ["a check failed", [good, bad]],
    ["the form of a message was wrong", [good, { id: "wire-schema-valid", status: "FAILURE" }]],
  ])("is red when %s", (_why, checks) => {
    expect(judge("s", checks).faults).toHaveLength(1);
  });

  it("may miss what is named, until it does not miss it any more", () => {
    expect(judge("s", [good, bad], ["refuses-it"]).faults).toEqual([]);
    expect(judge("s", [good], ["refuses-it"]).faults).toEqual([
      "refuses-it is expected to fail and does not: take it off the list",
    ]);
    expect(judge("s", [good, bad, { id: "other", status: "FAILURE" }], ["refuses-it"]).faults).toEqual([
      "other: failed",
    ]);
  });
});

it("reads what a requirement set counts", () => {
  const file =
    "# why\nserver:\n  - one\n  # a note\n  - two-and-a-half # why\n\nclient:\n  - three\nnot_scored:\n  - scenario: four\n";
  expect(scoredScenarios(file)).toEqual(["one", "two-and-a-half"]);
  expect(scoredScenarios("client:\n  - three\n")).toEqual([]);
});
