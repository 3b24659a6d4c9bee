const EVERY_MS = 150;

/** Asks again and again until the answer is truthy, and answers that. Throws with `what` when it takes too long. */
export async function until<T>(
  what: string,
  timeoutMs: number,
  ask: () => Promise<T>,
): Promise<Exclude<T, false | null | undefined | 0 | "">> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer) return answer as Exclude<T, false | null | undefined | 0 | "">;
    if (Date.now() > end) throw new Error(`waited ${timeoutMs} ms for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}
