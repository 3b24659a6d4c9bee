import { z } from "zod";
import { LOCALES, type Locale, personOf } from "../kernel/actor.ts";
import { AppError, notFound } from "../kernel/errors.ts";
import { type Currency, formatMoney, money } from "../kernel/money.ts";
import { cleanLine } from "../kernel/text.ts";
import { isTraceable } from "../kernel/traceability.ts";
import type { PrepareContext } from "../usecase/context.ts";
import { defineUseCase } from "../usecase/define.ts";
import { OWN_DRAFTS, PURPOSES, type Purpose } from "./message-texts.ts";
import { collaborationIdSchema } from "./view.ts";

const MAX_SENTENCES = 6;

const written = z.strictObject({
  sentences: z
    .array(z.string().min(1).max(300))
    .min(1)
    .max(MAX_SENTENCES)
    .describe("The message, sentence by sentence"),
});

const INSTRUCTIONS = `Draft a short, warm message of a brand to a creator, sentence by sentence.
Facts are placeholders, written exactly so: {creator}, {brand}, {campaign}, {price}, {due}. Write no digit, no date, no amount and no address of your own, and promise nothing that the facts do not say.`;

interface Facts {
  readonly creator: string;
  readonly brand: string;
  readonly campaign: string;
  readonly price: string;
  readonly due: string | undefined;
}

/** Words for a message to a creator; a person reads, changes and sends them. */
export const draftMessage = defineUseCase({
  name: "collaborations.draft_message",
  version: 1,
  title: "Draft a message to an influencer",
  describe:
    "Drafts a short message to the influencer of a collaboration: a reminder of an invitation or a deadline, a request to revise, a reply on the price, or thanks. Text only: nothing is sent, the user copies or edits it. To send an invitation use collaborations.invite; to ask for a revision use posts.request_revision.",
  input: z.object({
    collaborationId: collaborationIdSchema,
    purpose: z.enum(PURPOSES).describe("What the message is for"),
    language: z.enum(LOCALES).optional().describe("Language of the message; default the influencer's own"),
  }),
  output: z.object({
    collaborationId: z.string().describe("The collaboration"),
    influencerName: z.string().describe("To whom"),
    purpose: z.enum(PURPOSES).describe("What it is for"),
    language: z.enum(LOCALES).describe("Its language"),
    text: z.string().describe("The draft; not sent"),
    generatedBy: z.enum(["kolega", "model"]).describe("Whose words; every figure is Kolega's"),
    dropped: z.number().int().describe("Sentences of the model left out because they named a fact of their own"),
  }),
  effect: "read",
  access: { roles: ["admin", "brand_manager"], scope: "collaborations:read" },
  errors: ["not_found"],
  rest: { method: "get", path: "/collaborations/{collaborationId}/draft-message" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { collaborationId: "col_01h455vb4pexf90000000000aa", purpose: "deadline" },
  present: {
    card: (draft, p) => ({
      title: p.t("collaborations.draft.title", { name: draft.influencerName }),
      body: draft.text.replace(/[\\`*_[\]<>#|~]/g, "\\$&"),
      footer: p.t("collaborations.draft.footer"),
    }),
    summary: (draft, p) => p.t("collaborations.draft.title", { name: draft.influencerName }),
  },
  async prepare(ctx, input) {
    const row = await ctx.read((tx) =>
      tx.first<{
        name: string;
        locale: Locale;
        brand: string;
        campaign: string;
        price: bigint;
        currency: Currency;
        dueOn: string | null;
      }>(
        `SELECT i.display_name AS name, i.locale, o.name AS brand, c.name AS campaign, k.compensation_minor AS price, c.currency, k.due_on
         FROM collaboration k JOIN campaign c ON c.org_id = k.org_id AND c.id = k.campaign_id
         JOIN organization o ON o.id = k.org_id JOIN influencer i ON i.id = k.influencer_id WHERE k.id = $1`,
        [input.collaborationId],
      ),
    );
    if (!row) throw notFound("collaboration");
    const language = input.language ?? row.locale;
    const facts: Facts = {
      creator: cleanLine(row.name),
      brand: row.brand,
      campaign: row.campaign,
      price: formatMoney(money(row.price, row.currency), language),
      due: row.dueOn === null ? undefined : dayText(row.dueOn, language),
    };
    const byModel = await writtenBy(ctx, { purpose: input.purpose, language, facts });
    return {
      influencerName: facts.creator,
      language,
      text: byModel?.text ?? filled(OWN_DRAFTS[language][input.purpose](facts.due !== undefined), facts),
      generatedBy: byModel ? ("model" as const) : ("kolega" as const),
      dropped: byModel?.dropped ?? 0,
    };
  },
  async run(_ctx, { collaborationId, purpose }, draft) {
    return { collaborationId, purpose, ...draft };
  },
});

function dayText(day: string, language: Locale): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

/** The model's sentences that name no fact of their own; undefined without a model, when it is away, or when all had to go. */
async function writtenBy(
  ctx: PrepareContext,
  { purpose, language, facts }: { purpose: Purpose; language: Locale; facts: Facts },
): Promise<{ text: string; dropped: number } | undefined> {
  const { writer } = ctx.ports;
  if (!writer) return undefined;
  const known = Object.entries(facts).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const answer = await writer
    .write({
      task: "draft_message",
      instructions: INSTRUCTIONS,
      schema: written,
      facts: { purpose, placeholders: known },
      locale: language,
      tenant: ctx.tenant,
      person: personOf(ctx.actor),
      signal: ctx.signal,
    })
    .catch((error: unknown) => {
      if (error instanceof AppError) return undefined;
      throw error;
    });
  if (!answer) return undefined;
  const kept = answer.sentences.map(cleanLine).filter((sentence) => {
    const bare = sentence.replace(/\{(\w+)\}/g, (whole, name: string) => (known.includes(name) ? " " : whole));
    return !/[{}<>]|https?:|www\.|\]\(/i.test(bare) && isTraceable(bare, [], language);
  });
  const text = filled(kept.join(" "), facts);
  return text === "" ? undefined : { text, dropped: answer.sentences.length - kept.length };
}

function filled(text: string, facts: Facts): string {
  const values: Readonly<Record<string, string | undefined>> = { ...facts };
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
