import type { LaneEvent } from "../../core/inbox/lanes.ts";
import type { Secrets } from "../../core/usecase/secrets.ts";
import type { InboundMessage, InboundPress } from "./channel.ts";
import { fieldsPlace } from "./receiver.ts";

/** The message, or what a press has in common with one, as `createReceiver` kept it: the only writer of these events. */
export function messageOf(event: LaneEvent): InboundMessage {
  return event.payload as unknown as InboundMessage;
}

/** A press as it was made, with what was typed into its form. */
export function pressOf(secrets: Secrets, event: LaneEvent): InboundPress {
  const press = event.payload as unknown as InboundPress;
  return { ...press, fields: secrets.open(press.fields, fieldsPlace(event)) };
}
