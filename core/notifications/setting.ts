import { z } from "zod";
import type { Tx } from "../db/types.ts";
import { LINKABLE } from "../kernel/ports/chats.ts";
import { GROUPS, type Group } from "./kinds.ts";

/** on: at once; digest: only counted in the digest; off: not at all. */
export const MODES = ["on", "digest", "off"] as const;
export const CHANNELS = ["desk", ...LINKABLE] as const;

const choiceSchema = z.object({
  mode: z.enum(MODES).default("on"),
  channel: z.enum(CHANNELS).nullable().default(null),
});
export type Choice = z.output<typeof choiceSchema>;

/** What one person chose, with the defaults where they chose nothing. */
export interface Setting {
  readonly choices: Readonly<Record<Group, Choice>>;
  readonly quiet: boolean;
  /** Minutes of the local day. */
  readonly quietFrom: number;
  readonly quietUntil: number;
}

const DEFAULT_CHOICE: Choice = { mode: "on", channel: null };
/** Features A9: 21:00 to 08:00, unless the person says otherwise. */
const QUIET_FROM = 21 * 60;
const QUIET_UNTIL = 8 * 60;

interface Row extends Omit<Setting, "choices"> {
  readonly choices: Readonly<Record<string, unknown>>;
}

/** What a person chose; the row is only there once they did. */
export async function settingOf(tx: Tx, person: string): Promise<Setting> {
  const row = await tx.first<Row>(
    "SELECT choices, quiet, quiet_from, quiet_until FROM notification_setting WHERE person = $1",
    [person],
  );
  const choiceOf = (group: Group): Choice => {
    const read = choiceSchema.safeParse(row?.choices[group] ?? {});
    return read.success ? read.data : DEFAULT_CHOICE;
  };
  return {
    choices: Object.fromEntries(GROUPS.map((group) => [group, choiceOf(group)])) as Record<Group, Choice>,
    quiet: row?.quiet ?? true,
    quietFrom: row?.quietFrom ?? QUIET_FROM,
    quietUntil: row?.quietUntil ?? QUIET_UNTIL,
  };
}

/** `21:00` */
export function clockText(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}
