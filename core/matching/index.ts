import type { DomainModule } from "../usecase/module.ts";
import { matchingLocale } from "./locale.ts";
import { recommend } from "./recommend.ts";
import { refreshInfluencerMeanings, refreshMeanings } from "./refresh-meanings.ts";

export const matchingModule: DomainModule = {
  name: "matching",
  useCases: [recommend, refreshMeanings],
  notifications: [],
  jobs: [refreshInfluencerMeanings],
  locales: matchingLocale,
};

export { embedInfluencer, storeInfluencerEmbedding } from "./embedding-texts.ts";
export { createLocalEmbedder } from "./local-embedder.ts";
export { refreshInfluencerMeanings } from "./refresh-meanings.ts";
export { suggestedPrices } from "./suggested-prices.ts";
