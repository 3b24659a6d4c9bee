import { z } from "zod";
import type { Card } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import { LOCALES, type Locale, personOf } from "../kernel/actor.ts";
import { CHANNEL_NAMES } from "../kernel/ports/chats.ts";
import type { UseCaseContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { GROUPS } from "./kinds.ts";
import { timeZoneOf } from "./plan-delivery.ts";
import { CHANNELS, clockText, MODES, settingOf } from "./setting.ts";

export const preferencesOutput = z.object({
  groups: z
    .array(
      z.object({
        group: z.enum(GROUPS).describe("What it is about"),
        mode: z.enum(MODES).describe("on: at once; digest: only in the digest; off: not at all"),
        channel: z.enum(CHANNELS).nullable().describe("Where; null is the chat used last"),
      }),
    )
    .describe("Each group of notifications"),
  quiet: z.boolean().describe("Whether nothing but urgent things come during quiet hours"),
  quietFrom: z.string().describe("Start of quiet hours, local, HH:MM"),
  quietUntil: z.string().describe("End of quiet hours, local, HH:MM"),
  timeZone: z.string().describe("IANA time zone of those hours"),
  language: z.enum(LOCALES).describe("Language notifications are written in"),
});
export type Preferences = z.output<typeof preferencesOutput>;

/** The caller's own preferences as they are now. */
export async function readPreferences(ctx: UseCaseContext): Promise<Preferences> {
  const person = personOf(ctx.actor);
  const setting = await settingOf(ctx.tx, person);
  const row = await ctx.tx.first<{ locale: Locale }>(
    ctx.actor.kind === "influencer"
      ? "SELECT locale FROM influencer WHERE id = $1"
      : "SELECT locale FROM member WHERE id = $1",
    [person],
  );
  return {
    groups: GROUPS.map((group) => ({ group, ...setting.choices[group] })),
    quiet: setting.quiet,
    quietFrom: clockText(setting.quietFrom),
    quietUntil: clockText(setting.quietUntil),
    timeZone: await timeZoneOf(ctx.tx, person),
    language: row?.locale ?? ctx.actor.locale,
  };
}

export function preferencesCard(preferences: Preferences, p: Presenter): Card {
  const modes = (group: string) =>
    (group === "digest" ? (["on", "off"] as const) : MODES).map((mode) => ({
      value: mode,
      label: p.t(`notifications.mode.${mode}`),
    }));
  const channels = [
    { value: "last", label: p.t("notifications.channel_last") },
    ...CHANNELS.map((channel) => ({ value: channel, label: CHANNEL_NAMES[channel] })),
  ];
  return {
    title: p.t("notifications.title"),
    facts: [
      ...preferences.groups.map(({ group, mode, channel }) => ({
        label: p.t(`notifications.group.${group}`),
        value: [p.t(`notifications.mode.${mode}`), ...(channel ? [CHANNEL_NAMES[channel]] : [])].join(", "),
      })),
      {
        label: p.t("notifications.quiet_hours"),
        value: preferences.quiet
          ? p.t("notifications.quiet_between", { from: preferences.quietFrom, until: preferences.quietUntil })
          : p.t("notifications.quiet_off"),
      },
    ],
    body: p.t("notifications.urgent_note"),
    actions: [
      ...preferences.groups.map(({ group }, index) => ({
        kind: "call" as const,
        useCase: "notifications.set_preferences",
        input: { group },
        label: p.t("notifications.change", { group: p.t(`notifications.group.${group}`) }),
        priority: 20 - index,
        ask: [
          {
            name: "mode",
            label: p.t("notifications.ask_mode"),
            kind: "choice" as const,
            choices: modes(group),
            required: true,
          },
          { name: "channel", label: p.t("notifications.ask_channel"), kind: "choice" as const, choices: channels },
        ],
      })),
      {
        kind: "call",
        useCase: "notifications.set_preferences",
        input: { quiet: !preferences.quiet },
        label: p.t(preferences.quiet ? "notifications.quiet_turn_off" : "notifications.quiet_turn_on"),
        priority: 10,
      },
      ...LOCALES.filter((language) => language !== preferences.language).map((language) => ({
        kind: "call" as const,
        useCase: "people.set_language",
        input: { language },
        label: language === "id" ? "Bahasa Indonesia" : "English",
        priority: 5,
      })),
    ],
  };
}

/** What a person wants to be told, where and when. */
export const getPreferences = defineUseCase({
  name: "notifications.preferences",
  version: 1,
  title: "Show my notification settings",
  describe:
    "Shows which notifications the person gets (decisions, money, campaigns, tips, digest), on which channel, their quiet hours and language. Use it for 'notifikasi' or before changing them with notifications.set_preferences. It shows nobody else's settings.",
  input: z.object({}),
  output: preferencesOutput,
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "profile:write" },
  errors: [],
  rest: { method: "get", path: "/people/me/notifications" },
  expose: { mcp: "catalog", rest: true, chat: true },
  private: true,
  command: { id: "notifikasi", en: "notifications", about: "notifications.title", rank: 81 },
  example: {},
  present: { card: preferencesCard, summary: (_output, p) => p.t("notifications.title") },
  run: (ctx) => readPreferences(ctx),
});
