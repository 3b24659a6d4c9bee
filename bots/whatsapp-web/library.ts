import { createRequire } from "node:module";
import type { ClientOptions } from "whatsapp-web.js";
import { START_TIMEOUT_MS } from "./limits.ts";
import type { WebLibrary } from "./port.ts";

export interface LibraryOptions {
  /** The browser's executable; none is ever downloaded. */
  readonly chromium: string;
  /** Where the linked session lies. */
  readonly folder: string;
}

type Library = typeof import("whatsapp-web.js");

/** whatsapp-web.js itself, loaded only when it is used: it brings Puppeteer. */
export function createLibrary(options: LibraryOptions): WebLibrary {
  let loaded: Library | undefined;
  const library = (): Library => {
    loaded ??= createRequire(import.meta.url)("whatsapp-web.js") as Library;
    return loaded;
  };
  return {
    open() {
      const { Client, LocalAuth } = library();
      return new Client({ ...clientOptions(options), authStrategy: new LocalAuth({ dataPath: options.folder }) });
    },
    poll(question, choices) {
      const { Poll } = library();
      return new Poll(question, [...choices], { allowMultipleAnswers: false, messageSecret: undefined });
    },
    media({ bytes, mime, name }) {
      const { MessageMedia } = library();
      return new MessageMedia(mime, Buffer.from(bytes).toString("base64"), name, bytes.length);
    },
  };
}

/** How the browser is started. Through a pipe: it ends with this process, however that ends. */
export function clientOptions({ chromium }: Pick<LibraryOptions, "chromium">): ClientOptions {
  return {
    authTimeoutMs: START_TIMEOUT_MS,
    // The page as WhatsApp serves it today; the library's own cache would write into the working directory.
    webVersionCache: { type: "none" },
    // Another browser that uses the same session is a reason to stop, not to fight over it.
    takeoverOnConflict: false,
    puppeteer: {
      executablePath: chromium,
      headless: true,
      pipe: true,
      args: [
        "--disable-dev-shm-usage",
        "--disable-extensions",
        "--disable-gpu",
        "--no-first-run",
        // Chromium refuses to start as root with its sandbox.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      ],
      // Signals are this process's affair: it closes the session in order.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    },
  };
}
