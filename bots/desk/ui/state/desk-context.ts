import { createContext, useCallback, useContext, useSyncExternalStore } from "react";
import type { Desk } from "./desk.ts";
import type { DeskState } from "./reducer.ts";

/** The conversation that the components below belong to. */
export const DeskContext = createContext<Desk | null>(null);

/** The conversation's commands: send, press, retry. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("A component of the conversation was used outside of it.");
  return desk;
}

/** A part of the conversation's state; the component renders again only when that part changes. */
export function useDeskState<Part>(select: (state: DeskState) => Part): Part {
  const { store } = useDesk();
  const read = useCallback(() => select(store.get()), [store, select]);
  return useSyncExternalStore(store.subscribe, read);
}
