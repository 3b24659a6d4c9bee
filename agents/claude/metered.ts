import type { Payer, Spending } from "../../core/kernel/ports/spending.ts";
import { type ClaudeClient, ModelAway, usageOf } from "./client.ts";
import { addUsage, costMicros, estimateMicros, NO_USAGE } from "./prices.ts";

/** The client for one payer and task: before each call its most possible cost is set aside, afterwards its real one is written down. */
export function meteredClient(
  client: ClaudeClient,
  spending: Spending,
  call: Payer & { readonly turnId?: string; readonly task: string },
): ClaudeClient {
  const { model } = client;
  return {
    model,
    async answer(request, signal, onLost) {
      const estimate = estimateMicros(model, request);
      const reservation = await spending.reserve({ ...call, model, estimateMicros: estimate });
      let lost = NO_USAGE;
      try {
        const message = await client.answer(request, signal, (usage) => {
          lost = addUsage(lost, usage);
          onLost?.(usage);
        });
        const tokens = addUsage(lost, usageOf(message));
        await reservation.settle({ model: message.model, tokens, costMicros: costMicros(message.model, tokens) });
        return message;
      } catch (error) {
        if (lost.calls > 0) await reservation.settle({ model, tokens: lost, costMicros: costMicros(model, lost) });
        // What was broken off by us before its first word may be on the bill: its estimate stays.
        else if (error instanceof ModelAway) await reservation.release();
        throw error;
      }
    },
  };
}
