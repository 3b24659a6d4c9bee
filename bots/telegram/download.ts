import type { Api } from "grammy";
import { ChannelError } from "../runtime/channel.ts";
import { failureOf } from "./failure.ts";
import { TELEGRAM_LIMITS } from "./limits.ts";

const DOWNLOAD_TIMEOUT_MS = 60_000;

/** Telegram names files by what they are, and serves them all as bytes. */
const MIME_OF: Readonly<Record<string, string>> = {
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
  mp4: "video/mp4",
  oga: "audio/ogg",
  ogg: "audio/ogg",
  mp3: "audio/mpeg",
  pdf: "application/pdf",
  csv: "text/csv",
};

/** The bytes behind a file id: getFile, then the file server, at most what bots may download. Throws ChannelError. */
export async function downloadFile(
  from: { readonly api: Api; readonly apiRoot: string; readonly token: string; readonly fetch: typeof fetch },
  fileId: string,
): Promise<{ bytes: Uint8Array; mime: string }> {
  let path: string | undefined;
  try {
    path = (await from.api.getFile(fileId)).file_path;
  } catch (error) {
    throw failureOf(error, "getFile", true);
  }
  if (!path || path.includes("..")) throw new ChannelError("refused", "telegram getFile: no path");
  // The address holds the token: neither it nor an error that names it leaves this function.
  const response = await from
    .fetch(`${from.apiRoot}/file/bot${from.token}/${path}`, {
      redirect: "error",
      signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS),
    })
    .catch(() => undefined);
  if (!response) throw new ChannelError("retry", "telegram file: no answer");
  if (!response.ok) {
    await response.body?.cancel();
    const passing = response.status === 429 || response.status >= 500;
    throw new ChannelError(passing ? "retry" : "refused", `telegram file: ${response.status}`);
  }
  const bytes = await readAtMost(response, TELEGRAM_LIMITS.downloadBytes);
  const extension = path.split(".").at(-1)?.toLowerCase() ?? "";
  return { bytes, mime: MIME_OF[extension] ?? response.headers.get("content-type") ?? "application/octet-stream" };
}

async function readAtMost(response: Response, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read().catch(() => {
      throw new ChannelError("retry", "telegram file: broken off");
    });
    if (done) break;
    size += value.length;
    if (size > limit) {
      await reader.cancel();
      throw new ChannelError("refused", "telegram file: too big");
    }
    parts.push(value);
  }
  return Buffer.concat(parts);
}
