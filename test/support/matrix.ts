import type { Database } from "../../core/db/types.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { AppError } from "../../core/kernel/errors.ts";
import { ID_PREFIX, type IdKind } from "../../core/kernel/ids.ts";
import type { World } from "./world.ts";

/** The people of a world by role. */
export function actorsOf(world: World): Record<string, Actor> {
  const { admin, manager, finance, viewer } = world.actors;
  return { admin, brand_manager: manager, finance, viewer, influencer: world.influencer };
}

const BY_PREFIX = new Map<string, IdKind>(
  Object.entries(ID_PREFIX).map(([kind, prefix]) => [prefix, kind as IdKind] as const),
);
/** Kinds that belong to one organization (and the influencer in it); influencers themselves are of the platform. */
export const TENANT_KINDS: readonly IdKind[] = [
  "campaign",
  "collaboration",
  "deliverable",
  "post",
  "payout",
  "approval",
  "deposit",
  "hold",
  "broadcast",
  "handOver",
];

/** The example with every id replaced by this world's row of the same kind; the kinds that were replaced. */
export function withIds(value: unknown, world: World, used: Set<IdKind>): unknown {
  if (Array.isArray(value)) return value.map((item) => withIds(item, world, used));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withIds(item, world, used)]));
  }
  if (typeof value !== "string") return value;
  const kind = BY_PREFIX.get(value.slice(0, 3));
  const id = kind && value[3] === "_" ? world.ids[kind] : undefined;
  if (!kind || !id) return value;
  used.add(kind);
  return id;
}

/** The code a call ends with; `none` when it is answered. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "none";
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

/** Everything in the database that a refused call must not have touched; `besides`: tables that log it. */
export async function fingerprintOf(db: Database, besides: readonly string[] = []): Promise<unknown> {
  return db.transaction({ role: "platform" }, async (tx) => {
    const tables = await tx.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND relkind = 'r'
       AND relname NOT IN ('audit_event', 'audit_head', '_prisma_migrations') ORDER BY relname`,
    );
    const prints: Record<string, unknown> = {};
    for (const { name } of tables.filter((table) => !besides.includes(table.name))) {
      prints[name] = await tx.first(
        `SELECT count(*)::int AS rows, md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS print FROM ${name} t`,
      );
    }
    return prints;
  });
}
