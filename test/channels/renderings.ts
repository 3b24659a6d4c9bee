import { deskMessage } from "../../bots/desk/present.ts";
import type { OutgoingContent } from "../../bots/runtime/channel.ts";
import { LIMITS as SLACK_LIMITS } from "../../bots/slack/limits.ts";
import { renderSlack } from "../../bots/slack/render.ts";
import { TELEGRAM_LIMITS } from "../../bots/telegram/limits.ts";
import { renderTelegram } from "../../bots/telegram/render.ts";
import { withMedia } from "../../bots/whatsapp/messages.ts";
import { renderWhatsapp } from "../../bots/whatsapp/render.ts";
import { WEB_LIMITS } from "../../bots/whatsapp-web/limits.ts";
import { renderWhatsappWeb } from "../../bots/whatsapp-web/render.ts";
import { findBlockErrors } from "../../sandbox/slack/blocks.ts";
import { parseHtml } from "../../sandbox/telegram/parse-html.ts";
import { complaintAbout } from "../../sandbox/whatsapp/validate.ts";

/** A content as one channel shows it. */
export interface Rendering {
  /** Every word, in the order it is read. */
  readonly words: readonly string[];
  /** What its buttons carry: tokens and addresses. */
  readonly values: readonly string[];
  /** What the platform would not take. */
  readonly complaints: readonly string[];
}

interface Button {
  readonly value?: string;
  readonly url?: string;
}

const complain = (wrong: boolean, what: string): string[] => (wrong ? [what] : []);

function onSlack(content: OutgoingContent): Rendering {
  const messages = renderSlack(content);
  const all = messages.flatMap(({ blocks }) => blocks);
  const buttons = all.filter(({ type }) => type === "actions").flatMap(({ elements }) => elements as Button[]);
  return {
    words: all
      .filter(({ type }) => type !== "actions")
      .flatMap(wordsOf)
      .map(unescaped),
    values: buttons.flatMap(({ value, url }) => value ?? url ?? []),
    complaints: messages.flatMap(({ blocks, charts, text }) => [
      ...findBlockErrors(
        blocks.map((block, index) =>
          charts.some((chart) => chart.index === index) ? { ...block, slack_file: { id: "F1" } } : block,
        ),
        "message",
      ),
      ...complain(text.trim() === "" || text.length > SLACK_LIMITS.fallbackText, `a fallback of ${text.length}`),
    ]),
  };
}

function onTelegram(content: OutgoingContent): Rendering {
  const messages = renderTelegram(content);
  const buttons = messages.flatMap(({ keyboard }) => keyboard?.flat() ?? []);
  return {
    words: messages.map(({ html }) => parseHtml(html).text),
    values: buttons.map((button) => ("callback_data" in button ? button.callback_data : button.url)),
    complaints: messages.flatMap(({ html, plain, picture, keyboard }) => {
      const { text, entities } = parseHtml(html);
      const limit = picture ? TELEGRAM_LIMITS.captionLength : TELEGRAM_LIMITS.textLength;
      return [
        ...complain(text.length > limit || plain.length > limit, `a text of ${text.length}`),
        ...complain(text.trim() === "" && !picture, "no text"),
        ...complain(entities.length > TELEGRAM_LIMITS.entities, `${entities.length} entities`),
        ...complain((keyboard?.flat().length ?? 0) > TELEGRAM_LIMITS.keyboardButtons, "too many buttons"),
        ...(keyboard?.flat() ?? []).flatMap((button) => [
          ...complain(button.text.trim() === "", "a button without a label"),
          ...complain(
            "callback_data" in button && Buffer.byteLength(button.callback_data) > TELEGRAM_LIMITS.callbackDataBytes,
            "callback data too long",
          ),
        ]),
      ];
    }),
  };
}

function onWhatsapp(content: OutgoingContent): Rendering {
  const messages = renderWhatsapp(content);
  const words: string[] = [];
  const values: string[] = [];
  const complaints: string[] = [];
  for (const { payload, picture } of messages) {
    const complaint = complaintAbout({
      messaging_product: "whatsapp",
      to: "628120000101",
      ...(picture ? withMedia(payload, "123") : payload),
    });
    if (complaint) complaints.push(`${complaint.message} ${complaint.details}`);
    if (payload.type === "text") words.push(payload.text.body);
    if (payload.type === "image") words.push(payload.image.caption ?? "");
    if (payload.type !== "interactive") continue;
    const { body, footer, action } = payload.interactive;
    words.push(body.text, footer?.text ?? "");
    const rows = "buttons" in action ? action.buttons.map(({ reply }) => reply) : action.sections.flatMap(rowsOf);
    values.push(...rows.map(({ id }) => id));
    for (const row of rows) if ("description" in row) words.push(row.description ?? "");
  }
  return { words, values, complaints };
}

const rowsOf = ({ rows }: { rows: readonly { id: string; description?: string }[] }) => rows;

/** A choice is its number, as an option of a poll or in front of its words. */
function onWhatsappWeb(content: OutgoingContent): Rendering {
  const messages = renderWhatsappWeb(content, { group: false });
  const words: string[] = [];
  const complaints: string[] = [];
  const most = (what: string, length: number, limit: number): void => {
    complaints.push(...complain(length > limit, `${what} of ${length}`));
  };
  for (const message of messages) {
    if (message.kind === "text") {
      words.push(message.text);
      most("a text", message.text.length, WEB_LIMITS.textBody);
      complaints.push(...complain(message.text.trim() === "", "no text"));
    }
    if (message.kind === "picture") most("a caption", message.caption?.length ?? 0, WEB_LIMITS.caption);
    if (message.kind !== "poll") continue;
    words.push(message.question, ...message.options);
    most("a question", message.question.length, WEB_LIMITS.pollQuestion);
    most("options", message.options.length, WEB_LIMITS.pollOptionsMax);
    for (const option of message.options) most("an option", option.length, WEB_LIMITS.pollOption);
    complaints.push(...complain(message.options.length < WEB_LIMITS.pollOptionsMin, "too few options"));
  }
  const said = words.join("\n").replaceAll("*", "");
  const actions = [content.card, ...(content.cards ?? [])].flatMap((card) => card?.actions ?? []);
  const numbered = actions.flatMap(({ token }) => token ?? []);
  const values = numbered.filter((_token, index) => new RegExp(`(^|\\n)${index + 1}\\. \\S`).test(said));
  return { words, values, complaints };
}

/** The desk's own page has no limits; what it gets is all there is. */
function onDesk(content: OutgoingContent): Rendering {
  const { card, cards = [], ...rest } = content;
  const body = { ...rest, card, cards };
  const stored = { id: "msg_1", person: "mem_1", sender: "kolega" as const, clientId: null, body, edited: false };
  const shown = deskMessage({ ...stored, revision: 1n, createdAt: new Date(0) }, undefined);
  const all = [shown.card, ...(shown.cards ?? [])].filter((one) => one !== undefined);
  return {
    words: all.flatMap(({ facts = [], chart }) => [
      ...facts.flatMap(({ label, value }) => [label, value]),
      chart?.altText ?? "",
    ]),
    values: all.flatMap(({ actions = [] }) => actions.flatMap(({ token, url }) => token ?? url ?? [])),
    complaints: [],
  };
}

/** Every channel's pure rendering, judged by what its platform takes. A new channel adds its own here. */
export const RENDERINGS: Readonly<Record<string, (content: OutgoingContent) => Rendering>> = {
  desk: onDesk,
  slack: onSlack,
  telegram: onTelegram,
  whatsapp: onWhatsapp,
  "whatsapp web": onWhatsappWeb,
};

function wordsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(wordsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inside]) =>
    key === "text" && typeof inside === "string" ? [inside] : wordsOf(inside),
  );
}

const unescaped = (text: string): string =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
