// One process of `throughput`: the turns and deliveries of a whole house over the database it is given.
import { createOfflineAssistant } from "../agents/index.ts";
import { startWorkers } from "../app/workers.ts";
import { createDeskChannel } from "../bots/desk/channel.ts";
import { createDeskFiles } from "../bots/desk/files.ts";
import { createLive } from "../bots/desk/live.ts";
import { createDeskStore } from "../bots/desk/store.ts";
import { benchHouse } from "./support.ts";

const house = benchHouse(process.env.DATABASE_URL ?? "");
const desk = createDeskChannel(
  createDeskStore(house.db, house.ports.vault, () => undefined),
  createDeskFiles(house.db, house.clock),
  createLive(),
);
// Everything is loaded and one connection is open; it begins when it is told to.
await house.db.transaction({ role: "platform" }, (tx) => tx.query("SELECT 1"));
process.stdout.write("ready\n");
process.stdin.once("data", async () => {
  const before = process.cpuUsage();
  const workers = await startWorkers({
    house,
    assistant: createOfflineAssistant(house),
    channels: new Map([["desk", desk]]),
    owner: `bench-${process.pid}`,
    redis: undefined,
    wake: { inbox: () => workers.inbox.wake(), outbox: () => workers.outbox.wake() },
  });
  process.stdin.once("data", async () => {
    const { user, system } = process.cpuUsage(before);
    process.stdout.write(`${(user + system) / 1_000}\n`);
    await workers.stop();
    await house.db.close();
    process.exit(0);
  });
});
