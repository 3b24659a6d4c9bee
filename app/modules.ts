import { analyticsModule } from "../core/analytics/index.ts";
import { approvalsModule } from "../core/approvals/index.ts";
import { assistantModule } from "../core/assistant/index.ts";
import { broadcastsModule } from "../core/broadcasts/index.ts";
import { campaignsModule } from "../core/campaigns/index.ts";
import { collaborationsModule } from "../core/collaborations/index.ts";
import { handoverModule } from "../core/handover/index.ts";
import { connectionsModule } from "../core/identity/connections.ts";
import { identityModule } from "../core/identity/index.ts";
import { influencersModule } from "../core/influencers/index.ts";
import { matchingModule } from "../core/matching/index.ts";
import { metricsModule } from "../core/metrics/index.ts";
import { notificationsModule } from "../core/notifications/index.ts";
import { organizationsModule } from "../core/organizations/index.ts";
import { paymentsModule } from "../core/payments/index.ts";
import { postsModule } from "../core/posts/index.ts";
import { remindersModule } from "../core/reminders/index.ts";
import type { DomainModule } from "../core/usecase/module.ts";

/** Every domain of the house. A new domain is one line here. */
export const MODULES: readonly DomainModule[] = [
  analyticsModule,
  approvalsModule,
  assistantModule,
  broadcastsModule,
  campaignsModule,
  collaborationsModule,
  connectionsModule,
  handoverModule,
  identityModule,
  influencersModule,
  matchingModule,
  metricsModule,
  notificationsModule,
  organizationsModule,
  paymentsModule,
  postsModule,
  remindersModule,
];
