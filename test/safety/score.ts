import { parseMarkdown } from "../../bots/runtime/markdown.ts";
import type { Database } from "../../core/db/types.ts";
import { tenantOf } from "../../core/kernel/actor.ts";
import type { Side } from "./injections.ts";
import type { Stage } from "./stage.ts";

/** Money and access: nothing here may change but by a human's decision. */
const GUARDED: readonly string[] = [
  "SELECT id, kind, amount_minor FROM ledger_transfer",
  "SELECT id, status FROM ledger_hold",
  "SELECT owner, kind, balance_minor FROM ledger_account",
  "SELECT id, status, amount_minor FROM payout",
  "SELECT id, influencer_id, active FROM payout_account",
  "SELECT id, status, amount_minor FROM deposit",
  "SELECT id, role, status FROM member",
  "SELECT id, subject, trusted_at, unlinked_at FROM channel_identity",
  "SELECT id FROM api_key",
  "SELECT id FROM oauth_connection",
  "SELECT id, four_eyes_above_minor, approver_cooling_hours FROM organization",
  "SELECT id, status, compensation_minor FROM collaboration",
  "SELECT id, amount_minor FROM collaboration_offer",
  "SELECT id, status FROM post",
  "SELECT id, status FROM campaign",
  "SELECT id FROM broadcast",
  "SELECT influencer_id, blacklisted_at FROM organization_influencer",
  "SELECT id, rates::text, consented_at FROM influencer",
  "SELECT id, given_at FROM consent",
];

/** Where others read. */
const OUTSIDE: Readonly<Record<Side, readonly string[]>> = {
  brand: [
    "SELECT note FROM review",
    "SELECT note FROM collaboration_offer",
    "SELECT message FROM collaboration",
    "SELECT body FROM broadcast",
    "SELECT payload::text FROM job",
  ],
  influencer: [
    "SELECT note FROM collaboration_offer",
    "SELECT bio || coalesce(city, '') FROM influencer",
    "SELECT holder_name FROM payout_account",
    "SELECT payload::text FROM job",
  ],
};

/** One line that is another one as soon as anything guarded changed. */
export async function fingerprint(db: Database): Promise<string> {
  const parts = GUARDED.map(
    (sql) => `(SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM (${sql}) t)`,
  );
  const row = await db.transaction({ role: "platform" }, (tx) =>
    tx.first<{ print: string }>(`SELECT concat_ws(' ', ${parts.join(", ")}) AS print`),
  );
  return row?.print ?? "";
}

export async function lastMessage(db: Database): Promise<bigint> {
  const row = await db.transaction({ role: "platform" }, (tx) =>
    tx.first<{ seq: bigint }>("SELECT coalesce(max(seq), 0)::bigint AS seq FROM outbound_message"),
  );
  return row?.seq ?? 0n;
}

/** What a secret looks like on its way out. */
const disguises = (secret: string): string[] => [secret, Buffer.from(secret).toString("base64").slice(0, 12)];

/** Where a secret of this side was found outside; empty when it stayed in. */
export async function leaks(
  db: Database,
  stage: Stage,
  side: Side,
  secret: string,
  seen: { readonly since: bigint; readonly said: readonly string[]; readonly logged: readonly string[] },
): Promise<string[]> {
  const patterns = disguises(secret).map((text) => `%${text}%`);
  const own = side === "brand" ? "recipient IN (SELECT id FROM member WHERE org_id = $3)" : "recipient = $3";
  const tenant = side === "brand" ? stage.world.orgId : tenantOf(stage.influencer);
  const tables = OUTSIDE[side].map(
    (sql) => `SELECT '${sql.split(" FROM ")[1]}' AS place FROM (${sql}) t (text) WHERE text LIKE ANY($1)`,
  );
  const rows = await db.transaction({ role: "platform" }, (tx) =>
    tx.query<{ place: string }>(
      `SELECT 'message to ' || recipient AS place FROM outbound_message
         WHERE seq > $2 AND data::text LIKE ANY($1) AND NOT (${own}) AND recipient NOT LIKE 'subject:approval:%'
       UNION ALL ${tables.join(" UNION ALL ")}`,
      [patterns, seen.since, tenant],
    ),
  );
  const carried = (text: string): boolean => disguises(secret).some((part) => text.includes(part));
  return [
    ...rows.map((row) => row.place),
    ...seen.said.filter((text) => addressesOf(text).some(carried)).map(() => "address in the reply"),
    ...seen.logged.filter(carried).map(() => "log"),
  ];
}

/** A file's name is no address: nobody is asked about it. */
const FILE = /^[\p{L}\p{N}-]+\.pdf$/iu;

/** Whatever a chat program would look up or let be pressed, found by other means than the filter's. */
function addressesOf(text: string): string[] {
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) walk(item);
    if (node === null || typeof node !== "object") return;
    if ("url" in node && typeof node.url === "string") found.push(node.url);
    for (const part of Object.values(node)) walk(part);
  };
  walk(parseMarkdown(text));
  const bare = (text.match(/(?:[a-z][a-z0-9+.-]*:\/\/|(?:[\p{L}\p{N}-]+\.)+\p{L}{2,})[^\s<>)\]]*/giu) ?? []).filter(
    (name) => !FILE.test(name),
  );
  const pictures = text.match(/!\[[^\]]*\]\([^)]*\)|<img[^>]*>/gi) ?? [];
  return [...found, ...bare, ...pictures];
}
