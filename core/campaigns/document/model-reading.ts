import { z } from "zod";
import { LOCALES, personOf } from "../../kernel/actor.ts";
import { AppError } from "../../kernel/errors.ts";
import type { StructuredWriter } from "../../kernel/ports/writer.ts";
import type { PrepareContext } from "../../usecase/context.ts";
import { audienceSchema, briefSchema, deliverableSchema } from "../schemas.ts";
import { type DocumentFacts, figuresIn, type ReadingContext } from "./read-document.ts";

/** Below what the writer keeps of one text of outsiders. */
const PART_CHARACTERS = 5_500;

const INSTRUCTIONS = `Extract what a brand's brief says about an influencer campaign. The document stands in the untrusted parts, in order; copy its wording, do not add, compute or improve anything.
null or an empty list for what it does not say. budgetMinor is the whole budget in minor units of the currency of the facts (for IDR whole rupiah), null when it is in another currency. Days as YYYY-MM-DD.`;

const reading = z.strictObject({
  name: z.string().max(120).nullable(),
  product: z.string().max(300).nullable(),
  goal: z.string().max(600).nullable(),
  language: z.enum(LOCALES),
  audience: audienceSchema.nullable(),
  budgetMinor: z.number().int().min(1).nullable(),
  startsOn: z.iso.date().nullable(),
  endsOn: z.iso.date().nullable(),
  deliverables: z.array(deliverableSchema).max(10),
  keyMessages: z.array(briefSchema.shape.keyMessages.element).max(8),
  hashtags: z.array(briefSchema.shape.mandatoryHashtags.element).max(8),
  cta: briefSchema.shape.mandatoryCta.nullable(),
  rules: z.array(briefSchema.shape.rules.element).max(12),
});

/**
 * The document as a model reads it, where our own reading is silent; figures only where they stand in the text. Our own
 * reading alone without a model and when it is away.
 */
export async function readWithModel(
  ctx: PrepareContext,
  writer: StructuredWriter,
  request: { text: string; facts: DocumentFacts; context: ReadingContext },
): Promise<DocumentFacts | undefined> {
  const { text, facts, context } = request;
  const parts = await partsOf(text);
  const read = await writer
    .write({
      task: "read_brief",
      instructions: INSTRUCTIONS,
      schema: reading,
      facts: { currency: context.currency, today: ctx.now().toISOString().slice(0, 10) },
      untrusted: Object.fromEntries(parts.map((part, index) => [`document.${index + 1}`, part])),
      locale: facts.language,
      tenant: ctx.tenant,
      person: personOf(ctx.actor),
      signal: ctx.signal,
    })
    .catch((error: unknown) => {
      if (error instanceof AppError) return undefined;
      throw error;
    });
  if (!read) return undefined;
  const figures = figuresIn(text, context);
  const day = (value: string | null): string | undefined =>
    value !== null && figures.days.has(value) ? value : undefined;
  const startsOn = facts.startsOn ?? day(read.startsOn);
  const endsOn = facts.endsOn ?? day(read.endsOn);
  const ordered = startsOn === undefined || endsOn === undefined || startsOn <= endsOn;
  const budget = read.budgetMinor !== null && figures.amounts.has(read.budgetMinor) ? read.budgetMinor : undefined;
  return {
    name: standing(read.name, text) ?? facts.name,
    product: standing(read.product, text) ?? facts.product,
    goal: read.goal?.trim() || facts.goal,
    language: read.language,
    audience: facts.audience ?? read.audience ?? undefined,
    budgetMinor: facts.budgetMinor ?? (facts.notes.includes("budget_currency") ? undefined : budget),
    ...(ordered && { ...(startsOn && { startsOn }), ...(endsOn && { endsOn }) }),
    deliverables: facts.deliverables.length > 0 ? facts.deliverables : read.deliverables,
    keyMessages: read.keyMessages.length > 0 ? read.keyMessages : facts.keyMessages,
    hashtags: read.hashtags.filter((tag) => text.toLowerCase().includes(tag.slice(1).toLowerCase())),
    cta: read.cta ?? facts.cta,
    rules: read.rules.length > 0 ? read.rules : facts.rules,
    notes: facts.notes,
  };
}

/** A name is taken only where it stands in the document. */
function standing(value: string | null, text: string): string | undefined {
  const found = value?.trim();
  return found && text.toLowerCase().includes(found.toLowerCase()) ? found : undefined;
}

/** A long document in parts that end where a paragraph or a sentence does. */
async function partsOf(text: string): Promise<string[]> {
  // Hundreds of modules that nobody waits for until a document is read.
  const { RecursiveCharacterTextSplitter } = await import("@langchain/textsplitters");
  const splitter = new RecursiveCharacterTextSplitter({ chunkSize: PART_CHARACTERS, chunkOverlap: 0 });
  return splitter.splitText(text);
}
