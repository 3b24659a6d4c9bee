import type { Log } from "../core/audit/incidents.ts";
import { type Clock, systemClock } from "../core/kernel/clock.ts";
import type { ChatAddresses } from "../core/kernel/ports/chats.ts";
import type { StructuredWriter } from "../core/kernel/ports/writer.ts";
import { type Config, masterKeyOf } from "./config.ts";
import { embedderOf } from "./embeddings.ts";
import type { Foundation } from "./foundation.ts";
import { createHouse, type House, type Wake } from "./house.ts";
import { createPorts } from "./ports.ts";

/** The house as a process runs it: real clock, configured ports. */
export function houseFromConfig(options: {
  config: Config;
  foundation: Foundation;
  log: Log;
  wake: Wake;
  publicUrl: string;
  sandboxUrl: string | undefined;
  writer: StructuredWriter | undefined;
  clock?: Clock;
  /** Where people find our bots; only a process that opens the channels learns it. */
  chats?: ChatAddresses;
}): House {
  const { config, foundation, log, wake } = options;
  return createHouse({
    db: foundation.db,
    clock: options.clock ?? systemClock,
    log,
    wake,
    ports: createPorts({
      config,
      db: foundation.db,
      masterKey: masterKeyOf(config),
      publicUrl: options.publicUrl,
      sandboxUrl: options.sandboxUrl,
      embedder: embedderOf(config),
      writer: options.writer,
      chats: options.chats ?? {},
    }),
  });
}

/** For processes without workers (CLI, stdio MCP): whoever runs the workers looks by itself. */
export const NO_WAKE: Wake = { inbox: () => undefined, outbox: () => undefined, jobs: () => undefined };
