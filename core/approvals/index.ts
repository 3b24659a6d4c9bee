import type { DomainModule } from "../usecase/module.ts";
import { listApprovals } from "./list-approvals.ts";
import { approvalsLocale } from "./locale.ts";
import { approvalOutcome, approvalRequested } from "./notifications.ts";

export const approvalsModule: DomainModule = {
  name: "approvals",
  useCases: [listApprovals],
  notifications: [approvalRequested, approvalOutcome],
  jobs: [],
  locales: approvalsLocale,
};
