import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/support/database.ts";
import { newId } from "../kernel/ids.ts";
import { appendTranscript, readTranscript, type TranscriptMessage } from "./transcript.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());

const platform = { role: "platform" } as const;

async function conversation(): Promise<string> {
  const id = newId("conversation");
  await db.transaction(platform, (tx) =>
    tx.execute(
      "INSERT INTO conversation (id, channel, account, external_id, created_at) VALUES ($1, 'desk', 'desk', $1, now())",
      [id],
    ),
  );
  return id;
}
const append = (id: string, rows: readonly TranscriptMessage[]): Promise<void> =>
  db.transaction(platform, (tx) => appendTranscript(tx, id, null, rows));
const read = (id: string, limit?: number): Promise<TranscriptMessage[]> =>
  db.transaction(platform, (tx) => readTranscript(tx, id, { limit }));
const said = (rows: readonly TranscriptMessage[]): unknown[] => rows.map(({ content }) => content);
const user = (content: string): TranscriptMessage => ({ role: "user", content });

it("reads from the last summary on, the summary first; what it stands for stays", async () => {
  const id = await conversation();
  await append(id, [user("satu"), user("dua"), user("tiga")]);
  const rows = await read(id);
  expect(said(rows)).toEqual(["satu", "dua", "tiga"]);
  const summary = (text: string, upTo: bigint | undefined): TranscriptMessage => ({
    role: "summary",
    content: { text, upTo: String(upTo) },
  });
  await append(id, [summary("satu dan dua", rows[1]?.seq), user("empat")]);
  const later = await read(id);
  expect(said(later)).toEqual([{ text: "satu dan dua", upTo: String(rows[1]?.seq) }, "tiga", "empat"]);
  // A second one stands for the first as well.
  await append(id, [summary("semua", later.at(-1)?.seq), user("lima")]);
  expect(said(await read(id))).toEqual([{ text: "semua", upTo: String(later.at(-1)?.seq) }, "lima"]);
  const [count] = await db.transaction(platform, (tx) =>
    tx.query<{ n: number }>("SELECT count(*)::int AS n FROM message WHERE conversation_id = $1", [id]),
  );
  expect(count?.n).toBe(7);
  expect(said(await read(await conversation()))).toEqual([]);
});

it("keeps the latest rows at its limit, and forgets a summary of somebody who is no longer there", async () => {
  const id = await conversation();
  await append(id, [
    user("satu"),
    { role: "summary", content: { text: "rahasia", upTo: "0" } },
    user("dua"),
    user("tiga"),
  ]);
  expect(said(await read(id, 1))).toEqual([{ text: "rahasia", upTo: "0" }, "tiga"]);
  // As when the chat identity went to another person.
  await db.transaction(platform, (tx) =>
    tx.execute("UPDATE conversation SET history_from = (SELECT max(seq) FROM message) WHERE id = $1", [id]),
  );
  await append(id, [user("empat")]);
  expect(said(await read(id))).toEqual(["empat"]);
});
