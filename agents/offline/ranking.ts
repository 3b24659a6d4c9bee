import { compileIntents, type IntentRanking, type IntentTable, rankIntents } from "../language/intents.ts";
import { findNames } from "../language/names.ts";
import type { NormalisedText, Token } from "../language/normalise.ts";
import type { InterpretContext, Side } from "./about.ts";
import type { IntentName } from "./intent-plan.ts";
import { ASSISTANT_INTENTS } from "./intents-assistant.ts";
import { BRAND_INTENTS } from "./intents-brand.ts";
import { COMMON_INTENTS } from "./intents-common.ts";
import { INFLUENCER_INTENTS } from "./intents-influencer.ts";
import { SETTING_INTENTS } from "./intents-settings.ts";

/** An intent below this is a guess. */
export const MIN_SCORE = 1.9;

export const CORRECTION =
  /^\s*(?:bukan(?:nya)?|eh|ralat|salah|maksud(?:ku|nya)?(?:\s+(?:saya|aku|gue))?|koreksi|no(?!\.?\s*\d)|nope|not|actually|sorry|maaf|i (?:mean|meant)|correction|wait)\b[\s,.:;-]*/i;

const TABLES: Readonly<Record<Side, IntentTable<IntentName>>> = {
  brand: compileIntents<IntentName>([...COMMON_INTENTS, ...SETTING_INTENTS, ...ASSISTANT_INTENTS, ...BRAND_INTENTS]),
  influencer: compileIntents<IntentName>([
    ...COMMON_INTENTS,
    ...SETTING_INTENTS,
    ...ASSISTANT_INTENTS,
    ...INFLUENCER_INTENTS,
  ]),
};

/** Before these `buat` makes something; behind any other word it is `for`. */
const BEFORE_MAKING: ReadonlySet<string> = new Set(
  (
    "mau ingin pengen pengin bisa bantu saya kita kami ayo yuk gas langsung tolong coba minta kamu perlu butuh harus akan " +
    "dan lalu terus oke ok ya tidak jangan sudah belum lagi juga dulu , . ! : ; please can could you help me to"
  ).split(" "),
);
const CAMPAIGN_SAID = /^(?:campaign|campaigns|kampanye)(?:nya|ku)?$/;

/** Intents by score: names of campaigns count as the word for one, `buat` as `for` where it makes nothing. */
export function rank(message: NormalisedText, context: InterpretContext): IntentRanking<IntentName> {
  return rankIntents(forRanking(message, context), TABLES[context.side]);
}

/** Influencers see their work by the name of its campaign. */
function namesCampaigns(state: InterpretContext["state"], side: Side): boolean {
  return side === "influencer" && state.list?.kind === "collaborations";
}

function forRanking(message: NormalisedText, { state, side }: InterpretContext): NormalisedText {
  let tokens = message.tokens.map((token, index) => {
    if (token.word !== "buat" || index === 0) return token;
    const before = message.tokens.slice(0, index).findLast((other) => !other.filler);
    return before && !BEFORE_MAKING.has(before.word) ? { ...token, word: "untuk" } : token;
  });
  if (!tokens.some((token) => CAMPAIGN_SAID.test(token.word))) {
    const campaigns = [
      ...(state.known ?? []),
      ...(state.campaign ? [state.campaign] : []),
      ...(state.list?.kind === "campaigns" || namesCampaigns(state, side) ? (state.list?.items ?? []) : []),
    ];
    const mentions = findNames(
      message,
      campaigns.map(({ id, name }) => ({ id, name })),
    );
    for (const { start, end } of mentions) {
      const first = tokens.findIndex((token) => token.start >= start);
      tokens = tokens.flatMap((token, index): Token[] => {
        if (token.start < start || token.end > end) return [token];
        return index === first ? [{ ...token, word: "campaign", kind: "word", filler: false }] : [];
      });
    }
  }
  return { ...message, tokens };
}
