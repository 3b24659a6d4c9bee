/** A block of Block Kit, as JSON. */
export type SlackBlock = Readonly<Record<string, unknown>> & { readonly type: string };

/** Cuts at a whole character, with a sign that there is more. Only for what is said in full elsewhere. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  let kept = "";
  for (const char of text) {
    if (kept.length + char.length > most - 1) break;
    kept += char;
  }
  return `${kept}…`;
}
