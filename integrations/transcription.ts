import { z } from "zod";
import { AppError } from "../core/kernel/errors.ts";
import type { Transcriber } from "../core/kernel/ports/transcriber.ts";
import { cleanText } from "../core/kernel/text.ts";

/** Any address that speaks OpenAI's `POST /audio/transcriptions`. */
export interface TranscriptionSettings {
  readonly baseUrl: string;
  readonly apiKey: string | undefined;
  readonly model: string;
}

const TIMEOUT_MS = 60_000;
const TRIES = 3;
const FIRST_PAUSE_MS = 500;
const MAX_CHARACTERS = 16_000;
/** The service tells a format by the name of the file. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  "audio/ogg": "ogg",
  "audio/opus": "ogg",
  "audio/mpeg": "mp3",
  "audio/mp4": "m4a",
  "audio/x-m4a": "m4a",
  "audio/aac": "m4a",
  "audio/wav": "wav",
  "audio/x-wav": "wav",
  "audio/webm": "webm",
  "audio/flac": "flac",
};
const answerSchema = z.object({ text: z.string() });

/** Voice notes as text. What fails for good, and what fails three times, is `unavailable`. */
export function createTranscriber(settings: TranscriptionSettings, options: { pauseMs?: number } = {}): Transcriber {
  const address = `${settings.baseUrl.replace(/\/+$/, "")}/audio/transcriptions`;
  return {
    async transcribe({ bytes, mime, language }, signal) {
      const extension = EXTENSIONS[mime.split(";")[0]?.trim() ?? ""] ?? "ogg";
      for (let attempt = 1; ; attempt += 1) {
        const form = new FormData();
        form.set("model", settings.model);
        form.set("response_format", "json");
        if (language) form.set("language", language);
        form.set("file", new Blob([new Uint8Array(bytes)], { type: mime }), `voice.${extension}`);
        const timeout = AbortSignal.timeout(TIMEOUT_MS);
        const response = await fetch(address, {
          method: "POST",
          body: form,
          redirect: "error",
          headers: settings.apiKey ? { authorization: `Bearer ${settings.apiKey}` } : {},
          signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
        }).catch(() => undefined);
        signal?.throwIfAborted();
        if (response?.ok) {
          const answer = answerSchema.safeParse(await response.json().catch(() => undefined));
          if (!answer.success) throw new AppError("unavailable");
          return cleanText(answer.data.text).trim().slice(0, MAX_CHARACTERS);
        }
        await response?.body?.cancel();
        const passing = !response || response.status === 429 || response.status >= 500;
        if (!passing || attempt >= TRIES) throw new AppError("unavailable");
        await new Promise((resolve) => setTimeout(resolve, (options.pauseMs ?? FIRST_PAUSE_MS) * 2 ** (attempt - 1)));
      }
    },
  };
}
