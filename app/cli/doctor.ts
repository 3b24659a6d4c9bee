import { lockHolder } from "../../core/db/embedded/lock.ts";
import { type Config, ConfigError, readConfig } from "../config.ts";
import { describeParts } from "../parts.ts";
import { withHouse } from "./with-house.ts";

/** Says what is live, sandboxed and wrong. Answers the exit code: 0 when it would run, 2 when it would not. */
export async function runDoctor(env: Readonly<Record<string, string | undefined>>): Promise<number> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.log(`✗ configuration  ${error.message}`);
    return 2;
  }
  for (const part of describeParts(config))
    console.log(
      `${part.state === "live" ? "●" : part.state === "sandbox" ? "○" : "–"} ${part.name.padEnd(12)} ${part.text}`,
    );
  const holder = config.databaseUrl ? undefined : await lockHolder(config.dataDir);
  if (holder) console.log(`● running      process ${holder.pid} since ${holder.since}`);
  try {
    const counts = await withHouse(config, (house) =>
      house.db.transaction({ role: "platform" }, (tx) =>
        tx.first<Record<string, number>>(`SELECT
          (SELECT count(*)::int FROM inbound_event WHERE status = 'dead') AS dead_events,
          (SELECT count(*)::int FROM outbound_message WHERE status IN ('failed', 'unknown')) AS undelivered,
          (SELECT count(*)::int FROM job WHERE status = 'dead') AS dead_jobs,
          (SELECT count(*)::int FROM incident WHERE at > now() - interval '1 day') AS incidents_today`),
      ),
    );
    console.log(
      `● database     answers; ${counts?.deadEvents ?? 0} events set aside, ${counts?.undelivered ?? 0} messages undelivered, ${counts?.deadJobs ?? 0} jobs given up, ${counts?.incidentsToday ?? 0} incidents in a day`,
    );
    return 0;
  } catch (error) {
    console.log(
      `✗ database     ${error instanceof Error ? error.message : String(error)}. Check DATABASE_URL, or that the data folder can be written.`,
    );
    return 2;
  }
}
