import type { Locale } from "../../core/kernel/actor.ts";
import { cleanLine } from "../../core/kernel/text.ts";
import { findAmounts } from "../language/amounts.ts";
import { findAudience } from "../language/audience.ts";
import { findDates } from "../language/dates.ts";
import type { FieldProblem } from "../language/fields.ts";
import { type NormalisedText, normalise } from "../language/normalise.ts";
import { readPurpose } from "./intents-message.ts";
import { readAccount, readHolder } from "./read-account.ts";
import { audienceOf, type ReadContext } from "./read-campaign.ts";
import { readCampaignEdit } from "./read-edit.ts";
import { readLanguage } from "./read-language.ts";
import { readChannel, readHours, readLinkCode, readPostLink, readProfile } from "./read-settings.ts";

/** What a question may ask for. */
export type Slot =
  | "name"
  | "product"
  | "goal"
  | "audience"
  | "budget"
  | "dates"
  | "end"
  | "change"
  | "amountMinor"
  | "note"
  | "reason"
  | "channelCode"
  | "accountNumber"
  | "holderName"
  | "language"
  | "channel"
  | "code"
  | "url"
  | "text"
  | "profile"
  | "approverCoolingHours"
  | "purpose"
  | "confirm"
  | "search"
  | "pick"
  | "people";

/** Slots whose answer is any text. */
export const FREE_SLOTS: ReadonlySet<string> = new Set(["name", "product", "goal", "note", "reason", "search", "text"]);

export interface AnswerReading {
  readonly input: Record<string, unknown>;
  readonly problems: readonly FieldProblem[];
}

const LEAD: Readonly<Record<string, RegExp>> = {
  name: /^(?:(?:nama|judul)(?:nya)?(?:\s+campaign(?:nya)?)?|(?:the\s+)?name|it'?s called|called|call it)\s*(?:adalah|is|:|=)?\s+/i,
  product: /^(?:produk(?:nya)?|(?:the\s+)?product|untuk|for)\s*(?:adalah|is|:|=)?\s+/i,
  goal: /^(?:tujuan(?:nya)?|goal(?:nya)?|(?:the\s+)?goal|target(?:nya)?)\s*(?:adalah|is|:|=)?\s+/i,
};
const LONGEST: Readonly<Record<string, number>> = {
  name: 120,
  product: 300,
  goal: 600,
  note: 1_000,
  reason: 500,
  search: 200,
  text: 1_000,
};
const EVERYBODY = /\b(?:semua|umum|siapa saja|bebas|everyone|everybody|all|anyone|general)\b/i;

/** Reads a message as the answer to a question; undefined where it is none. */
export function readAnswer(
  slot: string,
  message: NormalisedText,
  known: Readonly<Record<string, unknown>>,
  context: ReadContext,
): AnswerReading | undefined {
  const text = message.original.trim();
  if (FREE_SLOTS.has(slot)) return freeText(slot, text);
  switch (slot) {
    case "audience": {
      // A range alone is an age when ages were asked for.
      const spoken = findAudience(message);
      const found = audienceOf(
        spoken.ages ? spoken : { ...spoken, ages: findAudience(normalise(`umur ${text}`)).ages },
        context.now,
      );
      if (found) return { input: { audience: found }, problems: [] };
      return EVERYBODY.test(text) ? { input: { audience: { gender: "all" } }, problems: [] } : undefined;
    }
    case "budget":
    case "amountMinor":
      return amount(slot === "budget" ? "budgetMinor" : "amountMinor", message, context.locale);
    case "change": {
      const { change, problems } = readCampaignEdit(message, context);
      return Object.keys(change).length > 0 ? { input: { change }, problems } : undefined;
    }
    case "dates":
      return dates(message, context);
    case "end":
      return endOf(text, known, context);
    case "channelCode":
    case "accountNumber": {
      const account = readAccount(text);
      return Object.keys(account).length > 0 ? { input: { ...account }, problems: [] } : undefined;
    }
    case "channel": {
      const channel = readChannel(text);
      return channel ? { input: { channel }, problems: [] } : undefined;
    }
    case "code": {
      const code = readLinkCode(`kode ${text}`);
      return code ? { input: { code }, problems: [] } : undefined;
    }
    case "url": {
      const url = readPostLink(text);
      return url ? { input: { url }, problems: [] } : undefined;
    }
    case "approverCoolingHours": {
      const hours = readHours(/^\d{1,3}$/.test(text) ? `${text} jam` : text);
      return hours === undefined ? undefined : { input: { approverCoolingHours: hours }, problems: [] };
    }
    case "purpose": {
      const purpose = readPurpose(message.text);
      return purpose ? { input: { purpose }, problems: [] } : undefined;
    }
    case "profile": {
      const change = readProfile(message, context.locale);
      return Object.keys(change).length > 0 ? { input: change, problems: [] } : undefined;
    }
    case "holderName": {
      const account = readAccount(text);
      if (account.channelCode && !account.holderName) return { input: { ...account }, problems: [] };
      const holderName = readHolder(text);
      return holderName ? { input: { holderName }, problems: [] } : undefined;
    }
    case "language": {
      const language = readLanguage(text);
      return language ? { input: { language }, problems: [] } : undefined;
    }
    default:
      return undefined;
  }
}

function freeText(slot: string, text: string): AnswerReading | undefined {
  const lead = LEAD[slot];
  const said = lead ? text.replace(lead, "") : text;
  const value = (["note", "reason", "text"].includes(slot) ? said : cleanLine(said))
    .replace(/^["'“]+|["'”]+$/g, "")
    .trim();
  return value === ""
    ? undefined
    : { input: { [slot]: Array.from(value).slice(0, LONGEST[slot]).join("") }, problems: [] };
}

function amount(field: string, message: NormalisedText, locale: Locale): AnswerReading | undefined {
  const { amounts, problems } = findAmounts(message, { expected: true, locale, defaultCurrency: "IDR" });
  const [only, second] = amounts;
  if (only && !second && problems.length === 0 && only.currency === "IDR") {
    return { input: { [field]: Number(only.amountMinor) }, problems: [] };
  }
  const [problem] = problems;
  if (problem) return { input: {}, problems: [{ field: "budget", ...problem }] };
  if (!only) return undefined;
  const at = { field: "budget" as const, start: only.start, end: only.end, text: only.text };
  return { input: {}, problems: [{ ...at, reason: second ? "several" : "unsupported_currency" }] };
}

function dates(message: NormalisedText, context: ReadContext): AnswerReading | undefined {
  const found = findDates(message, context);
  const [problem] = found.problems;
  if (problem) return { input: {}, problems: [{ field: "dates", ...problem }] };
  const from = found.dates.find((date) => date.kind !== "until");
  const until = found.dates.find((date) => date.kind === "until");
  const [first, second] = found.dates;
  const input: Record<string, unknown> = {};
  if (from?.from) input.startsOn = from.from;
  if (from?.kind === "range" && from.to) input.endsOn = from.to;
  if (until?.to) input.endsOn = until.to;
  else if (first && second && first.from && second.to && !input.endsOn) input.endsOn = second.to;
  return Object.keys(input).length > 0 ? { input, problems: [] } : undefined;
}

/** `2 minggu` or a date, when the first day is known. */
function endOf(
  text: string,
  known: Readonly<Record<string, unknown>>,
  context: ReadContext,
): AnswerReading | undefined {
  const start = typeof known.startsOn === "string" ? known.startsOn : undefined;
  const length = start
    ? findDates(`mulai ${start} selama ${text.replace(/^(?:selama|for)\s+/i, "")}`, context)
    : undefined;
  const [lasting] = length?.dates ?? [];
  if (length?.dates.length === 1 && lasting?.kind === "range" && lasting.to)
    return { input: { endsOn: lasting.to }, problems: [] };
  const direct = findDates(text, context);
  const [date, second] = direct.dates;
  if (!date || second) return date && second ? dates(normalise(text), context) : undefined;
  const endsOn = date.to ?? date.from;
  return endsOn ? { input: { endsOn }, problems: [] } : undefined;
}
