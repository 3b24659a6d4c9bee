/**
 * Characters nobody sees but programs obey: zero-width, bidirectional overrides, Unicode tags, variation selectors
 * beyond emoji, other controls. Removed where text comes in and again where it is shown.
 */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the point
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E007F}]/gu;

/** Text safe to store and show: NFC, no invisible or direction-changing characters, CRLF as LF. ZWJ stays (emoji need it). */
export function cleanText(text: string): string {
  return text.normalize("NFC").replace(/\r\n?/g, "\n").replace(INVISIBLE, "");
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
