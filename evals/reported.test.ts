import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { productRegistry } from "../test/support/product.ts";
import { examplesSource } from "./examples.ts";
import { describeJudgements, exactShare, judge } from "./run.ts";
import { CHAT, REPORTED, TUNED } from "./sets.ts";

/** What docs/evals.md tells; raise it when the planner gets better, never lower it to make a change pass. */
const REACHED = 0.93;

/** Known silence, so that a new one is seen: these begin from a card's button or another use case's answer. */
const UNSPOKEN: readonly string[] = ["campaigns.read_brief", "payouts.get"];

describe("the utterances", () => {
  it("are read exactly, use case and arguments, in at least the share that is reported", () => {
    const judgements = judge(REPORTED);
    expect(judgements.length).toBeGreaterThanOrEqual(120);
    expect(exactShare(judgements), describeJudgements(judgements)).toBeGreaterThanOrEqual(REACHED);
  });

  it("are at least 300, and no utterance is both tuned on and reported", () => {
    const key = ({ side, text }: { side: string; text: string }): string => `${side}|${text}`;
    const tuned = new Set(TUNED.map(key));
    expect(REPORTED.map(key).filter((one) => tuned.has(one))).toEqual([]);
    expect(TUNED.length + REPORTED.length).toBeGreaterThanOrEqual(300);
  });

  it("are the examples of the planner's last resort, as they were last written", () => {
    const written = readFileSync(new URL("../agents/offline/examples.ts", import.meta.url), "utf8");
    expect(written, "write them again: node --import tsx evals/examples.ts").toBe(examplesSource());
  });

  it("speak of every use case that a chat may call", () => {
    const spoken = new Set([...TUNED, ...CHAT].map(({ expect: wanted }) => wanted));
    const silent = productRegistry().useCases.filter(({ expose, name }) => expose.chat && !spoken.has(name));
    expect(silent.map(({ name }) => name)).toEqual(UNSPOKEN);
  });
});
