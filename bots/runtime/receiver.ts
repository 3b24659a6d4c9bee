import type { Database } from "../../core/db/types.ts";
import { acceptEvent, controlLane, conversationLane } from "../../core/inbox/ingress.ts";
import type { Secrets } from "../../core/usecase/secrets.ts";
import type { InboundMessage, InboundPress } from "./channel.ts";

/** Where something came in, and the platform's own id of it: the same id again is a redelivery. */
export interface Arrival {
  readonly channel: string;
  readonly account: string;
  readonly externalId: string;
  /** How long to wait for more of the same before it is answered (the pictures of one album). */
  readonly quietMs?: number;
}

/** What a channel's receiver calls, and all it does before it answers its platform. */
export interface Receiver {
  message(arrival: Arrival, message: InboundMessage): Promise<"accepted" | "duplicate">;
  press(arrival: Arrival, press: InboundPress): Promise<"accepted" | "duplicate">;
}

/** Where the words of a form are sealed for: this press and no other. */
export function fieldsPlace(arrival: Arrival): string {
  return `press:${arrival.channel}:${arrival.account}:${arrival.externalId}`;
}

/** Words that must not wait behind a turn that is still running. */
const CONTROL = /^\/(stop|cancel|batal)\b/i;

/** Keeps messages and presses in the inbox, each on its lane; wakes the workers after the commit. */
export function createReceiver(db: Database, wakeInbox: () => void, secrets: Pick<Secrets, "seal">): Receiver {
  return {
    message(arrival, message) {
      const control = CONTROL.test(message.text);
      const lane = control ? controlLane : conversationLane;
      return acceptEvent(
        db,
        {
          ...arrival,
          laneKey: lane(arrival.channel, arrival.account, message.conversation),
          kind: control ? "control" : "message",
          payload: message,
        },
        wakeInbox,
      );
    },
    press(arrival, press) {
      return acceptEvent(
        db,
        {
          ...arrival,
          laneKey: controlLane(arrival.channel, arrival.account, press.conversation),
          kind: "press",
          payload: { ...press, fields: secrets.seal(press.fields, fieldsPlace(arrival)) },
        },
        wakeInbox,
      );
    },
  };
}
