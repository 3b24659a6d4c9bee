/**
 * The library does much where nobody waits for it: page events whose handlers throw when the browser is gone. Such a
 * rejection must not end the whole process; it is reported, and the session starts anew. Any other stays what it is:
 * without a handler it ends the process, and so it does here.
 */
export function guardLibrary(onFailure: (why: string) => void): { stop(): void } {
  const listener = (reason: unknown): void => {
    if (!isLibraryFailure(reason)) throw reason;
    onFailure(reason instanceof Error ? (reason.message.split("\n")[0] ?? "") : String(reason));
  };
  process.on("unhandledRejection", listener);
  return {
    stop() {
      process.off("unhandledRejection", listener);
    },
  };
}

/** What the library throws as bare texts (src/Client.js, inject). */
const TEXTS: ReadonlySet<unknown> = new Set(["auth timeout", "ready timeout"]);
const PLACE = /[\\/]node_modules[\\/](whatsapp-web\.js|puppeteer|puppeteer-core|@puppeteer)[\\/]/;

export function isLibraryFailure(reason: unknown): boolean {
  if (!(reason instanceof Error)) return TEXTS.has(reason);
  return PLACE.test(reason.stack ?? "");
}
