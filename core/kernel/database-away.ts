const FIRST_PAUSE_MS = 100;
const LAST_PAUSE_MS = 1_000;
/** Who waits longer than this for the database leaves it to the leases. */
const PATIENCE_MS = 5 * 60_000;

/**
 * The database was not there, or went away in the middle: the fault of nobody's request, and worth another try. Whether a
 * commit that was under way was made is not known.
 */
export class DatabaseAway extends Error {
  override readonly name = "DatabaseAway";
  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : "the database is away", { cause });
  }
}

/**
 * Does what must be written down, as nobody else knows it: again and again while the database is away. `work` must bear
 * being done twice. Throws what it throws otherwise, and after five minutes DatabaseAway.
 */
export async function untilThere<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(LAST_PAUSE_MS, pause * 2)) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DatabaseAway) || Date.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
