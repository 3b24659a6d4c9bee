import { actorOfApiKey } from "../../core/identity/api-keys.ts";
import { actorOf, findPerson } from "../../core/identity/identities.ts";
import type { Actor } from "../../core/kernel/actor.ts";
import { runStdio } from "../../mcp-server/index.ts";
import { type Config, ConfigError } from "../config.ts";
import { loadDemo } from "../demo/load.ts";
import { doorParts } from "../doors.ts";
import { openFoundation } from "../foundation.ts";
import type { House } from "../house.ts";
import { houseFromConfig, NO_WAKE } from "../house-from-config.ts";
import { createLog } from "../log.ts";

/**
 * Serves the tools over stdin and stdout with the key in KOLEGA_API_KEY; in demo mode, without one, as the demo's brand
 * manager. Joins a running Kolega's database when there is one.
 */
export async function serveStdio(config: Config): Promise<void> {
  if (!config.apiKey && !config.demo) {
    throw new ConfigError("KOLEGA_API_KEY is missing: make one with `kolega key:create <email>`.");
  }
  const log = createLog(config.logLevel);
  const foundation = await openFoundation(config, log, { guest: true });
  const sandboxUrl = config.demo ? (config.sandboxUrl ?? `http://127.0.0.1:${config.sandboxPort}`) : undefined;
  const house = houseFromConfig({
    config,
    foundation,
    log,
    wake: NO_WAKE,
    publicUrl: config.publicUrl,
    sandboxUrl,
    writer: undefined,
  });
  if (config.demo) {
    await loadDemo({ db: house.db, vault: house.ports.vault, embedder: house.ports.embedder, now: house.clock.now() });
  }
  const { apiKey } = config;
  const server = runStdio({
    ...doorParts(house),
    actor: () => (apiKey ? actorOfApiKey(house.db, house.clock, apiKey, "mcp") : demoManager(house)),
  });
  const stop = async (): Promise<void> => {
    await server.close();
    await foundation.close();
    process.exit(0);
  };
  process.stdin.once("end", () => void stop());
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop());
}

async function demoManager(house: House): Promise<Actor | undefined> {
  return house.db.transaction({ role: "platform" }, async (tx) => {
    const row = await tx.first<{ id: string }>(
      "SELECT id FROM member WHERE role = 'brand_manager' ORDER BY id LIMIT 1",
    );
    const person = row && (await findPerson(tx, row.id));
    return person && { ...actorOf(person, "mcp"), kind: "client", onBehalfOf: person.id };
  });
}
