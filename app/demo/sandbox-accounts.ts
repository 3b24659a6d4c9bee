import { DEMO_INFLUENCERS } from "../../prisma/demo/influencers.ts";
import { sandboxAccount } from "./load.ts";

/** Tells the sandbox about the demo's accounts; the same again changes nothing. Throws when the sandbox refuses. */
export async function createSandboxAccounts(sandboxUrl: string): Promise<void> {
  const known = (await (await fetch(`${sandboxUrl}/_control/accounts`)).json()) as {
    accounts: { externalId: string }[];
  };
  const there = new Set(known.accounts.map((account) => account.externalId));
  for (const influencer of DEMO_INFLUENCERS) {
    for (const account of influencer.accounts) {
      const at = sandboxAccount(account.platform, account.username);
      if (there.has(at.externalId)) continue;
      const response = await fetch(`${sandboxUrl}/_control/accounts`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          platform: account.platform,
          ...at,
          username: account.username,
          displayName: influencer.name,
          bio: influencer.bio,
          followers: account.followers,
          private: account.private,
        }),
      });
      if (!response.ok) throw new Error(`sandbox refused ${account.username}: ${response.status}`);
    }
  }
}
