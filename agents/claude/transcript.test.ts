import { describe, expect, it } from "vitest";
import type { TranscriptMessage } from "../../core/conversations/transcript.ts";
import { problemOf } from "../testing/messages-request.ts";
import { costMicros } from "./prices.ts";
import { toMessages } from "./transcript.ts";

const user = (content: unknown): TranscriptMessage => ({ role: "user", content });
const assistant = (content: unknown): TranscriptMessage => ({ role: "assistant", content });
const use = (id: string) => ({ type: "tool_use", id, name: "campaigns_list", input: {} });
const result = (id: string) => ({ type: "tool_result", tool_use_id: id, content: "ok" });

const rows: readonly TranscriptMessage[] = [
  user("halo"),
  assistant("Halo!"),
  { role: "system", content: { press: true, answer: ["Disetujui"] } },
  user([{ type: "text", text: "daftar campaign" }]),
  assistant([{ type: "thinking", thinking: "", signature: "s" }, use("a"), use("b")]),
  { role: "tool", content: [result("a"), result("b")] },
  assistant([{ type: "text", text: "Ini." }]),
  user("makasih"),
  assistant(""),
  user("lanjut"),
];

describe("stored rows as a request", () => {
  it("is a request the API takes, from whatever row on it is read", () => {
    for (let from = 0; from < rows.length; from++) {
      const messages = toMessages(rows.slice(from));
      expect(problemOf({ model: "m", max_tokens: 1, messages }), `from row ${from}`).toBeUndefined();
    }
  });

  it("leaves out calls without a result and results without a call", () => {
    const messages = toMessages([user("a"), assistant([{ type: "text", text: "sebentar" }, use("x")]), user("b")]);
    expect(JSON.stringify(messages)).not.toContain("tool_use");
    expect(problemOf({ model: "m", max_tokens: 1, messages })).toBeUndefined();
    expect(JSON.stringify(toMessages([user("a"), { role: "tool", content: [result("y")] }, user("b")]))).not.toContain(
      "tool_result",
    );
  });
});

it("counts money in millionths of a dollar", () => {
  const usage = { inputTokens: 1_000, outputTokens: 100, cacheReadTokens: 10_000, cacheWriteTokens: 0, calls: 1 };
  expect(costMicros("claude-sonnet-5-5", usage)).toBe(4_000n);
  expect(costMicros("some-unknown-model", usage)).toBeGreaterThan(4_000n);
});
