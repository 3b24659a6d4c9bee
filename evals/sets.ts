import { BRAND_CAMPAIGN_CHAT } from "./chat-brand-campaigns.ts";
import { BRAND_WORK_CHAT } from "./chat-brand-work.ts";
import { INFLUENCER_CHAT } from "./chat-influencer.ts";
import { FRESH } from "./fresh.ts";
import { HELD_OUT } from "./held-out.ts";
import { MORE_UTTERANCES } from "./more-utterances.ts";
import { RARE_CHAT } from "./rare-chat.ts";
import { STRANGERS } from "./strangers.ts";
import { STRANGERS_AGAIN } from "./strangers-again.ts";
import { STRANGERS_THIRD } from "./strangers-third.ts";
import { UTTERANCES, type Utterance } from "./utterances.ts";

/** Written on 21 November 2026 in one go, before the planner was run on any of it. */
export const CHAT: readonly Utterance[] = [...BRAND_CAMPAIGN_CHAT, ...BRAND_WORK_CHAT, ...INFLUENCER_CHAT];

const SEED = 20_261_121;

/** Which half an utterance is in: FNV-1a of its words from a fixed seed, so that adding one moves no other. */
function inReport({ text, side }: Utterance): boolean {
  let hash = 0x811c9dc5 ^ SEED;
  for (const char of `${side}|${text}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return (hash >>> 13) % 2 === 0;
}

/** The planner may be changed by looking at these. */
export const TUNED: readonly Utterance[] = [
  ...UTTERANCES,
  ...MORE_UTTERANCES,
  ...HELD_OUT,
  ...RARE_CHAT,
  ...FRESH,
  ...STRANGERS,
  ...STRANGERS_AGAIN,
  ...STRANGERS_THIRD,
  ...CHAT.filter((utterance) => !inReport(utterance)),
];
/** Nobody looks into the misses of these while changing the planner: their score is the one that is told. */
export const REPORTED: readonly Utterance[] = CHAT.filter(inReport);
