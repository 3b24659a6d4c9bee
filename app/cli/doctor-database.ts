import { accessSync, constants, existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { violationsOf } from "../../core/payments/index.ts";
import type { Config } from "../config.ts";
import { type Foundation, openFoundation } from "../foundation.ts";
import type { House } from "../house.ts";
import { houseFromConfig, NO_WAKE } from "../house-from-config.ts";
import { createLog } from "../log.ts";
import type { Check } from "./doctor-check.ts";
import { explain } from "./explain.ts";

const INCIDENTS_SHOWN = 3;
const INCIDENT_LENGTH = 160;

/** What is in the database, and whether this process could use it. Makes and migrates nothing. */
export async function checkDatabase(config: Config): Promise<Check[]> {
  if (!config.databaseUrl && !existsSync(join(config.dataDir, "postgres"))) return [checkNewFolder(config.dataDir)];
  let foundation: Foundation;
  try {
    foundation = await openFoundation(config, createLog("silent"), { guest: true, inspect: true });
  } catch (error) {
    const text = explain(error) ?? `cannot be opened: ${String(error)}. Restore it from a backup, or report this.`;
    return [{ mark: "wrong", name: "database", text, stops: true }];
  }
  try {
    const { waiting } = foundation;
    if (waiting.length > 0) {
      const next =
        foundation.embedded === "guest"
          ? "The running Kolega is older than this code: back up, then restart it."
          : "Back up if there is anything in it; `kolega start` or `kolega migrate` applies them.";
      return [{ mark: "note", name: "database", text: `answers; ${waiting.length} migrations wait. ${next}` }];
    }
    return [
      { mark: "good", name: "database", text: "answers, up to date" },
      ...(await checkContents(config, foundation)),
    ];
  } catch (error) {
    return [{ mark: "wrong", name: "database", text: explain(error) ?? String(error) }];
  } finally {
    await foundation.close();
  }
}

/** Whether the first start could make its database there. */
function checkNewFolder(dataDir: string): Check {
  let nearest = dataDir;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
    return { mark: "off", name: "database", text: `none yet; the first \`kolega start\` makes it in ${dataDir}` };
  } catch {
    const text = `${nearest} cannot be written. Give this user the right to, or set KOLEGA_DATA_DIR to another folder.`;
    return { mark: "wrong", name: "database", text, stops: true };
  }
}

async function checkContents(config: Config, foundation: Foundation): Promise<Check[]> {
  const path = join(config.dataDir, "master.key");
  const masterKey = config.masterKey ?? (existsSync(path) ? readFileSync(path, "utf8").trim() : undefined);
  const house = houseFromConfig({
    // With a key of some sort, so that looking does not make the file.
    config: { ...config, masterKey: masterKey ?? "no key yet" },
    foundation,
    log: createLog("silent"),
    wake: NO_WAKE,
    publicUrl: config.publicUrl,
    sandboxUrl: config.sandboxUrl,
    writer: undefined,
  });
  const key = await checkMasterKey(house, masterKey === undefined ? path : undefined);
  return [key, await checkLedger(house), ...(await checkWork(house))];
}

/** Opens the newest secrets: with another key than they were sealed under, no platform could be read and nobody paid. */
async function checkMasterKey(house: House, missing: string | undefined): Promise<Check> {
  const name = "master key";
  const sealed = await house.db.transaction({ role: "platform" }, (tx) =>
    tx.query<{ place: string; sealed: string }>(
      `(SELECT social_account_id AS place, sealed FROM social_token ORDER BY updated_at DESC LIMIT 1)
       UNION ALL (SELECT id, number_sealed FROM payout_account ORDER BY created_at DESC LIMIT 1)`,
    ),
  );
  if (sealed.length === 0) return { mark: "good", name, text: "nothing is sealed yet" };
  if (missing !== undefined) {
    const text = `${missing} is missing. Restore it from the backup before the next start: a new one cannot open what the old one sealed.`;
    return { mark: "wrong", name, text };
  }
  try {
    for (const secret of sealed) house.ports.vault.open(secret.sealed, secret.place);
    return { mark: "good", name, text: "opens what is sealed" };
  } catch {
    const text = "does not open what is sealed. Set KOLEGA_MASTER_KEY to the key it was sealed under.";
    return { mark: "wrong", name, text };
  }
}

async function checkLedger(house: House): Promise<Check> {
  const [first, ...more] = await violationsOf(house.executor);
  if (!first) return { mark: "good", name: "ledger", text: "balances" };
  const where = `${first.check} at ${first.subject}: expected ${first.expected}, is ${first.actual}`;
  const text = `does not balance (${where}${more.length > 0 ? `, and ${more.length} more` : ""}). Stop Kolega, keep a copy of the database, and compare with the bank before more money moves.`;
  return { mark: "wrong", name: "ledger", text };
}

/** What was given up in the last week, and the errors behind it; older things somebody has seen to, or never will. */
async function checkWork(house: House): Promise<Check[]> {
  const counts = await house.db.transaction({ role: "platform" }, (tx) =>
    tx.first<{ events: number; messages: number; jobs: string[]; incidents: number }>(`SELECT
      (SELECT count(*)::int FROM inbound_event WHERE status = 'dead' AND received_at > now() - interval '7 days') AS events,
      (SELECT count(*)::int FROM outbound_message WHERE status IN ('failed', 'unknown') AND created_at > now() - interval '7 days') AS messages,
      (SELECT coalesce(array_agg(name ORDER BY name), '{}') FROM job WHERE status = 'dead' AND ended_at > now() - interval '7 days') AS jobs,
      (SELECT count(*)::int FROM incident WHERE at > now() - interval '1 day') AS incidents`),
  );
  const { events = 0, messages = 0, jobs = [], incidents = 0 } = counts ?? {};
  const wrong = (name: string, text: string): Check => ({ mark: "wrong", name, text });
  const checks: Check[] = [
    ...(events > 0
      ? [
          wrong(
            "events",
            `${events} set aside this week after their last try. Their people were told; they have to ask again.`,
          ),
        ]
      : []),
    ...(messages > 0
      ? [
          wrong(
            "messages",
            `${messages} of this week may not have reached their people. They are in the table outbound_message; tell the people.`,
          ),
        ]
      : []),
    ...(jobs.length > 0
      ? [
          wrong(
            "jobs",
            `${jobs.length} given up this week (${[...new Set(jobs)].join(", ")}). Remove the cause, then ask for the work again.`,
          ),
        ]
      : []),
  ];
  if (checks.length === 0)
    checks.push({ mark: "good", name: "work", text: "nothing given up or undelivered this week" });
  return incidents > 0 ? [...checks, ...(await incidentLines(house, incidents))] : checks;
}

async function incidentLines(house: House, count: number): Promise<Check[]> {
  const latest = await house.db.transaction({ role: "platform" }, (tx) =>
    tx.query<{ id: string; at: Date; place: string; error: string }>(
      "SELECT id, at, place, error FROM incident ORDER BY at DESC LIMIT $1",
      [INCIDENTS_SHOWN],
    ),
  );
  return [
    {
      mark: "note",
      name: "incidents",
      text: `${count} in the last day. The newest are below, all are in the table incident; report what you cannot explain.`,
    },
    ...latest.map(({ id, at, place, error }): Check => {
      const said = error.replace(/\s+/g, " ").slice(0, INCIDENT_LENGTH);
      return { mark: "note", name: "", text: `${at.toISOString()} ${id} ${place}: ${said}` };
    }),
  ];
}
