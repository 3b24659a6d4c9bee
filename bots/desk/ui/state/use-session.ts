import { useCallback, useEffect, useState } from "react";
import { type DeskApi, DeskError } from "../api/client.ts";
import type { Person, Session } from "../contract.ts";

/** Which page to show. */
export type SessionView =
  | { readonly phase: "loading" | "away" | "signed_out" }
  | { readonly phase: "choose"; readonly session: Session; readonly failure: boolean }
  | { readonly phase: "chat"; readonly session: Session; readonly person: Person };

const RETRY_MS = 3_000;

/** Who this window is, and the ways to change it. */
export function useSession(api: DeskApi) {
  const [view, setView] = useState<SessionView>({ phase: "loading" });

  const load = useCallback(async () => {
    try {
      setView(await open(api));
    } catch (error) {
      setView({ phase: error instanceof DeskError && error.kind === "signed_out" ? "signed_out" : "away" });
    }
  }, [api]);

  useEffect(() => void load(), [load]);

  useEffect(() => {
    if (view.phase !== "away") return;
    const timer = setInterval(() => void load(), RETRY_MS);
    return () => clearInterval(timer);
  }, [view.phase, load]);

  const choose = useCallback(
    async (personId: string) => {
      try {
        await api.signIn(personId);
      } catch {
        setView((now) => ("session" in now ? { phase: "choose", session: now.session, failure: true } : now));
        return;
      }
      await load();
    },
    [api, load],
  );

  const signOut = useCallback(async () => {
    // Whatever the server says, loading the session shows where one stands.
    await api.signOut().catch(() => {});
    await load();
  }, [api, load]);

  return { view, choose, signOut, reload: load };
}

/** Opens the session; `/?as=<person>` (a link to "another window as…") signs in as that person first. */
async function open(api: DeskApi): Promise<SessionView> {
  const url = new URL(location.href);
  const wanted = url.searchParams.get("as");
  let session = await api.session();
  let failure = false;
  if (wanted && session.mode === "demo") {
    if (session.person?.id !== wanted) {
      try {
        await api.signIn(wanted);
        session = await api.session();
      } catch (error) {
        if (!(error instanceof DeskError) || error.kind !== "refused") throw error;
        failure = true;
      }
    }
    // Only now: had the server been away, trying again must still know the wish.
    url.searchParams.delete("as");
    history.replaceState(null, "", url);
  }
  const { person } = session;
  if (person && !failure) return { phase: "chat", session, person };
  return session.mode === "demo" ? { phase: "choose", session, failure } : { phase: "signed_out" };
}
