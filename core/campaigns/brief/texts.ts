import type { Platform } from "../../kernel/ports/social-platform.ts";
import type { KpiMetric } from "../schemas.ts";
import type { GoalKind } from "./goal-kind.ts";
import type { Basis, Piece, Plan } from "./plan.ts";
import type { ProductCategory } from "./product-category.ts";

/** As people write them. */
export const PLATFORM_NAME: Readonly<Record<Platform, string>> = {
  instagram: "Instagram",
  tiktok: "TikTok",
  youtube: "YouTube",
};

/** Everything a sentence of a brief may name. */
export interface BriefWords {
  readonly brand: string;
  readonly name: string;
  /** The product as it was told, its explanation in brackets. */
  readonly product: string;
  /** Its short name. */
  readonly short: string;
  readonly goal: string;
  readonly goalKind: GoalKind;
  readonly category: ProductCategory;
  readonly audience: string;
  readonly period: string;
  /** `Rp20.000.000`; undefined without a budget. */
  readonly budget: string | undefined;
  readonly plan: Plan;
}

/** One language of the offline brief writer. Pure. */
export interface BriefTexts {
  audience(audience: { ageMin?: number; ageMax?: number; gender?: string; cities?: readonly string[] }): string;
  period(startsOn: string | undefined, endsOn: string | undefined): string;
  number(value: number): string;
  percent(share: number): string;
  metric(metric: KpiMetric): string;
  description(words: BriefWords): string;
  /** `targets` are the plan's first figures, already in words. */
  refinedGoal(words: BriefWords, targets: readonly string[]): string;
  basis(basis: Basis, words: BriefWords, money: (minor: number) => string): string;
  keyMessages(words: BriefWords): string[];
  categoryHashtag: Readonly<Record<ProductCategory, string>>;
  /** The hashtag that tells readers the work is paid. */
  disclosure: string;
  cta(words: BriefWords): string;
  rules(words: Pick<BriefWords, "category" | "short">): string[];
  notes(piece: Piece, words: BriefWords): string;
}
