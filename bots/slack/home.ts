import type { OutgoingCard, OutgoingContent } from "../runtime/channel.ts";
import type { SlackClients } from "./client.ts";
import type { FormMetadata } from "./modal.ts";
import { renderHome, renderSlack } from "./render.ts";

type Json = Readonly<Record<string, unknown>>;

/** A home tab; its presses are answered in `conversation`. */
export function homeView(content: OutgoingContent, conversation: string): Json {
  const metadata: FormMetadata = { token: "", conversation };
  return { type: "home", private_metadata: JSON.stringify(metadata), blocks: renderHome(content) };
}

/** What everybody may press in a preview: addresses. A token in it would belong to one reader only. */
function linksOnly(content: OutgoingContent): OutgoingContent {
  const card = (one: OutgoingCard): OutgoingCard => ({
    ...one,
    chart: undefined,
    actions: one.actions.filter((action) => action.kind === "link"),
  });
  return { ...content, card: content.card && card(content.card), cards: content.cards?.map(card) };
}

/** Previews of our links in a message. */
export async function unfurlOf(
  deps: {
    readonly clients: SlackClients;
    readonly hooks: {
      unfurl?(person: { account: string; externalId: string }, url: string): Promise<OutgoingContent | undefined>;
    };
  },
  person: { readonly account: string; readonly externalId: string },
  event: { readonly channel: string; readonly message_ts: string; readonly links: readonly { readonly url: string }[] },
): Promise<void> {
  const unfurls: Record<string, Json> = {};
  for (const { url } of event.links) {
    const content = await deps.hooks.unfurl?.(person, url);
    const message = content && renderSlack(linksOnly(content))[0];
    if (message) unfurls[url] = { blocks: message.blocks };
  }
  if (Object.keys(unfurls).length === 0) return;
  const client = await deps.clients.of(person.account);
  await client.chat.unfurl({ channel: event.channel, ts: event.message_ts, unfurls } as unknown as Parameters<
    typeof client.chat.unfurl
  >[0]);
}
