import { createHash } from "node:crypto";
import type { WebClient } from "./port.ts";

/** How the linked account is called in rows and lanes, whose names are logged: always the same, and no phone number. */
export function accountOf(client: WebClient): string | undefined {
  const user = client.info?.wid.user;
  return user && accountOfPhone(user);
}

export function accountOfPhone(phone: string): string {
  return `web-${createHash("sha256").update(phone).digest("hex").slice(0, 16)}`;
}
