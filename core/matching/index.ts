import type { DomainModule } from "../usecase/module.ts";
import { matchingLocale } from "./locale.ts";
import { recommend } from "./recommend.ts";

export const matchingModule: DomainModule = {
  name: "matching",
  useCases: [recommend],
  notifications: [],
  jobs: [],
  locales: matchingLocale,
};

export { embedInfluencer, storeInfluencerEmbedding } from "./embedding-texts.ts";
export { createLocalEmbedder } from "./local-embedder.ts";
export { suggestedPrices } from "./suggested-prices.ts";
