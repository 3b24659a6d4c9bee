import type { Config } from "../config.ts";
import { openFoundation } from "../foundation.ts";
import type { House } from "../house.ts";
import { houseFromConfig, NO_WAKE } from "../house-from-config.ts";
import { createLog } from "../log.ts";

/** Runs a short piece of work on the house, beside a running Kolega if there is one, and closes everything. */
export async function withHouse<T>(config: Config, work: (house: House) => Promise<T>): Promise<T> {
  const log = createLog(config.logLevel);
  const foundation = await openFoundation(config, log, { guest: true });
  try {
    return await work(
      houseFromConfig({
        config,
        foundation,
        log,
        wake: NO_WAKE,
        publicUrl: config.publicUrl,
        sandboxUrl: config.sandboxUrl,
        writer: undefined,
      }),
    );
  } finally {
    await foundation.close();
  }
}
