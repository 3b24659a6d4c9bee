const MAX_BYTES = 5_000_000;
const TIMEOUT_MS = 8_000;
/** Hosts of the platforms' own pictures; everything else is not fetched. */
const PICTURE_HOSTS = [/\.cdninstagram\.com$/, /\.fbcdn\.net$/, /\.tiktokcdn(-[a-z]+)?\.com$/, /^i\.ytimg\.com$/];

/**
 * Fetches a post's thumbnail for the page, which itself loads nothing from elsewhere. `sandboxUrl` is the one local
 * address that is allowed (demo mode). Undefined when it may not or cannot be had.
 */
export async function fetchPicture(
  address: string,
  sandboxUrl: string | undefined,
): Promise<{ type: string; bytes: Buffer } | undefined> {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url) return undefined;
  const ours = sandboxUrl !== undefined && url.origin === new URL(sandboxUrl).origin;
  const platforms = url.protocol === "https:" && PICTURE_HOSTS.some((host) => host.test(url.hostname));
  if (!ours && !platforms) return undefined;
  try {
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    const type = response.headers.get("content-type") ?? "";
    if (!response.ok || !/^image\/(png|jpeg|webp|gif)/.test(type)) return undefined;
    if (Number(response.headers.get("content-length") ?? 0) > MAX_BYTES) return undefined;
    const bytes = Buffer.from(await response.arrayBuffer());
    return bytes.length > MAX_BYTES ? undefined : { type, bytes };
  } catch {
    // No picture is no error for a reader: the card carries its words.
    return undefined;
  }
}
