import type { Api } from "grammy";
import type { Sender } from "../runtime/channel.ts";
import { parseMarkdown } from "../runtime/markdown.ts";
import { packBlocks } from "../runtime/pack.ts";
import { toHtml, toPlain, visibleLength } from "./html.ts";
import { TELEGRAM_LIMITS } from "./limits.ts";

/** One thing that an inline search found. */
export interface InlineHit {
  /** At most 64 bytes, different for each. */
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  /** Markdown: what is put into the chat when it is chosen. */
  readonly text: string;
}

/** Finds things for `@KolegaBot words` in any chat, with the rights of who types; a stranger gets nothing. */
export type SearchInline = (account: string, person: Sender, text: string) => Promise<readonly InlineHit[]>;

/** Searches and answers. Results are the person's own and are not kept by Telegram. */
export async function answerInline(
  api: Api,
  search: SearchInline,
  query: { readonly account: string; readonly queryId: string; readonly from: Sender; readonly text: string },
): Promise<void> {
  const hits = await search(query.account, query.from, query.text);
  const results = hits
    .filter(({ id }) => Buffer.byteLength(id) <= TELEGRAM_LIMITS.inlineResultIdBytes)
    .slice(0, TELEGRAM_LIMITS.inlineResults)
    .map((hit) => ({
      type: "article" as const,
      id: hit.id,
      title: hit.title,
      description: hit.description,
      input_message_content: { message_text: messageText(hit), parse_mode: "HTML" as const },
    }));
  await api.answerInlineQuery(query.queryId, results, { cache_time: 0, is_personal: true });
}

function messageText({ text, title }: InlineHit): string {
  const [first] = packBlocks(parseMarkdown(text), (blocks) => {
    const limit = TELEGRAM_LIMITS.textLength;
    return visibleLength(toHtml(blocks)) <= limit && toPlain(blocks).length <= limit;
  });
  return toHtml(first ?? [{ kind: "paragraph", children: [{ kind: "text", text: title }] }]);
}
