import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createKeptResults } from "../../core/conversations/kept-results.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import type { Executor } from "../../core/usecase/executor.ts";
import { call, inTurn, text } from "../../test/support/claude.ts";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createOrganization } from "../../test/support/people.ts";
import { Chat } from "../testing/chat.ts";
import { blocksOf, type MessagesRequest } from "../testing/messages-request.ts";
import { type MessagesServer, startMessagesServer } from "../testing/messages-server.ts";
import { createClaudeAssistant } from "./assistant.ts";
import { createClaudeClient } from "./client.ts";

let server: MessagesServer;
let house: TestHouse;
let org: Awaited<ReturnType<typeof createOrganization>>;
/** Calls of use cases as they begin and end. */
let events: string[] = [];
let running = 0;
let most = 0;

beforeAll(async () => {
  server = await startMessagesServer(() => text("Halo"));
  house = await openTestHouse();
  org = await createOrganization(house.db, "Kilau");
  for (let number = 1; number <= 40; number++) {
    await house.executor.execute(
      "campaigns.create",
      { name: `Campaign ${String(number).padStart(3, "0")}`, product: `produk ${number} ${"x".repeat(250)}` },
      org.manager,
      { idempotencyKey: `make-${number}` },
    );
  }
});
afterAll(async () => {
  await house.db.close();
  await server.stop();
});
beforeEach(() => {
  events = [];
  running = 0;
  most = 0;
});

function chatOf(actor: Actor, turnId = "trn_1"): Chat {
  const watched: Executor = {
    ...house.executor,
    async execute(name, input, who, options) {
      events.push(`+${name}`);
      running += 1;
      most = Math.max(most, running);
      try {
        return await house.executor.execute(name, input, who, options);
      } finally {
        running -= 1;
        events.push(`-${name}`);
      }
    },
  };
  const client = createClaudeClient({
    apiKey: "sk-test",
    baseURL: server.url,
    model: "claude-sonnet-5-5",
    retryDelayMs: 1,
  });
  const assistant = createClaudeAssistant({ client, registry: house.registry, executor: watched });
  const conversationId = "cnv_long";
  const results = createKeptResults(house.db, {
    actor,
    conversationId,
    turnId,
    secrets: house.secrets,
    now: () => house.clock.now(),
  });
  return new Chat({ assistant, actor, i18n: house.i18n, clock: house.clock, id: conversationId, results });
}

function resultsIn(request: MessagesRequest | undefined): string[] {
  return (request?.messages ?? []).flatMap((message) =>
    blocksOf(message).flatMap((block) => (block.type === "tool_result" ? [String(block.content)] : [])),
  );
}

describe("calls of one answer", () => {
  it("run side by side while they only read, and one by one where they change something", async () => {
    const create = (name: string) => call("campaigns_create", { name });
    server.use(
      inTurn(
        {
          blocks: [
            call("campaigns_list"),
            call("approvals_list"),
            call("run_tool", { name: "payments_wallet", input: {} }),
            create("Satu"),
            create("Dua"),
            call("campaigns_list"),
            call("approvals_list"),
          ],
        },
        text("Sudah."),
      ),
    );
    await chatOf(org.manager).say("semuanya");
    expect(most).toBe(3);
    const ended = (name: string, from = 0): number => events.indexOf(`-${name}`, from);
    const firstWrite = events.indexOf("+campaigns.create");
    // All reads before it were over; nothing ran beside it; the reads after it saw it done.
    expect(events.slice(0, firstWrite).filter((event) => event.startsWith("-"))).toHaveLength(3);
    expect(events.slice(firstWrite, firstWrite + 4)).toEqual([
      "+campaigns.create",
      "-campaigns.create",
      "+campaigns.create",
      "-campaigns.create",
    ]);
    expect(events.slice(firstWrite + 4, firstWrite + 6).every((event) => event.startsWith("+"))).toBe(true);
    expect(ended("campaigns.list", firstWrite)).toBeGreaterThan(firstWrite);
    // Answered in the order they were asked.
    const sources = resultsIn(server.requests.at(-1)).map((result) => /source="([^"]+)"/.exec(result)?.[1]);
    expect(sources).toEqual([
      "campaigns.list",
      "approvals.list",
      "payments.wallet",
      "campaigns.create",
      "campaigns.create",
      "campaigns.list",
      "approvals.list",
    ]);
  });
});

describe("a result longer than a page", () => {
  const list = { blocks: [call("campaigns_list", { limit: 50 })] };
  const handleIn = (result: string | undefined): string => /handle="(res_[^"]+)"/.exec(result ?? "")?.[1] ?? "";
  const pageOf = (result: string | undefined): string =>
    /<data[^>]*>\n([\s\S]*)\n<\/data>/.exec(result ?? "")?.[1] ?? "";

  it("is read on page by page, whole and once, also in a later turn", async () => {
    server.use(inTurn(list, text("Banyak.")));
    const chat = chatOf(org.manager);
    await chat.say("daftar");
    const [first] = resultsIn(server.requests.at(-1));
    const handle = handleIn(first);
    const pages = Number(/of="(\d+)"/.exec(first ?? "")?.[1]);
    expect(pages).toBeGreaterThan(1);
    expect(first?.length).toBeLessThan(8_600);
    const rest = Array.from({ length: pages - 1 }, (_, index) => call("read_more", { handle, page: index + 2 }));
    server.use(inTurn({ blocks: [...rest, call("read_more", { handle, page: pages + 1 })] }, text("Itu semua.")));
    await chat.say("lanjutkan");
    const told = resultsIn(server.requests.at(-1));
    const whole = told.slice(0, pages).map(pageOf).join("");
    const { items } = JSON.parse(whole) as { items: { name: string }[] };
    const outcome = await house.executor.execute("campaigns.list", { limit: 50 }, org.manager);
    const view = house.registry.find("campaigns.list")?.present.model(outcome.kind === "done" ? outcome.output : {});
    expect(JSON.parse(whole)).toEqual(JSON.parse(JSON.stringify(view)));
    expect(new Set(items.map(({ name }) => name)).size).toBe(items.length);
    // Pages end after an item.
    expect(pageOf(told[0]).endsWith("},")).toBe(true);
    expect(told[pages]).toContain(`only ${pages} pages`);
  });

  it("is nobody else's, and malformed handles are answered", async () => {
    server.use(inTurn(list, text("Banyak.")));
    const chat = chatOf(org.manager, "trn_2");
    await chat.say("daftar");
    const handle = handleIn(resultsIn(server.requests.at(-1))[0]);
    expect(
      await house.db.transaction({ role: "platform" }, (tx) =>
        tx.query("SELECT 1 FROM kept_result WHERE id = $1", [handle]),
      ),
    ).toHaveLength(1);
    const stranger = await createOrganization(house.db, "Lain");
    for (const [actor, input, said] of [
      [stranger.manager, { handle, page: 2 }, "no such result"],
      [org.admin, { handle, page: 2 }, "no such result"],
      [org.manager, { handle: "res_1", page: 1 }, "no such result"],
      [org.manager, { handle, page: "2" }, "whole number"],
      [org.manager, {}, "whole number"],
    ] as const) {
      server.use(inTurn({ blocks: [call("read_more", input)] }, text("Tidak ada.")));
      await chatOf(actor, "trn_3").say("baca lagi");
      const [answer] = resultsIn(server.requests.at(-1));
      expect(answer).toContain(said);
      expect(answer).not.toContain("Campaign 0");
    }
  });
});
