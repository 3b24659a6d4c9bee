import { EventEmitter } from "node:events";

/** What open windows of one person are told, in this process; windows also look by themselves now and then. */
export type LiveEvent = { readonly kind: "changed" } | { readonly kind: "typing"; readonly on: boolean };

export interface Live {
  tell(person: string, event: LiveEvent): void;
  listen(person: string, listener: (event: LiveEvent) => void): () => void;
}

export function createLive(): Live {
  const emitter = new EventEmitter();
  emitter.setMaxListeners(0);
  return {
    tell: (person, event) => void emitter.emit(person, event),
    listen(person, listener) {
      emitter.on(person, listener);
      return () => emitter.off(person, listener);
    },
  };
}
