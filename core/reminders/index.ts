import type { DomainModule } from "../usecase/module.ts";
import { digest } from "./digest.ts";
import { initiative } from "./initiative.ts";
import { remindersLocale } from "./locale.ts";
import { approvalWaits, deadlineNear } from "./notifications.ts";
import { planDay, planReminders, remindOfApproval, sendMorning } from "./plan-day.ts";
import { remindApproval } from "./remind-approval.ts";
import { sendInfluencerInitiatives } from "./send-influencer-initiatives.ts";
import { sendInfluencerReminders } from "./send-influencer-reminders.ts";
import { sendTeamDigests } from "./send-team-digests.ts";
import { sendTeamInitiatives } from "./send-team-initiatives.ts";
import { takeInitiative } from "./take-initiative.ts";

export const remindersModule: DomainModule = {
  name: "reminders",
  useCases: [
    planDay,
    remindApproval,
    sendInfluencerReminders,
    sendTeamDigests,
    sendInfluencerInitiatives,
    sendTeamInitiatives,
  ],
  notifications: [approvalWaits, deadlineNear, digest, initiative],
  jobs: [planReminders, remindOfApproval, sendMorning, takeInitiative],
  locales: remindersLocale,
};
