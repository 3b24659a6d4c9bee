import { z } from "zod";
import type { SearchInline } from "../../bots/telegram/inline.ts";
import { actorOf, findLinked } from "../../core/identity/identities.ts";
import type { House } from "../house.ts";

const MAX_HITS = 10;
const MAX_WORDS = 100;
const found = z.object({
  items: z.array(z.object({ campaignId: z.string(), name: z.string(), product: z.string().nullish() })),
});

/** `@KolegaBot glow` in any chat: the campaigns that the person who types may see, as links. A stranger finds nothing. */
export function createInlineSearch(house: House, linksUrl: string): SearchInline {
  return async (account, person, text) => {
    const linked = await house.db.transaction({ role: "platform" }, (tx) =>
      findLinked(tx, { channel: "telegram", account, externalId: person.externalId }),
    );
    if (!linked?.orgId) return [];
    const words = text.trim().slice(0, MAX_WORDS);
    const outcome = await house.executor
      .execute(
        "campaigns.list",
        { limit: MAX_HITS, ...(words !== "" && { search: words }) },
        actorOf(linked, "telegram"),
      )
      .catch(() => undefined);
    if (outcome?.kind !== "done") return [];
    return found.parse(outcome.output).items.map(({ campaignId, name, product }) => ({
      id: campaignId,
      title: name,
      description: product ?? undefined,
      text: `**${name.replace(/[\\`*_[\]<>~]/g, "\\$&")}**\n\n${linksUrl}/campaigns/${campaignId}`,
    }));
  };
}
