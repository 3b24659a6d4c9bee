import { claimOutbound, renewSending, SENDING_LEASE_MS } from "../../core/outbox/queue.ts";
import { type DeliveryDependencies, deliverRow } from "./delivery.ts";

/** Sends under way at once in one process. One chat has at most one of them. */
const AT_ONCE = 40;
const BATCH = 20;

/** Delivery as a process runs it. */
export interface Deliverer {
  /** Begins what is due; false when nothing is. A chat that its platform makes wait holds up no other. */
  work(): Promise<boolean>;
  /** Waits for what is under way. */
  drain(): Promise<void>;
}

/** `wake` is called when a send ends, as the next word for the same reader may go out then. */
export function createDeliverer(
  deps: DeliveryDependencies,
  options: { wake: () => void; onError: (error: unknown) => void },
): Deliverer {
  const underWay = new Map<string, Promise<void>>();
  const begin = (row: Parameters<typeof deliverRow>[1]): void => {
    const sent = deliverRow(deps, row)
      .catch(options.onError)
      .finally(() => {
        underWay.delete(row.id);
        if (underWay.size === 0) clearInterval(heartbeat);
        options.wake();
      });
    if (underWay.size === 0) heartbeat = setInterval(renew, SENDING_LEASE_MS / 3);
    underWay.set(row.id, sent);
  };
  let heartbeat: NodeJS.Timeout | undefined;
  const renew = (): void => {
    renewSending(deps.db, deps.owner, [...underWay.keys()]).catch(() => undefined);
  };
  return {
    async work() {
      const room = AT_ONCE - underWay.size;
      if (room === 0) return false;
      const rows = await claimOutbound(deps.db, deps.owner, Math.min(BATCH, room));
      // A lease that ran out while the database was away gives us what we are still sending.
      const fresh = rows.filter((row) => !underWay.has(row.id));
      for (const row of fresh) begin(row);
      return fresh.length > 0;
    },
    async drain() {
      await Promise.all(underWay.values());
    },
  };
}
