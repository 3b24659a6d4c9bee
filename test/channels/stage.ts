import type { Assistant } from "../../agents/index.ts";
import { deliverDue } from "../../bots/runtime/delivery.ts";
import { createReceiver } from "../../bots/runtime/receiver.ts";
import { createTurnRunner } from "../../bots/runtime/turn-worker.ts";
import { approvalsModule } from "../../core/approvals/index.ts";
import type { Log } from "../../core/audit/incidents.ts";
import type { MessageContent } from "../../core/cards/card.ts";
import { findPerson, linkIdentity } from "../../core/identity/identities.ts";
import { identityModule } from "../../core/identity/index.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { DAY_MS } from "../../core/kernel/clock.ts";
import { newId } from "../../core/kernel/ids.ts";
import { insertOutbound } from "../../core/outbox/writer.ts";
import { notesModule } from "../adding-a-feature/index.ts";
import { addCampaign, campaignRow } from "../support/doors.ts";
import { openTestHouse, type TestHouse } from "../support/house.ts";
import { createInfluencer, createOrganization } from "../support/people.ts";
import { sampleModule } from "../support/sample-module.ts";
import type { ChannelDriver, Ground, Who } from "./driver.ts";
import { OUTREACH, outreachModule } from "./outreach.ts";

const PLATFORM = { role: "platform" } as const;
const SETTLE_WITHIN_MS = 20_000;

/** An event of the inbox as tests look at it. */
export interface Kept {
  readonly kind: string;
  readonly externalId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface Outbound {
  readonly id: string;
  readonly status: string;
  readonly attempts: number;
  readonly template: string;
  /** Milliseconds from the last change of the row to when it is due. */
  readonly dueInMs: number;
}

/** A house with one channel: turns and deliveries run when the test says so. */
export interface Stage {
  readonly house: TestHouse;
  readonly driver: ChannelDriver;
  /** Texts that reached the assistant. */
  readonly heard: string[];
  /** Everything in, answered and delivered, what is put off for a moment as well. Throws when that takes too long. */
  settled(): Promise<void>;
  /** The same, as far as it can be done at once. */
  run(): Promise<void>;
  /** The inbox does not take the next thing that comes in: the database says so, in words that hold what it was. */
  breakInbox(): void;
  /** Turns and deliveries alone, while the platform cannot be reached. */
  workOnly(): Promise<void>;
  /** Makes due what is put off. */
  hurry(): Promise<void>;
  /** Notes that were taken: one a `catat` that was carried out. */
  notes(): Promise<readonly string[]>;
  /** What was paid by a button, and how often. */
  paid(): Promise<{ readonly budgetMinor: bigint | null; readonly times: number }>;
  kept(): Promise<readonly Kept[]>;
  outbound(): Promise<readonly Outbound[]>;
  /** Incidents so far: there should be none. */
  incidents(): Promise<readonly string[]>;
  /** Tells somebody something that also goes to many others. */
  reachOut(who: Who, text: string): Promise<void>;
  /** Has Ayu ask for a payment, which Bima decides. */
  requestPayment(amountMinor: number): Promise<void>;
  expireButtons(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a house with a channel. Bima is an admin, who decides, and Ayu a brand manager; both are linked since a month. */
export async function openStage(open: (ground: Ground) => Promise<ChannelDriver>, log?: Log): Promise<Stage> {
  const house = await openTestHouse({
    modules: [approvalsModule, identityModule, sampleModule, notesModule, outreachModule],
    log,
  });
  const org = await createOrganization(house.db, "Kilau");
  const people: Readonly<Record<Who, Actor | undefined>> = { ayu: org.manager, bima: org.admin, sari: undefined };
  const { influencer } = await createInfluencer(house.db, "Rani");
  const campaignId = await addCampaign(house, org.orgId, "Glow");
  const personOf = (who: Who): Actor => {
    const actor = people[who];
    if (!actor) throw new Error(`${who} is nobody`);
    return actor;
  };
  const inbox = createReceiver(house.db, () => undefined, house.secrets);
  let broken = 0;
  const keeping = <T>(arrived: unknown, keep: () => Promise<T>): Promise<T> => {
    broken -= 1;
    return broken >= 0 ? Promise.reject(new Error(`could not insert ${JSON.stringify(arrived)}`)) : keep();
  };
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const driver = await open({
    house,
    receiver: {
      message: (...arrived) => keeping(arrived, () => inbox.message(...arrived)),
      press: (...arrived) => keeping(arrived, () => inbox.press(...arrived)),
    },
    log: log ?? silent,
    idOfPerson: (who) => personOf(who).id,
  });
  const { channel, door, account } = driver;
  const monthAgo = new Date(house.clock.now().getTime() - 30 * DAY_MS);
  for (const who of ["bima", "ayu"] as const) {
    await house.db.transaction(PLATFORM, async (tx) => {
      const person = await findPerson(tx, personOf(who).id);
      if (!person) throw new Error(`no ${who}`);
      await linkIdentity(tx, { channel: door, account, externalId: driver.externalId(who) }, person, monthAgo);
    });
  }

  const heard: string[] = [];
  const channels = new Map([[door, channel]]);
  const runWaitingTurn = createTurnRunner({
    ...house,
    assistant: scripted(house, { campaignId, influencerId: influencer.id, heard, textLimit: driver.textLimit }),
    channels,
    owner: "test",
    wake: { inbox: () => undefined, outbox: () => undefined },
    handleProviderEvent: () => Promise.resolve(),
  });
  const rows = <T>(sql: string, params: readonly unknown[] = []): Promise<T[]> =>
    house.db.transaction(PLATFORM, (tx) => tx.query<T>(sql, params));
  const work = async (): Promise<void> => {
    for (let busy = true; busy; ) {
      busy = await runWaitingTurn();
      while ((await deliverDue({ ...house, channels, owner: "test", fallbackChannel: "desk" })) > 0) busy = true;
    }
  };
  const stage: Stage = {
    house,
    driver,
    heard,
    async run() {
      await driver.arrived();
      await work();
    },
    workOnly: work,
    breakInbox() {
      broken = 1;
    },
    async hurry() {
      await rows("UPDATE outbound_message SET available_at = now() WHERE status = 'pending' RETURNING id");
      await rows("UPDATE inbound_event SET available_at = now() WHERE status IN ('pending', 'adopted') RETURNING id");
    },
    async settled() {
      const until = Date.now() + SETTLE_WITHIN_MS;
      for (;;) {
        await stage.run();
        const [waiting] = await rows<{ events: number; messages: number }>(
          `SELECT (SELECT count(*)::int FROM inbound_event WHERE status IN ('pending', 'adopted')) AS events,
                  (SELECT count(*)::int FROM outbound_message WHERE status IN ('pending', 'sending')) AS messages`,
        );
        if (waiting?.events === 0 && waiting.messages === 0) break;
        if (Date.now() > until) throw new Error(`not settled: ${JSON.stringify(waiting)}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      // What Kolega said may come back to it as an event.
      await driver.arrived();
    },
    async notes() {
      const [row] = await rows<{ notes: string }>(
        "SELECT notes FROM organization_influencer WHERE influencer_id = $1",
        [influencer.id],
      );
      const lines = (row?.notes ?? "").split("\n").filter((line) => line !== "");
      return lines.map((line) => line.slice(line.indexOf(": ") + 2)).reverse();
    },
    async paid() {
      const done = await rows("SELECT 1 FROM audit_event WHERE use_case = 'samples.pay' AND outcome = 'done'");
      return { budgetMinor: (await campaignRow(house, campaignId)).budgetMinor, times: done.length };
    },
    kept: () => rows<Kept>("SELECT kind, external_id, payload FROM inbound_event ORDER BY id"),
    outbound: () =>
      rows<Outbound>(
        `SELECT id, status, attempts, template,
           (extract(epoch FROM available_at - now()) * 1000)::int AS due_in_ms FROM outbound_message ORDER BY seq`,
      ),
    async incidents() {
      return (await rows<{ error: string }>("SELECT error FROM incident ORDER BY at")).map(({ error }) => error);
    },
    async reachOut(who, text) {
      await house.db.transaction(PLATFORM, (tx) =>
        insertOutbound(tx, org.orgId, new Date(), {
          kind: "notification",
          recipient: personOf(who).id,
          template: OUTREACH,
          data: { text },
          key: newId("message"),
        }),
      );
    },
    async requestPayment(amountMinor) {
      const outcome = await house.executor.execute("samples.pay", { campaignId, amountMinor }, personOf("ayu"));
      if (outcome.kind !== "waiting") throw new Error("not asked for");
    },
    async expireButtons() {
      await rows("UPDATE action_token SET expires_at = $1 RETURNING id", [new Date(house.clock.now().getTime() - 1)]);
    },
    async close() {
      await driver.close();
      await house.db.close();
    },
  };
  return stage;
}

/** A word that long texts are made of, so that a lost, doubled or misplaced one is noticed. */
export function longText(limit: number): string {
  const words: string[] = [];
  for (let size = 0; size < limit * 4; size += 10) words.push(`kata${String(words.length).padStart(5, "0")}`);
  const lines: string[] = [];
  while (words.length > 0) lines.push(words.splice(0, 60).join(" "));
  return lines.join("\n\n");
}

/**
 * An assistant that does what it is told, line by line: `catat x` takes a note, `tombol n` shows a button that pays n,
 * `panjang` says much, `grafik` draws, `rusak` breaks once. Anything else it repeats.
 */
function scripted(
  house: Pick<TestHouse, "executor">,
  world: { campaignId: string; influencerId: string; heard: string[]; textLimit: number },
): Assistant {
  const lineOf = async (line: string, actor: Actor, key: string): Promise<MessageContent> => {
    const [, command, rest = ""] = /^(catat|tombol|panjang|grafik|rusak)\b\s*(.*)$/.exec(line) ?? [];
    switch (command) {
      case "catat":
        await house.executor.execute("notes.add", { influencerId: world.influencerId, text: rest }, actor, {
          idempotencyKey: key,
        });
        return { text: `Dicatat: ${rest}` };
      case "tombol": {
        const input = { campaignId: world.campaignId, amountMinor: Number(rest) };
        const pay = { kind: "call" as const, useCase: "samples.pay", input, label: `Bayar ${rest}`, required: true };
        return { card: { title: "Bayar?", facts: [{ label: "Jumlah", value: rest, required: true }], actions: [pay] } };
      }
      case "panjang":
        return { text: longText(world.textLimit) };
      case "grafik": {
        const series = [{ name: "Tayangan", values: [12, 34] }];
        const chart = { kind: "bar" as const, title: "Tayangan", xLabels: ["Sen", "Sel"], series };
        return { card: { title: "Tayangan", chart: { ...chart, altText: "Senin 12, Selasa 34" } } };
      }
      case "rusak":
        if (!world.heard.slice(0, -1).includes(line)) JSON.parse(rest);
        return { text: "Sudah baik" };
      default:
        return { text: `Kamu bilang: ${line}` };
    }
  };
  return {
    async runTurn({ text, actor, turnId, state, attachments = [] }) {
      world.heard.push(text);
      const shown = text.trim() === "" ? attachments : [];
      const replies: MessageContent[] = shown.map(({ kind }) => ({ text: `Dilihat: ${kind}` }));
      for (const [index, line] of text.split("\n").entries()) {
        if (line.trim() !== "") replies.push(await lineOf(line.trim(), actor, `${turnId}:${index}`));
      }
      return { replies, state, transcript: [], status: "done" };
    },
  };
}
