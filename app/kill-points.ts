import type { Channel } from "../bots/runtime/channel.ts";
import type { KillPoint, Reached } from "../core/kernel/kill-points.ts";
import type { PayoutProvider } from "../core/kernel/ports/payout-provider.ts";
import type { House } from "./house.ts";

/** The same hint, after saying that its commit is done. */
export function hintAfter(reached: Reached | undefined, point: KillPoint, hint: () => void): () => void {
  if (!reached) return hint;
  return () => {
    reached(point);
    hint();
  };
}

/** A house that tells `reached` about every committed use case and both sides of every payout call. */
export function watchedHouse(house: House, reached: Reached | undefined): House {
  if (!reached) return house;
  const { executor } = house;
  const { payouts } = house.ports;
  const watchedPayouts: PayoutProvider = {
    name: payouts.name,
    find: (reference, signal) => payouts.find(reference, signal),
    async create(request, signal) {
      reached("payout_begun");
      const created = await payouts.create(request, signal);
      reached("payout_created");
      return created;
    },
  };
  return {
    ...house,
    ports: { ...house.ports, payouts: watchedPayouts },
    executor: {
      ...executor,
      async execute(name, input, actor, options) {
        const outcome = await executor.execute(name, input, actor, options);
        reached(`use_case_done/${name}`);
        return outcome;
      },
    },
  };
}

/** A channel that tells `reached` about both sides of every send. */
export function watchedChannel(channel: Channel, reached: Reached | undefined): Channel {
  if (!reached) return channel;
  return {
    ...channel,
    async send(target, content, id) {
      reached("send_begun");
      const receipts = await channel.send(target, content, id);
      reached("send_done");
      return receipts;
    },
  };
}
