import type { Check, CheckedContent } from "./check.ts";

/** Hashtags that say, in Indonesian or English, that a post was paid for. Compared whole: #adventure is none. */
const TAGS: ReadonlySet<string> = new Set([
  "ad",
  "ads",
  "advertisement",
  "advertorial",
  "sponsored",
  "sponsoredpost",
  "paidad",
  "paidpartnership",
  "paidpartner",
  "paidpromotion",
  "iklan",
  "disponsori",
  "kerjasamaberbayar",
  "kerja_sama_berbayar",
  "kemitraanberbayar",
  "kontenberbayar",
  "promosiberbayar",
]);

/** The same in words. */
const PHRASES =
  /(?<!\p{L})(?:paid (?:partnership|promotion|collaboration)|sponsored by|in paid partnership with|kerja ?sama berbayar|kemitraan berbayar|konten berbayar|promosi berbayar|disponsori oleh)(?!\p{L})/giu;

/** "not a paid partnership", "bukan kerja sama berbayar": within three words before. */
const NEGATED = /(?<!\p{L})(?:not|no|isn['’]?t|never|bukan|tidak|gak|nggak|ga|tanpa|non)(?:[\s-]+\p{L}+){0,2}[\s-]+$/iu;

/** Whether people can see that the post was paid for: the platform's flag, a hashtag, or words. */
export function disclosure(content: CheckedContent): Check {
  if (content.paidPartnership)
    return { key: "disclosure", status: "pass", evidence: `${content.platform}: paid partnership` };
  const inCaption = [...content.caption.matchAll(/[#＃]([\p{L}\p{N}\p{M}_]+)/gu)].map((match) => match[1] ?? "");
  const tag = [...inCaption, ...content.hashtags].find((item) =>
    TAGS.has(
      item
        .normalize("NFKC")
        .toLowerCase()
        .replace(/^[#＃]/u, ""),
    ),
  );
  if (tag !== undefined) return { key: "disclosure", status: "pass", evidence: `#${tag.replace(/^[#＃]/u, "")}` };
  const caption = content.caption.normalize("NFKC");
  for (const match of caption.matchAll(PHRASES)) {
    if (!NEGATED.test(caption.slice(0, match.index))) return { key: "disclosure", status: "pass", evidence: match[0] };
  }
  return { key: "disclosure", status: "fail", evidence: "#ad / #iklan" };
}
