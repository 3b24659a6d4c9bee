import type { DomainModule } from "../usecase/module.ts";
import { blacklistInfluencer } from "./blacklist-influencer.ts";
import { getInfluencer } from "./get-influencer.ts";
import { influencersLocale } from "./locale.ts";
import { myProfile } from "./my-profile.ts";
import { onboardingForm } from "./onboarding-form.ts";
import { searchInfluencers } from "./search-influencers.ts";
import { updateMyProfile } from "./update-my-profile.ts";

export const influencersModule: DomainModule = {
  name: "influencers",
  useCases: [searchInfluencers, getInfluencer, blacklistInfluencer, myProfile, updateMyProfile],
  notifications: [],
  jobs: [],
  forms: [onboardingForm],
  locales: influencersLocale,
};

export {
  type Audience,
  engagementsOf,
  type PostNumbers,
  type Rate,
  readAudience,
  readNumbers,
  readRates,
  TIERS,
  type Tier,
  tierOf,
} from "./stored.ts";
