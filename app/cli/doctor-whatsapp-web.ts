import { accessSync, constants, existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { whatsappWebFolder } from "../channels/whatsapp-web.ts";
import type { Config } from "../config.ts";
import type { Check } from "./doctor-check.ts";

/** Whether WhatsApp Web could run here, and whether a phone was linked. */
export function checkWhatsappWeb({ channels, dataDir }: Config): Check[] {
  if (!channels.whatsappWeb) return [];
  const { chromium } = channels.whatsappWeb;
  const name = "whatsapp";
  if (!isExecutable(chromium)) {
    const text = `${chromium} cannot be run. Install it (apt-get install chromium), or set KOLEGA_CHROMIUM to where it is.`;
    return [{ mark: "wrong", name, text }];
  }
  const folder = whatsappWebFolder(dataDir);
  // Written when a phone was linked for the first time, and taken away when it logs this device out.
  if (!existsSync(join(folder, "taken-over.json"))) {
    const text = "no phone is linked yet: start Kolega, and scan the code that it shows (docs/whatsapp-web.md).";
    return [{ mark: "note", name, text }];
  }
  if ((statSync(folder).mode & 0o077) !== 0) {
    const text = `${folder} can be read by others, and whoever reads it is you on WhatsApp. chmod 700 it.`;
    return [{ mark: "wrong", name, text }];
  }
  const text = "WhatsApp Web, at your own risk: a session is stored. Whether it still works shows when Kolega runs.";
  return [{ mark: "good", name, text }];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
