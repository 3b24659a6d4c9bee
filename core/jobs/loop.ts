/** Something that runs until it is stopped, and can be told to look at once. */
export interface Loop {
  wake(): void;
  /** Stops taking new work and waits for what is under way. */
  stop(): Promise<void>;
}

/**
 * Calls `work` again and again: at once while it finds something (`true`), else after a wake or `idleMs`. `parallel`
 * copies run side by side. Errors of `work` are given to `onError` and followed by a pause: a database that is away must
 * not make the loop spin.
 */
export function startLoop(options: {
  work: () => Promise<boolean>;
  idleMs: number;
  parallel?: number;
  onError: (error: unknown) => void;
}): Loop {
  let stopped = false;
  const sleepers = new Set<() => void>();
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      sleepers.add(wake);
    });
  let wakes = 0;
  const run = async (): Promise<void> => {
    while (!stopped) {
      const seen = wakes;
      try {
        if (await options.work()) continue;
      } catch (error) {
        options.onError(error);
        await sleep(options.idleMs);
        continue;
      }
      // A wake that came while `work` was looking would otherwise be slept over.
      if (seen === wakes && !stopped) await sleep(options.idleMs);
    }
  };
  const runs = Array.from({ length: options.parallel ?? 1 }, run);
  const wakeAll = (): void => {
    for (const wake of [...sleepers]) wake();
  };
  return {
    wake() {
      wakes += 1;
      wakeAll();
    },
    async stop() {
      stopped = true;
      wakeAll();
      await Promise.all(runs);
    },
  };
}
