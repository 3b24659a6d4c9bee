import type { Locale } from "../../kernel/actor.ts";
import { type Currency, formatMoney, money } from "../../kernel/money.ts";
import { truncate } from "../../kernel/text.ts";
import { type Audience, type Brief, COST_METRICS, type KpiMetric, RATE_METRICS } from "../schemas.ts";
import { type GoalKind, goalKindOf } from "./goal-kind.ts";
import type { PastCampaign } from "./history.ts";
import { type Piece, type Plan, planFor } from "./plan.ts";
import { type ProductCategory, productCategoryOf } from "./product-category.ts";
import type { BriefTexts, BriefWords } from "./texts.ts";
import { textsEn } from "./texts-en.ts";
import { textsId } from "./texts-id.ts";

/** What a brief is made from. */
export interface BriefRequest {
  readonly brand: string;
  readonly name: string;
  readonly product: string;
  readonly goal: string;
  readonly language: Locale;
  readonly audience: Audience;
  readonly currency: Currency;
  readonly budgetMinor: number | null;
  readonly startsOn: string | undefined;
  readonly endsOn: string | undefined;
  readonly history: readonly PastCampaign[];
  /** What each creator makes, where that is decided already. */
  readonly pieces?: readonly Piece[];
}

/** Usual lengths in seconds: what each platform carries well. */
const DURATION: Readonly<Record<string, readonly [number, number]>> = {
  "instagram.reel": [15, 60],
  "instagram.live": [900, 3_600],
  "tiktok.video": [15, 60],
  "tiktok.live": [900, 3_600],
  "youtube.short": [15, 60],
  "youtube.video": [240, 900],
  "youtube.live": [900, 3_600],
};

const textsOf = (language: Locale): BriefTexts => (language === "id" ? textsId : textsEn);

/** What the request is about and what its budget comes to; also what a model's figures are checked against. */
export function readRequest(request: BriefRequest): { goalKind: GoalKind; category: ProductCategory; plan: Plan } {
  const goalKind = goalKindOf(request.goal);
  const category = productCategoryOf(`${request.product} ${request.name} ${request.goal}`);
  const plan = planFor({
    goal: goalKind,
    category,
    budgetMinor: request.budgetMinor,
    currency: request.currency,
    history: request.history,
    ...(request.pieces && { pieces: request.pieces }),
  });
  return { goalKind, category, plan };
}

/** A target as a reader of the brief's language sees it. */
function targetText(
  metric: KpiMetric,
  target: number,
  currency: Currency,
  texts: BriefTexts,
  language: Locale,
): string {
  if (RATE_METRICS.includes(metric)) return texts.percent(target);
  if (COST_METRICS.includes(metric)) return formatMoney(money(Math.round(target), currency), language);
  return texts.number(target);
}

function wordsOf(request: BriefRequest): BriefWords {
  const texts = textsOf(request.language);
  const { goalKind, category, plan } = readRequest(request);
  return {
    brand: request.brand,
    name: request.name,
    product: productText(request.product),
    short: shortName(request.product),
    goal: request.goal.replace(/[.\s]+$/, ""),
    goalKind,
    category,
    audience: texts.audience(request.audience),
    period: texts.period(request.startsOn, request.endsOn),
    budget:
      request.budgetMinor === null
        ? undefined
        : formatMoney(money(request.budgetMinor, request.currency), request.language),
    plan,
  };
}

/** The goal as a SMART sentence that names the first two of these targets. */
export function goalSentence(request: BriefRequest, targets: Brief["kpiTargets"]): string {
  const texts = textsOf(request.language);
  const figures = targets
    .slice(0, 2)
    .map(
      ({ metric, target }) =>
        `${targetText(metric, target, request.currency, texts, request.language)} ${texts.metric(metric)}`,
    );
  return truncate(texts.refinedGoal(wordsOf(request), figures), 1_000);
}

/** Writes a brief without a model: the same request always gives the same brief. */
export function writeOfflineBrief(request: BriefRequest): Brief {
  const texts = textsOf(request.language);
  const words = wordsOf(request);
  const { plan, category } = words;
  const moneyText = (minor: number): string => formatMoney(money(minor, request.currency), request.language);
  const kpiTargets = plan.kpis.map(({ metric, target, basis }) => ({
    metric,
    target,
    basis: truncate(texts.basis(basis, words, moneyText), 400),
  }));
  return {
    description: truncate(texts.description(words), 3_000),
    campaignGoalRefined: goalSentence(request, kpiTargets),
    kpiTargets,
    keyMessages: texts.keyMessages(words).map((message) => truncate(message, 400)),
    mandatoryHashtags: hashtagsOf(request, texts, category),
    mandatoryCta: truncate(texts.cta(words), 300),
    rules: texts.rules(words).map((rule) => truncate(rule, 500)),
    platformDeliverables: plan.pieces.map((piece) => deliverableOf(piece, words, texts)),
  };
}

function deliverableOf(piece: Piece, words: BriefWords, texts: BriefTexts): Brief["platformDeliverables"][number] {
  const [shortest, longest] = DURATION[`${piece.platform}.${piece.format}`] ?? [null, null];
  return {
    platformName: piece.platform,
    contentFormat: piece.format,
    quantity: piece.quantity,
    minDurationSeconds: shortest,
    maxDurationSeconds: longest,
    notes: truncate(texts.notes(piece, words), 500),
  };
}

/** The hashtag by which readers of a language know paid work. */
export function disclosureOf(language: Locale): string {
  return textsOf(language).disclosure;
}

/** The standing rules for this product in this language: disclosure first, then what its category forbids. */
export function standingRules(request: BriefRequest): string[] {
  const { category } = readRequest(request);
  return textsOf(request.language).rules({ category, short: shortName(request.product) });
}

/** Brand, campaign (or product, where its name says more), category, disclosure: three to five, each once. */
function hashtagsOf(request: BriefRequest, texts: BriefTexts, category: ProductCategory): string[] {
  const campaign = tagOf(request.name)?.toLowerCase();
  const tags: string[] = [];
  for (const tag of [
    tagOf(request.brand),
    tagOf(request.name),
    tagOf(shortName(request.product)),
    texts.categoryHashtag[category],
  ]) {
    const key = tag?.toLowerCase();
    if (tag === undefined || key === undefined || tags.some((other) => other.toLowerCase() === key)) continue;
    // A second tag that only lengthens or shortens the campaign's own splits what people find under it.
    if (campaign !== undefined && key !== campaign && (key.startsWith(campaign) || campaign.startsWith(key))) continue;
    tags.push(tag);
  }
  return [...tags.slice(0, 4), texts.disclosure];
}

/** `Glowing Serum X` → `#GlowingSerumX`; undefined where nothing of a tag is left. */
function tagOf(text: string): string | undefined {
  const words = text.match(/[\p{L}\p{N}]+/gu)?.slice(0, 5) ?? [];
  const tag = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return tag.length === 0 || /^\p{N}+$/u.test(tag) ? undefined : `#${Array.from(tag).slice(0, 40).join("")}`;
}

/** The product's name without its explanation: up to the first comma, dash, colon, bracket or full stop. */
function shortName(product: string): string {
  const first = product.split(/[,;:(–—]|\s-\s|\.\s|\.$/)[0]?.trim() || product.trim();
  return truncate(first.split(/\s+/).slice(0, 6).join(" "), 60);
}

/** `Glowing Serum X, serum wajah` → `Glowing Serum X (serum wajah)`, so that a sentence can go on after it. */
function productText(product: string): string {
  const whole = product.trim().replace(/[.\s]+$/, "");
  const short = shortName(whole);
  const rest = whole.startsWith(short) ? whole.slice(short.length).replace(/^[\s,;:(–—.-]+|[)\s]+$/g, "") : "";
  return rest === "" ? whole : `${short} (${rest})`;
}
