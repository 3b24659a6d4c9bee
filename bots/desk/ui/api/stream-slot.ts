/**
 * Browsers open at most six connections to one HTTP/1.1 server, over all windows together. Each event stream holds one, so
 * a seventh window would freeze them all. At most four windows stream; further ones ask every few seconds instead.
 */
const SLOTS = 4;

/** Takes a slot if one is free: its release, or null when all are taken. Without the Locks API everybody streams. */
export async function takeStreamSlot(): Promise<(() => void) | null> {
  const locks = globalThis.navigator?.locks;
  if (!locks) return () => {};
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const release = await tryLock(locks, `desk-stream-${slot}`);
    if (release) return release;
  }
  return null;
}

function tryLock(locks: LockManager, name: string): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    locks
      .request(name, { ifAvailable: true }, (lock) => {
        if (!lock) {
          resolve(null);
          return undefined;
        }
        return new Promise<void>((release) => resolve(() => release()));
      })
      .catch(() => resolve(null));
  });
}
