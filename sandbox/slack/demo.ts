import type { TeamSeed } from "./workspace.ts";

/** The workspace of the demo organization. Tokens here are made up: they open nothing but this stand-in. */
export const SLACK_DEMO_TEAM: TeamSeed = {
  id: "T0KILAU",
  name: "Kilau",
  botUserId: "U0KOLEGA",
  botToken: "xoxb-sandbox-kilau",
  people: [
    { id: "U0AYU", name: "Ayu" },
    { id: "U0BIMA", name: "Bima" },
    { id: "U0SARI", name: "Sari", locale: "en-US" },
  ],
  channels: [
    { id: "C0GLOW", name: "glow-campaign", withBot: true },
    { id: "C0UMUM", name: "umum", withBot: false },
  ],
};

/** The app as the stand-in knows it; `app/` hands the same values to the real parts in demo mode. */
export const SLACK_DEMO_APP = {
  appId: "A0KOLEGA",
  signingSecret: "sandbox-signing-secret-of-kolega",
  appToken: "xapp-sandbox-kolega",
  clientId: "1000000000.2000000000",
  clientSecret: "sandbox-client-secret-of-kolega",
} as const;
