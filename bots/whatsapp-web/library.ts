import type { ClientOptions } from "whatsapp-web.js";
import { START_TIMEOUT_MS } from "./limits.ts";
import type { WebLibrary } from "./port.ts";

export interface LibraryOptions {
  /** The browser's executable; none is ever downloaded. */
  readonly chromium: string;
  /** Where the linked session lies. */
  readonly folder: string;
}

/** whatsapp-web.js itself, loaded only where it is used: it brings Puppeteer. */
export async function loadLibrary(options: LibraryOptions): Promise<WebLibrary> {
  const { default: whatsapp } = await import("whatsapp-web.js");
  return {
    open: () =>
      new whatsapp.Client({
        ...clientOptions(options),
        authStrategy: new whatsapp.LocalAuth({ dataPath: options.folder }),
      }),
    poll: (question, choices) =>
      new whatsapp.Poll(question, [...choices], { allowMultipleAnswers: false, messageSecret: undefined }),
    media: ({ bytes, mime, name }) =>
      new whatsapp.MessageMedia(mime, Buffer.from(bytes).toString("base64"), name, bytes.length),
  };
}

/** How the browser is started. Through a pipe: it ends with this process, however that ends. */
export function clientOptions({ chromium }: LibraryOptions): ClientOptions {
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
