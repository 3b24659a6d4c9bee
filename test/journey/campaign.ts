import { DAY_MS } from "../../core/kernel/clock.ts";

/** The campaign of the journey, in the words a brand manager would use. */
export const CAMPAIGN = "Glow Your Way";
export const BRIEF_SENTENCE =
  "Bikin campaign Glow Your Way untuk Glowing Serum X, target awareness 18-25, budget 20 juta";
export const RANI_INSTAGRAM = "demo-instagram-rani.glow";

const dateOf = (at: number): string =>
  new Intl.DateTimeFormat("id-ID", { dateStyle: "long", timeZone: "Asia/Jakarta" }).format(at);

/** From today on, so that what is published now counts. */
export const datesSentence = (): string => `mulai ${dateOf(Date.now())} sampai ${dateOf(Date.now() + 30 * DAY_MS)}`;

export const rupiah = (minor: number): string => `Rp${minor.toLocaleString("id-ID")}`;

/** A caption that the checks of this brief like. */
export function goodCaption(brief: {
  readonly mandatoryHashtags: readonly string[];
  readonly mandatoryCta: string;
}): string {
  const tags = brief.mandatoryHashtags.map((tag) => `#${tag.replace(/^#/, "")}`).join(" ");
  return `#kerjasamaberbayar\nSerum ringan dari Kilau Nusantara, cerita jujurku.\n${brief.mandatoryCta}\n${tags}`;
}
