/** An absolute http(s) address, or null for anything else (`javascript:`, `data:`, relative, broken). */
export function safeHref(address: string): string | null {
  if (!/^https?:\/\//i.test(address)) return null;
  return parsed(address)?.href ?? null;
}

/** The address of a card's link: http(s), or a path of our own server. */
export function cardHref(address: string | undefined, origin: string): string | null {
  const url = address ? parsed(address, origin) : null;
  return url && (url.protocol === "https:" || url.protocol === "http:") ? url.href : null;
}

/** The address of a picture, only when our own server serves it: loading a stranger's picture tells them who looks. */
export function ownImage(address: string, origin: string): string | null {
  const url = parsed(address, origin);
  return url?.origin === origin ? url.href : null;
}

/** The host a link really leads to, when its words look like another address; else null. */
export function misleadingHost(words: string, href: string): string | null {
  const shown = /^(?:https?:\/\/)?([\w-]+(?:\.[\w-]+)*\.[a-z]{2,})(?![\w.])/i.exec(words.trim())?.[1]?.toLowerCase();
  const real = parsed(href)?.hostname ?? "";
  if (!shown || shown === real || `www.${shown}` === real || shown === `www.${real}`) return null;
  return real;
}

function parsed(address: string, base?: string): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}
