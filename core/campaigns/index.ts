import type { DomainModule } from "../usecase/module.ts";
import { approveCampaign } from "./approve-campaign.ts";
import { cancelCampaign } from "./cancel-campaign.ts";
import { completeCampaign } from "./complete-campaign.ts";
import { createCampaign } from "./create-campaign.ts";
import { draftBrief } from "./draft-brief.ts";
import { getCampaign } from "./get-campaign.ts";
import { listCampaigns } from "./list-campaigns.ts";
import { campaignsLocale } from "./locale.ts";
import {
  campaignApproved,
  campaignDecided,
  campaignEnded,
  campaignSentBack,
  campaignSubmitted,
} from "./notifications.ts";
import { readBrief } from "./read-brief.ts";
import { refreshCampaignMeanings, refreshMeanings } from "./refresh-meanings.ts";
import { sendBackCampaign } from "./send-back-campaign.ts";
import { submitCampaign } from "./submit-campaign.ts";
import { updateCampaign } from "./update-campaign.ts";
import { campaignWizard } from "./wizard-form.ts";
import { writeBrief } from "./write-brief.ts";

export {
  ENGAGEMENT_RATE,
  PIECE_REACH,
  PIECE_WEIGHT,
  PRICE_PER_VIDEO_IDR,
  REACH_RATE,
  YOUTUBE_VIDEO_WEIGHT,
} from "./benchmarks.ts";
export { campaignText } from "./brief/campaign-text.ts";
export { refreshCampaignMeanings } from "./refresh-meanings.ts";
export type { Brief } from "./schemas.ts";
export { activateCampaign, type CampaignSummary, campaignSummary } from "./summary.ts";

export const campaignsModule: DomainModule = {
  name: "campaigns",
  useCases: [
    createCampaign,
    updateCampaign,
    draftBrief,
    writeBrief,
    readBrief,
    getCampaign,
    listCampaigns,
    submitCampaign,
    approveCampaign,
    sendBackCampaign,
    cancelCampaign,
    completeCampaign,
    refreshMeanings,
  ],
  notifications: [campaignSubmitted, campaignDecided, campaignApproved, campaignSentBack, campaignEnded],
  jobs: [refreshCampaignMeanings],
  forms: [campaignWizard],
  locales: campaignsLocale,
};
