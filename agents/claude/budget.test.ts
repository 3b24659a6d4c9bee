import { afterAll, beforeAll, expect, it } from "vitest";
import { createSpending } from "../../core/assistant/index.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { DAY_MS } from "../../core/kernel/clock.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createOrganization } from "../../test/support/people.ts";
import { presenterOf } from "../../test/support/presenter.ts";
import { createOfflineAssistant } from "../offline/assistant.ts";
import { assistantLocale } from "../offline/locale.ts";
import { Chat, textOf, withAssistantWords } from "../testing/chat.ts";
import { type MessagesServer, startMessagesServer } from "../testing/messages-server.ts";
import { createClaudeAssistant } from "./assistant.ts";
import { createClaudeClient } from "./client.ts";

let server: MessagesServer;
let house: TestHouse;
let team: Awaited<ReturnType<typeof createOrganization>>;

beforeAll(async () => {
  server = await startMessagesServer(() => ({ blocks: [{ type: "text", text: "Dari model" }] }));
  house = await openTestHouse();
  team = await createOrganization(house.db, "Kilau");
});
afterAll(async () => {
  await house.db.close();
  await server.stop();
});

function chatOf(actor: Actor): Chat {
  const { registry, executor } = house;
  const i18n = withAssistantWords(house.i18n, (locale) => presenterOf(assistantLocale, locale));
  const assistant = createClaudeAssistant({
    client: createClaudeClient({ apiKey: "sk-test", baseURL: server.url, model: "claude-sonnet-5-5", retryDelayMs: 1 }),
    registry,
    executor,
    fallback: createOfflineAssistant({ registry, executor, i18n }),
    spending: createSpending(house.db, house.clock),
  });
  return new Chat({ assistant, actor, i18n, clock: house.clock, id: actor.id });
}
const limit = (dayCents: number) =>
  house.executor.execute("assistant.set_budget", { whom: "each", dayCents }, team.admin, {
    confirmation: { kind: "press" },
  });

it("writes down what a turn cost, and answers without the model once the budget is used up, saying so once a day", async () => {
  await limit(1);
  const chat = chatOf(team.manager);
  expect(textOf(await chat.say("halo, apa kabar?"))).toContain("Dari model");
  const [row, ...more] = await house.db.transaction({ role: "platform" }, (tx) =>
    tx.query<{ turnId: string; task: string; status: string; costMicros: bigint; inputTokens: bigint; person: string }>(
      "SELECT turn_id, task, status, cost_micros, input_tokens, person FROM model_call WHERE tenant = $1",
      [team.orgId],
    ),
  );
  expect(more).toEqual([]);
  expect(row).toMatchObject({ task: "chat", status: "settled", person: team.manager.id });
  expect(row?.turnId).toMatch(/^trn_/);
  expect(row?.costMicros).toBe(chat.last?.costMicros);
  expect(row?.costMicros).toBeGreaterThan(0n);
  await limit(0);
  const asked = server.requests.length;
  const first = textOf(await chat.say("siapa saja anggota tim?"));
  expect(first).toContain("Anggaran AI kamu untuk hari ini (USD 0) sudah habis");
  expect(first).toContain("Fitri");
  const second = textOf(await chat.say("siapa saja anggota tim?"));
  expect(second).not.toContain("Anggaran AI");
  expect(second).toContain("Fitri");
  expect(server.requests.length).toBe(asked);
  house.clock.advance(DAY_MS);
  expect(textOf(await chat.say("siapa saja anggota tim?"))).toContain("Anggaran AI kamu");
});
