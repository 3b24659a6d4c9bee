import { creator } from "./build.ts";
import { BEAUTY_FASHION } from "./influencers-beauty-fashion.ts";
import { FITNESS_EDUCATION } from "./influencers-fitness-education.ts";
import { FOOD_TRAVEL } from "./influencers-food-travel.ts";
import { LIFESTYLE } from "./influencers-lifestyle.ts";
import { ODD } from "./influencers-odd.ts";
import { SKINCARE_1 } from "./influencers-skincare-1.ts";
import { SKINCARE_2 } from "./influencers-skincare-2.ts";
import { TECH_MONEY } from "./influencers-tech-money.ts";
import type { DemoInfluencer } from "./types.ts";

/** Sixty made-up creators. The first two, Rani Wulandari and Kevin Hartono, are the ones people play. */
export const DEMO_INFLUENCERS: readonly DemoInfluencer[] = [
  ...SKINCARE_1,
  ...SKINCARE_2,
  ...BEAUTY_FASHION,
  ...LIFESTYLE,
  ...FOOD_TRAVEL,
  ...TECH_MONEY,
  ...FITNESS_EDUCATION,
  ...ODD,
].map(creator);
