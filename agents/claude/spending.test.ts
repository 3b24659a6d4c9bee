import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { AppError } from "../../core/kernel/errors.ts";
import type { PlannedCall, Spending } from "../../core/kernel/ports/spending.ts";
import { actorOf, call, inTurn, isTurn, openStage, text } from "../../test/support/claude.ts";

let stage: Awaited<ReturnType<typeof openStage>>;
let from = 0;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(() => {
  from = stage.server.requests.length;
});
const requests = () => stage.server.requests.slice(from);
const find = { blocks: [call("find_tools", { query: "language" })] };

/** The budget's boundary: takes `calls` calls and then no more. */
function budget(calls: number): { spending: Spending; reserved: PlannedCall[]; settled: bigint[] } {
  const reserved: PlannedCall[] = [];
  const settled: bigint[] = [];
  const spending: Spending = {
    reserve: (planned) => {
      if (reserved.length >= calls) return Promise.reject(new AppError("budget_exceeded"));
      reserved.push(planned);
      return Promise.resolve({
        settle: ({ costMicros }) => {
          settled.push(costMicros);
          return Promise.resolve();
        },
        release: () => Promise.resolve(),
      });
    },
    firstNoticeToday: () => Promise.resolve(true),
  };
  return { spending, reserved, settled };
}

describe("the budget", () => {
  it("is asked before every call of the model, also those that only read and summarise", async () => {
    const { spending, reserved, settled } = budget(100);
    stage.server.use((request, at) => (isTurn(request) && at === from + 1 ? find : text("Oke.")));
    const chat = stage.chatOf(actorOf("brand_manager"), { spending });
    await chat.say("baca", { attachments: [{ kind: "document", name: "a", text: "kata ".repeat(3_000) }] });
    expect(reserved.length).toBe(requests().length);
    expect(reserved.length).toBeGreaterThanOrEqual(3);
    expect(settled.reduce((sum, micros) => sum + micros, 0n)).toBe(chat.last?.costMicros);
    expect(reserved[0]).toMatchObject({ tenant: "org_Ayu", person: "mem_Ayu" });
  });

  it("that ends in the middle ends the turn with what is done, and what it cost", async () => {
    const { spending } = budget(1);
    stage.server.use(inTurn(find, text("Tidak sampai sini.")));
    const chat = stage.chatOf(actorOf("brand_manager"), { spending });
    const [reply] = await chat.say("cari");
    expect(requests()).toHaveLength(1);
    expect(reply?.text).toContain("Anggaran");
    expect(chat.last?.costMicros).toBeGreaterThan(0n);
    expect(chat.last?.status).toBe("done");
    // The conversation stays whole for the next turn.
    stage.server.use(() => text("Halo lagi."));
    const next = stage.chatOf(actorOf("brand_manager"));
    next.history.push(...chat.history);
    await next.say("halo");
    expect(stage.server.refusals).toEqual([]);
  });
});

describe("what a turn cost", () => {
  it("is told after every answer, and grows", async () => {
    stage.server.use(inTurn(find, find, text("Sudah.")));
    const chat = stage.chatOf(actorOf("admin"));
    await chat.say("cari");
    expect(chat.spent.map(({ usage }) => usage.calls)).toEqual([1, 2, 3]);
    expect(chat.spent.at(-1)?.costMicros).toBe(chat.last?.costMicros);
    const costs = chat.spent.map(({ costMicros }) => costMicros);
    expect([...costs].sort((a, b) => Number(a - b))).toEqual(costs);
  });

  it("counts what a broken stream had used, once for each try", async () => {
    stage.server.use(inTurn({ fault: { kind: "truncated" } }, text("Beres.")));
    const chat = stage.chatOf(actorOf("admin"));
    await chat.say("halo");
    const sent = stage.server.tokens
      .slice(from)
      .reduce((sum, used) => sum + used.input + used.cacheRead + used.cacheWrite, 0);
    const { inputTokens = 0, cacheReadTokens = 0, cacheWriteTokens = 0, calls } = chat.last?.usage ?? {};
    expect(calls).toBe(2);
    expect(inputTokens + cacheReadTokens + cacheWriteTokens).toBe(sent);
  });

  it("is kept when the person says stop in the middle of an answer, which ends at once", async () => {
    stage.server.use(() => ({ fault: { kind: "hang_mid_stream" } }));
    const chat = stage.chatOf(actorOf("admin"));
    const begun = Date.now();
    await chat.say("ceritakan semuanya", { cancelled: () => Promise.resolve(Date.now() - begun > 100) });
    expect(chat.last?.status).toBe("cancelled");
    expect(Date.now() - begun).toBeLessThan(3_000);
    expect(chat.last?.costMicros).toBeGreaterThan(0n);
    expect(chat.spent.at(-1)?.costMicros).toBe(chat.last?.costMicros);
  });

  it("is kept when the model goes away and somebody else answers", async () => {
    stage.server.use(() => ({ fault: { kind: "overloaded_mid_stream" } }));
    const fallback = {
      runTurn: () =>
        Promise.resolve({ replies: [{ text: "Tanpa model." }], state: {}, transcript: [], status: "done" as const }),
    };
    const chat = stage.chatOf(actorOf("admin"), { fallback });
    const [reply] = await chat.say("halo");
    expect(reply?.text).toContain("Tanpa model.");
    expect(chat.last?.usage).toMatchObject({ calls: 3 });
    expect(chat.last?.costMicros).toBeGreaterThan(0n);
  });
});

describe("the provider's ways", () => {
  it("waits as long as a 429 asks for", async () => {
    stage.server.use(inTurn({ fault: { kind: "status", status: 429, retryAfterSeconds: 1 } }, text("Beres.")));
    const begun = Date.now();
    const [reply] = await stage.chatOf(actorOf("viewer")).say("halo");
    expect(reply?.text).toBe("Beres.");
    expect(Date.now() - begun).toBeGreaterThanOrEqual(990);
    expect(requests()).toHaveLength(2);
  });

  it("goes on after a pause, with what was said before it", async () => {
    stage.server.use(
      inTurn({ blocks: [{ type: "text", text: "Sebentar." }], stopReason: "pause_turn" }, text("Selesai.")),
    );
    const [reply] = await stage.chatOf(actorOf("viewer")).say("halo");
    expect(reply?.text).toBe("Selesai.");
    expect(JSON.stringify(requests()[1]?.messages)).toContain("Sebentar.");
    expect(stage.server.refusals).toEqual([]);
  });

  it("does not pause, or call what is not there, for ever", async () => {
    stage.server.use(() => ({ blocks: [{ type: "text", text: "Sebentar." }], stopReason: "pause_turn" }));
    const [reply] = await stage.chatOf(actorOf("viewer")).say("halo");
    expect(requests().length).toBeLessThanOrEqual(16);
    expect(reply?.text).toContain("terlalu banyak");
    from = stage.server.requests.length;
    stage.server.use(() => ({ blocks: [call("no_such_tool")] }));
    await stage.chatOf(actorOf("viewer")).say("halo");
    expect(requests().length).toBeLessThanOrEqual(16);
  });
});
