import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Assistant, createOfflineAssistant } from "../../agents/index.ts";
import { createToolRunner } from "../../agents/tool-runner.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { hashOf } from "../../core/kernel/canonical.ts";
import { openTestDesk, saidIn } from "../../test/support/desk.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createInfluencer } from "../../test/support/people.ts";

const PLATFORM = { role: "platform" } as const;
const NUMBER = "5270183946";
const ACCOUNT = { channelCode: "ID_BCA", accountNumber: NUMBER, holderName: "Rani Wulandari" };

let house: TestHouse;
let rani: Actor;

beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(async () => {
  await house.db.close();
});
beforeEach(async () => {
  ({ influencer: rani } = await createInfluencer(house.db, "Rani Wulandari"));
});

/** Rows of any table that hold the text, but for what a person typed themself: `table: row`. */
async function rowsWith(text: string): Promise<string[]> {
  return house.db.transaction(PLATFORM, async (tx) => {
    const tables = await tx.query<{ name: string }>(
      "SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND relkind = 'r' AND relname <> '_prisma_migrations' ORDER BY relname",
    );
    const own: Record<string, string> = {
      desk_message: "t.sender <> 'me'",
      inbound_event: "t.kind <> 'message'",
      message: "t.role <> 'user'",
    };
    const found: string[] = [];
    for (const { name } of tables) {
      const rows = await tx.query<{ row: string }>(
        `SELECT t::text AS row FROM ${name} t WHERE position($1 in t::text) > 0 AND ${own[name] ?? "true"}`,
        [text],
      );
      found.push(...rows.map(({ row }) => `${name}: ${row}`));
    }
    return found;
  });
}

/** Neither the number nor a fingerprint from which its few digits could be tried out. */
async function expectNowhere(account: Readonly<Record<string, string>> = ACCOUNT): Promise<void> {
  expect(await rowsWith(account.accountNumber ?? "")).toEqual([]);
  expect(await rowsWith(hashOf(account).slice(0, 16))).toEqual([]);
}

async function paidTo(): Promise<string | undefined> {
  const row = await house.db.transaction(PLATFORM, (tx) =>
    tx.first<{ id: string; numberSealed: string }>(
      "SELECT id, number_sealed FROM payout_account WHERE influencer_id = $1 AND active",
      [rani.id],
    ),
  );
  return row && house.ports.vault.open(row.numberSealed, row.id);
}

describe("an account number", () => {
  it("typed in chat, question by question, lies readable nowhere but in the person's own words", async () => {
    const desk = await openTestDesk(house, { assistant: createOfflineAssistant(house), people: [rani] });
    const say = async (text: string): Promise<void> => {
      await desk.write(rani, text);
      await desk.run();
    };
    await say("ganti rekening saya");
    await say("BCA");
    await say(NUMBER);
    // The planner now has the bank and the number and asks for the name.
    await expectNowhere();
    await say("Rani Wulandari");
    await expectNowhere();
    expect(saidIn(await desk.window(rani))).toContain("•••• 3946");
    await desk.touch(rani, "Setujui");
    await desk.run();
    expect(await paidTo()).toBe(NUMBER);
    await expectNowhere();
  });

  it("typed into the form behind a button is sealed in the inbox, and the press still means it", async () => {
    const desk = await openTestDesk(house, {
      assistant: {
        runTurn: ({ state, presenter }) =>
          Promise.resolve({
            replies: [
              {
                card: {
                  title: "Akun",
                  actions: [
                    {
                      kind: "call",
                      useCase: "payouts.set_account",
                      input: {},
                      label: presenter.t("payments.fact.number"),
                      ask: Object.keys(ACCOUNT).map((name) => ({ name, label: name, kind: "text" as const })),
                    },
                  ],
                },
              },
            ],
            state,
            transcript: [],
            status: "done",
          }),
      },
      people: [rani],
    });
    await desk.write(rani, "rekening");
    await desk.run();
    const token = (await desk.buttons(rani))[0]?.token ?? "";
    await desk.press(rani, token, ACCOUNT);
    await expectNowhere();
    await desk.press(rani, token, ACCOUNT);
    await desk.run();
    expect(await paidTo()).toBe(NUMBER);
    await expectNowhere();
    await desk.press(rani, token, ACCOUNT);
    await desk.run();
    const texts = (await desk.window(rani)).flatMap((message) =>
      message.sender === "kolega" ? (message.body.text ?? []) : [],
    );
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain("3946");
  });

  it("that a model was told, thought about, passed on and repeated is sealed or masked wherever it is kept", async () => {
    let lives = 0;
    /** What Claude's runner does: its answer in the journal, its call through the runner, both in the transcript. */
    const assistant: Assistant = {
      async runTurn(turn) {
        lives += 1;
        const step = await turn.journal.begin({ toolUseId: "model:0", useCase: "assistant.model", input: { step: 0 } });
        const content = (step?.result ?? [
          { type: "thinking", thinking: `They want ${NUMBER} at BCA`, signature: "s" },
          { type: "tool_use", id: "call_1", name: "payouts_set_account", input: ACCOUNT },
        ]) as { type: string; input?: typeof ACCOUNT; thinking?: string }[];
        if (!step) await turn.journal.end("model:0", "done", content);
        expect(content[0]?.thinking).toContain(NUMBER);
        const input = content[1]?.input ?? ACCOUNT;
        const runner = createToolRunner({ ...turn, executor: house.executor, words: "person" });
        const result = await runner.run("call_1", "payouts.set_account", input);
        expect(result.kind).toBe("waiting");
        if (lives === 1) throw new Error("the process dies here");
        return {
          replies: [{ text: "Nomornya 5270-1839 46, ya? Tekan tombolnya." }],
          state: turn.state,
          transcript: [
            { role: "user", content: turn.text },
            { role: "assistant", content },
            { role: "assistant", content: `I put ${NUMBER} before you.` },
          ],
          status: "done",
        };
      },
    };
    const desk = await openTestDesk(house, { assistant, people: [rani] });
    await desk.write(rani, `rekening BCA ${NUMBER} Rani Wulandari`);
    await desk.run();
    await house.db.transaction(PLATFORM, (tx) =>
      tx.execute("UPDATE inbound_event SET available_at = now() WHERE status = 'adopted'"),
    );
    await desk.run();
    expect(lives).toBe(2);
    await expectNowhere();
    const window = saidIn(await desk.window(rani));
    expect(window).toContain("Nomornya •••• 3946, ya?");
    const calls = await house.db.transaction(PLATFORM, (tx) =>
      tx.query<{ input: unknown }>(
        "SELECT input FROM tool_call WHERE use_case = 'payouts.set_account' AND turn_id IN (SELECT turn_id FROM tool_call WHERE use_case = 'assistant.model')",
      ),
    );
    expect(calls).toEqual([{ input: { ...ACCOUNT, accountNumber: "•••• 3946" } }]);
    await desk.touch(rani, "Setujui");
    await desk.run();
    expect(await paidTo()).toBe(NUMBER);
    await expectNowhere();
  });

  it("under a caller's key is the same call, and another number under that key is not", async () => {
    const call = (accountNumber: string) =>
      house.executor.execute("payouts.set_account", { ...ACCOUNT, accountNumber }, rani, { idempotencyKey: "once" });
    const first = await call(NUMBER);
    expect(await call(NUMBER)).toEqual(first);
    await expect(call("5270183947")).rejects.toMatchObject({ code: "idempotency_mismatch" });
    await expectNowhere();
    await expect(
      house.executor.execute("payouts.set_account", ACCOUNT, { ...rani, roles: ["viewer"] }),
    ).rejects.toMatchObject({ code: "forbidden" });
    await expectNowhere();
  });

  it("is asked about again with the same number when the facts changed meanwhile", async () => {
    const asked = await house.executor.execute("payouts.set_account", ACCOUNT, rani);
    if (asked.kind !== "waiting") throw new Error("not asked");
    await house.db.transaction(PLATFORM, (tx) =>
      tx.execute("UPDATE approval SET facts_hash = 'other' WHERE id = $1", [asked.approvalId]),
    );
    const changed = await house.approvals.decide(asked.approvalId, "approve", rani);
    if (changed.result !== "superseded") throw new Error("not superseded");
    await expectNowhere();
    expect((await house.approvals.decide(changed.freshId, "approve", rani)).result).toBe("approved");
    expect(await paidTo()).toBe(NUMBER);
  });
});
