import type { DomainModule } from "../usecase/module.ts";
import { digest } from "./digest.ts";
import { remindersLocale } from "./locale.ts";
import { approvalWaits, deadlineNear } from "./notifications.ts";
import { planDay, planReminders, remindOfApproval, sendMorning } from "./plan-day.ts";
import { remindApproval } from "./remind-approval.ts";
import { sendInfluencerReminders } from "./send-influencer-reminders.ts";
import { sendTeamDigests } from "./send-team-digests.ts";

export const remindersModule: DomainModule = {
  name: "reminders",
  useCases: [planDay, remindApproval, sendInfluencerReminders, sendTeamDigests],
  notifications: [approvalWaits, deadlineNear, digest],
  jobs: [planReminders, remindOfApproval, sendMorning],
  locales: remindersLocale,
};
