import { ChannelError } from "../runtime/channel.ts";
import type { SlackClients } from "./client.ts";

/** Files are Slack's own; a token is never sent anywhere else. */
const FILE_HOSTS = new Set(["files.slack.com"]);
const MAX_BYTES = 25 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

/** The bytes behind a file's private address. Throws ChannelError. */
export async function downloadFile(
  clients: SlackClients,
  account: string,
  ref: string,
): Promise<{ bytes: Uint8Array; mime: string }> {
  const address = URL.canParse(ref) ? new URL(ref) : undefined;
  const own = new URL(clients.apiUrl);
  const slack = address?.protocol === "https:" && FILE_HOSTS.has(address.hostname);
  if (!address || !(slack || address.origin === own.origin)) {
    throw new ChannelError("refused", "slack: not a file of Slack");
  }
  const token = await clients.token(account);
  const response = await fetch(address, {
    headers: { authorization: `Bearer ${token}` },
    redirect: "error",
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => {
    throw new ChannelError("retry", "slack: the file could not be fetched");
  });
  if (!response.ok) {
    throw new ChannelError(
      response.status >= 500 || response.status === 429 ? "retry" : "refused",
      `slack: HTTP ${response.status}`,
    );
  }
  const mime = (response.headers.get("content-type") ?? "application/octet-stream").split(";")[0] ?? "";
  // Without the right to read files Slack answers with its sign-in page.
  if (mime === "text/html" && !address.pathname.endsWith(".html")) {
    throw new ChannelError("refused", "slack: no right to read files");
  }
  return { bytes: await readAtMost(response, MAX_BYTES), mime };
}

async function readAtMost(response: Response, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > most) throw new ChannelError("refused", "slack: the file is too large");
    parts.push(part);
  }
  return Buffer.concat(parts);
}
