import type { Assistant } from "../../agents/index.ts";
import type { InboundEvent } from "../../core/inbox/ingress.ts";
import type { Ports } from "../../core/usecase/ports.ts";
import type { Channel } from "./channel.ts";
import type { FormTurn } from "./forms.ts";
import type { PressDependencies } from "./press.ts";
import type { Answers, Speaker } from "./speaker.ts";

export interface RouterDependencies extends PressDependencies {
  readonly ports: Ports;
  readonly assistant: Assistant;
  readonly channels: ReadonlyMap<string, Channel>;
}

/** One turn while it is worked out: with whom, their forms, what is said so far, and the events that follow from it. */
export interface Talk {
  readonly who: Speaker;
  readonly forms: FormTurn;
  readonly answers: Answers;
  readonly follow: InboundEvent[];
}
