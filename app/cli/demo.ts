import type { Config } from "../config.ts";
import { loadDemo } from "../demo/load.ts";
import { withHouse } from "./with-house.ts";

/** Loads the demo organization unless the database already has one. */
export async function runDemo(config: Config): Promise<void> {
  const loaded = await withHouse(config, (house) =>
    loadDemo({ db: house.db, vault: house.ports.vault, embedder: house.ports.embedder, now: house.clock.now() }),
  );
  console.log(loaded ? "The demo organization is loaded." : "There is an organization already; nothing was loaded.");
}
