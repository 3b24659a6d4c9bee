import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { actorOf, call, inTurn, lastWords, openStage, text } from "../../test/support/claude.ts";
import type { PromptTokens } from "../testing/prompt-cache.ts";

let stage: Awaited<ReturnType<typeof openStage>>;
let from = 0;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  from = stage.server.requests.length;
});

/** The raw bytes of a request: `messages` without the marks that tell the cache where to look. */
function bytes(index: number): { prefix: string; messages: string } {
  const body = stage.server.bodies[from + index] ?? "";
  const [system, messages] = [body.indexOf('"system":['), body.indexOf(',"messages":[')];
  const [tools, model] = [body.lastIndexOf(',"tools":['), body.lastIndexOf(',"model":"')];
  expect([system, messages, tools, model].every((at, place, all) => at > (all[place - 1] ?? -1))).toBe(true);
  return {
    prefix: body.slice(system, messages) + body.slice(tools, model),
    messages: body.slice(messages + ',"messages":['.length, tools - 1).replace(/,"cache_control":\{[^}]*\}/g, ""),
  };
}
const used = (index: number): PromptTokens =>
  stage.server.tokens[from + index] ?? { input: 0, cacheRead: 0, cacheWrite: 0 };
const share = ({ input, cacheRead, cacheWrite }: PromptTokens): number => cacheRead / (input + cacheRead + cacheWrite);

describe("the cached prefix", () => {
  it("is the same to the byte in every turn, and the transcript only grows", async () => {
    stage.server.use(
      inTurn({ blocks: [call("find_tools", { query: "language" })] }, text("Ketemu."), text("Sama-sama.")),
    );
    const chat = stage.chatOf(actorOf("brand_manager"));
    await chat.say("bisa ganti bahasa?");
    stage.clock.advance(3_600_000);
    await chat.say("makasih", { facts: ["likes: short answers"] });
    expect(new Set([0, 1, 2].map((index) => bytes(index).prefix)).size).toBe(1);
    // Between two messages stands a comma, inside one a new block: the bytes go on.
    expect(bytes(1).messages.startsWith(bytes(0).messages)).toBe(true);
    expect(bytes(2).messages.startsWith(bytes(1).messages)).toBe(true);
    // What changes rides on the last message.
    expect(lastWords(stage.server.requests.at(-1))).toContain("likes: short answers");
    expect(bytes(2).prefix).not.toContain("likes");
    expect(bytes(2).prefix).not.toContain("2026-11");
    expect(used(0).cacheRead).toBe(0);
    expect(used(1).cacheRead).toBe(used(0).cacheWrite);
    expect(share(used(2))).toBeGreaterThan(0.9);
    // Counted from usage, as it is stored and paid.
    expect(chat.last?.usage).toMatchObject({
      cacheReadTokens: used(2).cacheRead,
      cacheWriteTokens: used(2).cacheWrite,
    });
    expect(stage.server.refusals).toEqual([]);
  });

  it("is shared by people with the same rights, and by no others", async () => {
    stage.server.use(() => text("Halo"));
    await stage.chatOf(actorOf("finance")).say("halo");
    await stage.chatOf(actorOf("finance", "Tom")).say("hello there");
    await stage.chatOf(actorOf("influencer", "Rani")).say("hi");
    expect(bytes(1).prefix).toBe(bytes(0).prefix);
    expect(bytes(2).prefix).not.toBe(bytes(0).prefix);
    expect(used(1).cacheRead).toBeGreaterThan(1_024);
    expect(share(used(1))).toBeGreaterThan(0.9);
    expect(used(2).cacheRead).toBe(0);
  });

  it("is read on behind a step of many calls, and when the model's thinking has left the transcript", async () => {
    const many = Array.from({ length: 11 }, (_, index) => call("find_tools", { query: `campaign ${index}` }));
    stage.server.use(
      inTurn(
        { blocks: [{ type: "thinking", thinking: "", signature: "s" }, ...many] },
        { blocks: [{ type: "thinking", thinking: "", signature: "t" }, call("find_tools", { query: "post" })] },
        text("Itu semua."),
        text("Oke."),
      ),
    );
    const chat = stage.chatOf(actorOf("viewer"));
    await chat.say("apa saja yang bisa dicari?");
    await chat.say("oke");
    // Each step reads all that the step before wrote: 24 blocks are more than the provider looks back.
    for (const step of [1, 2]) expect(used(step).cacheRead).toBe(used(step - 1).cacheRead + used(step - 1).cacheWrite);
    // Thinking is bound to its place and left out of the next turn: what stood before it is read all the same.
    expect(bytes(3).messages).not.toContain("signature");
    expect(used(3).cacheRead).toBeGreaterThanOrEqual(used(0).cacheWrite + used(0).cacheRead);
    expect(stage.server.refusals).toEqual([]);
  });
});
