import type { FieldProblem } from "../language/fields.ts";
import type { NormalisedText } from "../language/normalise.ts";
import type { IntentName } from "./intent-plan.ts";
import { readAccount } from "./read-account.ts";
import { readAnswer } from "./read-answer.ts";
import { type ReadContext, readCampaignWords } from "./read-campaign.ts";
import { readCampaignEdit } from "./read-edit.ts";
import { readLanguage } from "./read-language.ts";
import { readSearch } from "./read-search.ts";

/** What the words say of the intent's input. */
export function inputOf(
  intent: IntentName,
  message: NormalisedText,
  context: ReadContext,
): { input: Record<string, unknown>; problems: readonly FieldProblem[] } {
  const plain = (input: object): { input: Record<string, unknown>; problems: readonly FieldProblem[] } => ({
    input: { ...input },
    problems: [],
  });
  switch (intent) {
    case "campaign.create": {
      const { words, problems } = readCampaignWords(message, context);
      return { input: { ...words }, problems };
    }
    case "campaign.edit": {
      const { change, problems } = readCampaignEdit(message, context);
      return { input: Object.keys(change).length > 0 ? { change } : {}, problems };
    }
    case "influencer.search":
      return plain(readSearch(message, context.locale));
    case "recommend": {
      const { platform, priceMaxMinor } = readSearch(message, context.locale);
      const count = /\b(\d{1,2})\s*(?:orang\s+)?(?:influencers?|kreator|creators?|kol|people|orang)\b/i.exec(
        message.original,
      )?.[1];
      return plain({
        ...(platform && { platforms: [platform] }),
        ...(priceMaxMinor && { budgetMinor: priceMaxMinor }),
        ...(count && Number(count) >= 1 && Number(count) <= 20 && { count: Number(count) }),
      });
    }
    case "deposit":
    case "work.counter": {
      const answer = readAnswer("amountMinor", message, {}, context);
      return { input: answer?.input ?? {}, problems: answer?.problems ?? [] };
    }
    case "account.set":
      return plain(readAccount(message.original));
    case "language.switch": {
      const language = readLanguage(message.original);
      return plain(language ? { language } : {});
    }
    case "post.reject":
    case "post.revise":
    case "campaign.send_back":
    case "influencer.blacklist": {
      const note = noteOf(message.original);
      return plain(note ? { [intent === "influencer.blacklist" ? "reason" : "note"]: note } : {});
    }
    case "work.decline":
    case "collaboration.decline_counter":
    case "collaboration.cancel":
    case "campaign.cancel": {
      const reason = noteOf(message.original);
      return plain(reason ? { [intent === "collaboration.decline_counter" ? "note" : "reason"]: reason } : {});
    }
    case "post.list":
      return plain(
        /\b(?:semua|all|disetujui|approved|ditolak|rejected)\b/i.test(message.original) ? {} : { status: "pending" },
      );
    default:
      return plain({});
  }
}

/** The reason in a message: behind a colon, or behind `karena`, `because` and the like. */
function noteOf(text: string): string | undefined {
  const note =
    /:\s*(.{3,})$/s.exec(text)?.[1] ??
    /\b(?:karena|krn|soalnya|sebab|alasan(?:nya)?|catatan(?:nya)?|because|since|reason|note)\b\s*:?\s*(.{3,})$/is.exec(
      text,
    )?.[1] ??
    /,\s*((?:tolong|coba|please|tambah|ganti|hapus|kurang|musik|caption|add|change|remove|fix|the|too|terlalu)\b.{3,})$/is.exec(
      text,
    )?.[1];
  return note?.trim().slice(0, 1_000);
}
