import { z } from "zod";
import { personOf, tenantOf } from "../kernel/actor.ts";
import { AppError } from "../kernel/errors.ts";
import { defineUseCase } from "../usecase/define.ts";
import { GROUPS } from "./kinds.ts";
import { preferencesCard, preferencesOutput, readPreferences } from "./preferences.ts";
import { CHANNELS, MODES, settingOf } from "./setting.ts";

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

function minutesOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

/** A person changes what they are told, where and when. */
export const setPreferences = defineUseCase({
  name: "notifications.set_preferences",
  version: 1,
  title: "Change my notification settings",
  describe:
    "Changes one group of the person's notifications (decisions, money, campaigns, tips, digest): on, digest or off, and the channel; or their quiet hours. Only what is given changes. Approval requests and payout problems always come at once. For the language use people.set_language.",
  input: z.object({
    group: z.enum(GROUPS).optional().describe("Which notifications; needed for mode and channel"),
    mode: z.enum(MODES).optional().describe("on: at once; digest: only in the digest; off: not at all"),
    channel: z
      .enum(["last", ...CHANNELS])
      .optional()
      .describe("Where; last is the chat used last"),
    quiet: z.boolean().optional().describe("Whether quiet hours are kept"),
    quietFrom: time.optional().describe("Start of quiet hours, local, HH:MM"),
    quietUntil: time.optional().describe("End of quiet hours, local, HH:MM"),
  }),
  output: preferencesOutput,
  effect: "write",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "profile:write" },
  idempotency: "caller",
  errors: [],
  rest: { method: "patch", path: "/people/me/notifications" },
  expose: { mcp: "catalog", rest: true, chat: true },
  private: true,
  example: { group: "tips", mode: "off" },
  present: { card: preferencesCard, summary: (_output, p) => p.t("notifications.saved") },
  async run(ctx, input) {
    const { group, mode, channel } = input;
    if (group === undefined && (mode !== undefined || channel !== undefined)) {
      throw new AppError("invalid_input", "invalid_field", { field: "group" }, [
        { path: "group", reason: "field_required" },
      ]);
    }
    const person = personOf(ctx.actor);
    const key = [tenantOf(ctx.actor), person];
    // The row first, so that two changes at once wait for each other and neither is lost.
    await ctx.tx.execute(
      "INSERT INTO notification_setting (tenant, person, updated_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
      [...key, ctx.now()],
    );
    await ctx.tx.query("SELECT 1 FROM notification_setting WHERE tenant = $1 AND person = $2 FOR UPDATE", key);
    const before = await settingOf(ctx.tx, person);
    const choices = group
      ? {
          ...before.choices,
          [group]: {
            mode: mode ?? before.choices[group].mode,
            channel: channel === undefined ? before.choices[group].channel : channel === "last" ? null : channel,
          },
        }
      : before.choices;
    await ctx.tx.execute(
      "UPDATE notification_setting SET choices = $3, quiet = $4, quiet_from = $5, quiet_until = $6, updated_at = $7 WHERE tenant = $1 AND person = $2",
      [
        ...key,
        JSON.stringify(choices),
        input.quiet ?? before.quiet,
        input.quietFrom === undefined ? before.quietFrom : minutesOf(input.quietFrom),
        input.quietUntil === undefined ? before.quietUntil : minutesOf(input.quietUntil),
        ctx.now(),
      ],
    );
    return readPreferences(ctx);
  },
});
