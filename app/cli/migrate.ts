import type { Config } from "../config.ts";
import { openFoundation } from "../foundation.ts";
import { createLog } from "../log.ts";

/** Applies what is missing and says so. */
export async function runMigrate(config: Config): Promise<void> {
  const foundation = await openFoundation(config, createLog(config.logLevel), { guest: false });
  await foundation.close();
  console.log(
    foundation.migrated.length === 0 ? "The database is up to date." : `Applied: ${foundation.migrated.join(", ")}`,
  );
}
