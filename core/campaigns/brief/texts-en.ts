import { ENGAGEMENT_RATE, PRICE_PER_VIDEO_IDR, REACH_RATE } from "../benchmarks.ts";
import { type BriefTexts, type BriefWords, PLATFORM_NAME } from "./texts.ts";

const date = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const day = (iso: string): string => date.format(new Date(`${iso}T00:00:00Z`));
const number = (value: number): string => new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 }).format(value);
const percent = (share: number): string =>
  new Intl.NumberFormat("en-US", { style: "percent", maximumFractionDigits: 1 }).format(share);

const ANGLE: Readonly<Record<BriefWords["category"], string>> = {
  skincare: "your daily routine, how it feels on your skin, and what you honestly noticed",
  supplement: "your healthy habits and when you take it",
  food: "the moment you enjoy it: how it looks, the first bite or sip, your reaction",
  finance: "the everyday money problem it helps with, step by step",
  baby: "your honest story as a parent and how you use it at home",
  fashion: "two or three ways to style it for different days",
  tech: "one real problem it solves, filmed from your own screen or hands",
  travel: "your experience from arrival to departure, with details that help people plan",
  education: "what you learned and one thing people can try right away",
  adult: "honest information for adults, without urging anyone",
  general: "how you use it day to day and what difference it makes",
};

const BENEFIT: Readonly<Record<BriefWords["category"], (short: string) => string>> = {
  skincare: (short) => `${short} is a small step of regular skin care, not a promise of instant results.`,
  supplement: (short) => `${short} goes with good food and rest; it does not replace them.`,
  food: (short) => `${short} belongs to everyday moments; show your own.`,
  finance: (short) => `${short} helps to manage money with open eyes; read the terms and the risks first.`,
  baby: (short) => `${short} makes a parent's day a little lighter; every child is different.`,
  fashion: (short) => `${short} is easy to combine and lets people feel like themselves.`,
  tech: (short) => `${short} solves one real problem; show it rather than tell it.`,
  travel: (short) => `${short} makes a trip easy to picture and easy to plan.`,
  education: (short) => `${short} makes learning feel close and useful at once.`,
  adult: (short) => `${short} is only for adults who know their choice.`,
  general: (short) => `${short} helps in daily life; show the benefit you really felt.`,
};

const CLAIMS: Readonly<Record<BriefWords["category"], readonly string[]>> = {
  skincare: [
    "No claims of curing, whitening, permanent removal or instant results. Cosmetics are not medicine: only claims that fit this product's BPOM notification. Say “helps” and “looks”.",
    "Before-and-after pictures only in the same light, without skin filters or retouching, and with “results differ from person to person”.",
  ],
  supplement: [
    "No claims of curing or preventing disease or of certain weight loss. Only claims BPOM approved for this product's registration.",
    "Do not play a health professional; remind people to read the directions and to ask a doctor where needed.",
  ],
  food: [
    "No health or nutrition claims beyond the BPOM/PIRT-approved label. Say “halal” only where a certificate exists.",
  ],
  finance: [
    "Never promise sure or risk-free returns. Name the risks, and state the OJK/BI/Bappebti licence as the brand's official material does.",
    "No personal financial advice, and never suggest borrowing to invest.",
  ],
  baby: [
    "No claims of making children smarter, of curing, or of replacing breast milk. Formula for babies under 12 months may not be advertised.",
    "Protect the child: faces only with the parents' consent, no personal data, no dangerous scenes.",
  ],
  fashion: ["Show colours and sizes as they are; no comparison with other brands and no counterfeits."],
  tech: ["Film features of the real product; no personal data of others and no features that do not exist yet."],
  travel: ["Show the real condition; name the terms of prices and offers, and follow the rules of the place."],
  education: ["Never promise a pass, a job or an income; tell results together with their proof."],
  adult: [
    "Only for audiences of 21 and over, nobody under age in the picture and no urging to consume. Check the platform's rules first: ads for tobacco, vapes and alcohol are mostly banned.",
  ],
  general: ["Only claims that can be proven; no “number one”, “best” or “100%” without proof."],
};

const VERB: Readonly<Record<BriefWords["goalKind"], (words: BriefWords) => string>> = {
  awareness: ({ short }) => `make ${short} known`,
  engagement: ({ short }) => `get people to interact with content about ${short}`,
  conversion: ({ short }) => `drive purchases of ${short}`,
  traffic: ({ short }) => `bring visits to the page of ${short}`,
  content: ({ short }) => `collect genuine content about ${short}`,
  followers: ({ brand }) => `grow the followers of ${brand}`,
  leads: ({ short }) => `collect sign-ups for ${short}`,
};

/** The brief in English. */
export const textsEn: BriefTexts = {
  number,
  percent,
  audience({ ageMin, ageMax, gender, cities }) {
    const who = gender === "female" ? "women" : gender === "male" ? "men" : "women and men";
    const age =
      ageMin && ageMax ? ` aged ${ageMin}–${ageMax}` : ageMin ? ` aged ${ageMin}+` : ageMax ? ` up to ${ageMax}` : "";
    const where = cities?.length ? `in ${new Intl.ListFormat("en-GB").format([...cities])}` : "in Indonesia";
    return `${who}${age} ${where}`;
  },
  period(startsOn, endsOn) {
    if (startsOn && endsOn) return `${day(startsOn)} to ${day(endsOn)}`;
    if (endsOn) return `until ${day(endsOn)}`;
    if (startsOn) return `30 days from ${day(startsOn)}`;
    return "30 days from approval";
  },
  metric: (metric) =>
    ({
      reach: "reach",
      views: "views",
      engagements: "engagements",
      engagement_rate: "engagement rate",
      cpe: "cost per engagement",
      cpm: "cost per 1,000 views",
      posts: "live posts",
      clicks: "clicks",
      ctr: "click-through rate",
      conversions: "purchases",
      cpa: "cost per purchase",
      followers: "new followers",
      leads: "sign-ups",
    })[metric],
  description: ({ brand, name, product, goal, audience, period, category }) =>
    [
      `${brand} invites creators to introduce ${product} with the campaign “${name}”. The goal: ${goal}.`,
      `The content speaks to ${audience} and runs ${period}.`,
      `Tell it your own way: ${ANGLE[category]}. We look for an honest story from your experience, not an ad read aloud.`,
    ].join("\n\n"),
  refinedGoal(words, targets) {
    const { plan, audience, period, budget, goal } = words;
    const reached = targets.length > 0 ? ` with a target of ${new Intl.ListFormat("en-GB").format([...targets])}` : "";
    const means =
      plan.creators === null
        ? ""
        : `, through about ${number(plan.creators)} ${plan.tier} creators${budget ? ` and a budget of ${budget}` : ""}`;
    return `Period ${period}: ${VERB[words.goalKind](words)} among ${audience}${reached}${means}. Measured 7 days after the last post goes live. Original goal: “${goal}”.`;
  },
  basis(basis, { plan }, money) {
    switch (basis.kind) {
      case "history":
        return `From your own campaign “${basis.campaign}” (${basis.posts} posts): ${money(Math.max(1, Math.round(basis.costMinor)))} a result, applied to this budget.`;
      case "benchmark": {
        const table = (basis.of === "reach" ? REACH_RATE : ENGAGEMENT_RATE)[basis.platform];
        return `Estimate for ${number(plan.creators ?? 0)} ${plan.tier} creators: prices by ${PRICE_PER_VIDEO_IDR.cite.en}, results by ${table.cite.en}; a fair range is ${number(basis.low)}–${number(basis.high)}.`;
      }
      case "rate":
        return `${plan.tier} creators on ${PLATFORM_NAME[basis.platform]} by ${ENGAGEMENT_RATE[basis.platform].cite.en}, measured against ${basis.platform === "youtube" ? "views" : "followers"}.`;
      case "count":
        return `${number(plan.creators ?? 0)} creators times the pieces each makes.`;
      case "assumption":
        return `Our assumption (no public data): ${percent(basis.share)} of ${{ clicks: "the reach clicks", orders: "clicks go on (as far as a link or code tells)", follows: "the reach follows" }[basis.of]}.`;
      case "cost":
        return "Budget divided by the target of engagements; at most this much.";
    }
  },
  keyMessages(words) {
    const { short, brand, goalKind, category } = words;
    const closing: Readonly<Record<BriefWords["goalKind"], string>> = {
      awareness: `Say the name ${short} by ${brand} clearly at the start, so that people remember it.`,
      engagement: `Ask one question about ${short} and answer comments in the first 24 hours.`,
      conversion: `Say where to buy ${short} and what is in it for buying now, as in the official offer.`,
      traffic: `The full story of ${short} is behind the link; give one reason to open it.`,
      content: "Make content that stays useful after the campaign: one clear idea, tidy, no protected music.",
      followers: `Tell what people get when they follow ${brand}.`,
      leads: `Signing up for ${short} is easy; show the steps and what happens next.`,
    };
    return [
      BENEFIT[category](short),
      `A true story: why you tried ${short}, what you honestly think, and whom it suits.`,
      closing[goalKind],
    ];
  },
  categoryHashtag: {
    skincare: "#SkincareRoutine",
    supplement: "#HealthyLiving",
    food: "#FoodieFinds",
    finance: "#MoneyTips",
    baby: "#ParentingLife",
    fashion: "#OOTD",
    tech: "#TechTips",
    travel: "#TravelDiary",
    education: "#LearnSomething",
    adult: "#AdultsOnly",
    general: "#HonestReview",
  },
  disclosure: "#ad",
  cta: ({ goalKind, short, brand }) =>
    ({
      awareness: `Meet ${short}: visit ${brand} and share it with a friend who needs it.`,
      engagement: `Tell your experience with ${short} in the comments and save this post.`,
      conversion: `Tap the link in bio and use the creator's code to get ${short}.`,
      traffic: `Tap the link in bio for everything about ${short}.`,
      content: `Try ${short} and share your version, tag ${brand}.`,
      followers: `Follow ${brand} to stay in the loop.`,
      leads: `Sign up for ${short} now with the link in bio.`,
    })[goalKind],
  rules({ category, short }) {
    return [
      "Disclose the paid work: #ad in the first line of the caption (not hidden among hashtags), and switch on the platform's paid-partnership label (Indonesian advertising code, EPI).",
      ...CLAIMS[category],
      `Use ${short} before you talk about it; the opinion must be your own.`,
      "No attacks on or direct comparisons with other brands; keep out of ethnic, religious and political disputes and rude words.",
      "Only music and pictures cleared for commercial use. No bought likes, views or comments.",
      "The content stays up for at least 30 days; do not delete or archive it before.",
    ];
  },
  notes(piece, { plan, short }) {
    const text =
      piece.format === "carousel"
        ? `4–7 slides: a hook first, one benefit of ${short} a slide, the call to action last.`
        : piece.format === "video" && piece.platform === "youtube"
          ? `${short} appears within the first minute; link in the description and the pinned comment.`
          : `A hook in the first 3 seconds, ${short} visible before second 5, captions on screen for those without sound.`;
    if (plan.belowUsualPrice) {
      return `${text} This budget is below the usual price of one package; consider adding free product (barter).`;
    }
    return text;
  },
};
