import { z } from "zod";
import { defineNotification } from "../../core/cards/notification.ts";
import type { DomainModule } from "../../core/usecase/module.ts";

export const OUTREACH = "channel_tests.outreach";

/** A message to many people at once: a second copy would be worse than none. */
const outreach = defineNotification({
  kind: OUTREACH,
  data: z.object({ text: z.string() }),
  massOutreach: true,
  render: ({ text }) => ({ text }),
});

export const outreachModule: DomainModule = {
  name: "channel_tests",
  useCases: [],
  notifications: [outreach],
  jobs: [],
  locales: { namespace: "channel_tests", id: {}, en: {} },
};
