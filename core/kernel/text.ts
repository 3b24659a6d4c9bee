/**
 * Characters nobody sees but programs obey: controls, zero-width, bidirectional marks, Unicode tags, invisible operators,
 * fillers that look like a blank and are a letter, musical and shorthand format marks, lone halves of a pair.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each is removed by itself
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u206F\u2800\u3164\uFEFF\uFFA0\uFFF0-\uFFFC\u{13430}-\u{1343F}\u{1BCA0}-\u{1BCA3}\u{1D173}-\u{1D17A}\u{E0000}-\u{E0FFF}]|\p{Surrogate}/gu;
/** What joins or dresses a picture stays only where it does so; elsewhere it spells messages that nobody sees. */
const LOOSE_JOINER =
  /(?<!\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
const LOOSE_SELECTOR = /(?<!\p{Emoji})[\uFE00-\uFE0F]|[\uFE00-\uFE0D]/gu;
/** More marks on one letter than any writing needs run over the lines above and below. */
const PILED_MARKS = /(\p{Mn}{4})\p{Mn}+/gu;

/** Text safe to store and show: NFC, no invisible or direction-changing characters, every kind of line end as LF. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, "\n")
    .replace(INVISIBLE, "")
    .replace(LOOSE_SELECTOR, "")
    .replace(LOOSE_JOINER, "")
    .normalize("NFC")
    .replace(PILED_MARKS, "$1");
}

/** JSON with every text of it cleaned, names of fields too. */
export function cleanJson<T>(value: T): T {
  const clean = (item: unknown): unknown => {
    if (typeof item === "string") return cleanText(item);
    if (Array.isArray(item)) return item.map(clean);
    if (item === null || typeof item !== "object" || Object.getPrototypeOf(item) !== Object.prototype) return item;
    return Object.fromEntries(Object.entries(item).map(([key, part]) => [cleanText(key), clean(part)]));
  };
  return clean(value) as T;
}

/** One line for a name or a title: cleaned, whitespace folded. */
export function cleanLine(text: string): string {
  return cleanText(text).replace(/\s+/g, " ").trim();
}

/** At most `max` characters (code points), with an ellipsis where something was cut. */
export function truncate(text: string, max: number): string {
  const points = Array.from(text);
  return points.length <= max ? text : `${points.slice(0, max - 1).join("")}…`;
}
