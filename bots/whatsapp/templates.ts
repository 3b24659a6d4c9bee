import type { Locale } from "../../core/kernel/actor.ts";
import { LOCALES } from "../../core/kernel/actor.ts";
import { moreToken, type OutgoingContent } from "../runtime/channel.ts";
import { parseMarkdown, plainText } from "../runtime/markdown.ts";
import { shorten } from "./choices.ts";
import { WHATSAPP_LIMITS as LIMITS } from "./limits.ts";
import type { TemplatePayload } from "./messages.ts";

/** A template as it is submitted to Meta (POST /<waba>/message_templates), one for each language. */
export interface TemplateDefinition {
  readonly name: string;
  readonly language: Locale;
  readonly category: "UTILITY" | "MARKETING";
  readonly components: readonly Readonly<Record<string, unknown>>[];
}

/** What a kind of notification opens with, before its own title; what any other news opens with is under `generic`. */
const OPENINGS: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  generic: { id: "Kabar dari Kolega", en: "News from Kolega" },
  "approvals.requested": { id: "Ada permintaan yang menunggu keputusanmu", en: "A request waits for your decision" },
  "campaigns.submitted": { id: "Ada campaign yang menunggu persetujuanmu", en: "A campaign waits for your approval" },
  "collaborations.offer_made": { id: "Kamu mendapat tawaran kerja sama", en: "You have been offered a collaboration" },
  "collaborations.answered": { id: "Kreator menjawab tawaranmu", en: "A creator answered your offer" },
  "posts.submitted": { id: "Ada konten yang menunggu pemeriksaanmu", en: "A post waits for your review" },
  "posts.outcome": { id: "Kontenmu sudah diperiksa", en: "Your post has been reviewed" },
  "posts.revision_requested": { id: "Kontenmu perlu direvisi", en: "Your post needs a revision" },
  "posts.rejected": { id: "Hasil pemeriksaan kontenmu", en: "The review of your post" },
  "payouts.failed": { id: "Pembayaranmu belum berhasil", en: "Your payout did not go through" },
  "payouts.account_changed": { id: "Rekening pembayaranmu diubah", en: "Your payout account was changed" },
  "broadcasts.message": { id: "Kabar dari brand yang kamu kenal", en: "News from a brand you know" },
  "handover.answered": { id: "Tim brand membalas pesanmu", en: "The brand's people answered you" },
  "metrics.reauthorise": { id: "Akunmu perlu dihubungkan lagi", en: "Your account needs to be connected again" },
};

/** Meta's policy: what is no news about the person's own work is marketing, and never goes out as anything else. */
const MARKETING: ReadonlySet<string> = new Set(["broadcasts.message"]);

const CLOSING: Readonly<Record<Locale, string>> = {
  id: "Tekan tombol di bawah untuk melihat selengkapnya dan menjawab di chat ini.",
  en: "Press the button below to see all of it and to answer in this chat.",
};
const BUTTON: Readonly<Record<Locale, string>> = { id: "Lihat", en: "See it" };
const EXAMPLE: Readonly<Record<Locale, readonly [string, string]>> = {
  id: ["Glow Your Way", "Harga: Rp1.500.000 · Tenggat: 5 Des 2026"],
  en: ["Glow Your Way", "Price: Rp1,500,000 · Due: 5 Dec 2026"],
};

const nameOf = (kind: string): string => `kolega_${kind.replace(/\W+/g, "_")}`;
const bodyOf = (opening: string, locale: Locale): string => `${opening}: {{1}}\n\n{{2}}\n\n${CLOSING[locale]}`;

/** Every template of the house, to be submitted once to Meta (`kolega whatsapp:templates`). */
export function templateDefinitions(): TemplateDefinition[] {
  return Object.entries(OPENINGS).flatMap(([kind, openings]) =>
    LOCALES.map(
      (language): TemplateDefinition => ({
        name: nameOf(kind),
        language,
        category: MARKETING.has(kind) ? "MARKETING" : "UTILITY",
        components: [
          { type: "BODY", text: bodyOf(openings[language], language), example: { body_text: [EXAMPLE[language]] } },
          { type: "FOOTER", text: "Kolega" },
          { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: BUTTON[language] }] },
        ],
      }),
    ),
  );
}

/**
 * The templates that can carry a message outside the 24 hours, the best first: that of its kind, then the general one.
 * They say what it is about; the pressed button opens the window and brings the message itself, with its own buttons.
 */
export function templatesFor(content: OutgoingContent): TemplatePayload[] {
  const own = content.template in OPENINGS ? [content.template] : [];
  const kinds = MARKETING.has(content.template) ? own : [...own, "generic"];
  return kinds.map((kind) => {
    const opening = OPENINGS[kind]?.[content.locale] ?? "";
    const fixed = bodyOf(opening, content.locale).length - "{{1}}{{2}}".length;
    const title = parameter(titleOf(content), 200);
    const about = parameter(summaryOf(content), LIMITS.templateBody - fixed - title.length);
    return {
      name: nameOf(kind),
      language: { code: content.locale },
      components: [
        { type: "body", parameters: [text(title), text(about)] },
        {
          type: "button",
          sub_type: "quick_reply",
          index: "0",
          parameters: [{ type: "payload", payload: moreToken(content, 0) }],
        },
      ],
    };
  });
}

const text = (value: string) => ({ type: "text" as const, text: value });
/** Variables have no line breaks and no runs of blanks, and are never empty. */
const parameter = (value: string, max: number): string => shorten(value, max) || "–";

function titleOf({ card, text: words }: OutgoingContent): string {
  return card?.title || (words ? (plainText(parseMarkdown(words)).split("\n")[0] ?? "") : "");
}

/** Facts in one line, the required ones first; of a message without facts, its words. */
function summaryOf({ card, text: words }: OutgoingContent): string {
  const facts = [...(card?.facts ?? [])].sort((a, b) => Number(b.required ?? false) - Number(a.required ?? false));
  if (facts.length > 0) return facts.map(({ label, value }) => `${label}: ${value}`).join(" · ");
  return plainText(parseMarkdown(card?.body ?? words ?? ""));
}
