import type { OutgoingCard, OutgoingContent } from "../runtime/channel.ts";
import { type Block, parseMarkdown } from "../runtime/markdown.ts";
import { packBlocks } from "../runtime/pack.ts";
import { cardBlocks, whatsappText } from "../runtime/whatsapp-text.ts";
import { layOut } from "./choices.ts";
import { WHATSAPP_LIMITS as LIMITS } from "./limits.ts";
import { WHATSAPP_WORDS } from "./locale.ts";
import type { Picture, RenderedMessage } from "./messages.ts";

/**
 * A message as WhatsApp shows it: one message wherever it fits, because each is billed. Words come first and in order;
 * choices stand under the last of them. Without `pictures` the same words come alone (a picture could not be fetched).
 */
export function renderWhatsapp(
  content: OutgoingContent,
  options: { readonly pictures: boolean } = { pictures: true },
): RenderedMessage[] {
  const words = WHATSAPP_WORDS[content.locale];
  const choices = layOut(content);
  const footer = choices.kind === "none" ? undefined : nativeFooter(content);
  const blocks = blocksOf(content, footer !== undefined, choices.kind === "lists" ? choices.spelled : []);
  const texts = packBlocks(blocks, (candidate) => whatsappText(candidate).length <= LIMITS.textBody)
    .map(whatsappText)
    .filter((text) => text.trim() !== "");
  const pictures = options.pictures ? picturesOf(content) : [];
  if (choices.kind === "none") return withoutChoices(texts, pictures);

  const room = choices.kind === "buttons" ? LIMITS.buttonsBody : LIMITS.listBody;
  const last = texts.at(-1);
  const together = last !== undefined && last.length <= room;
  const before = together ? texts.slice(0, -1) : texts;
  const body = { text: together ? last : promptOf(content, words.prompt, room) };
  const onTop = choices.kind === "buttons" && pictures.length === 1 ? pictures[0] : undefined;
  const messages = [...(onTop ? [] : pictures.map((picture) => pictureMessage(picture))), ...before.map(textMessage)];
  if (choices.kind === "buttons") {
    messages.push({
      picture: onTop,
      payload: {
        type: "interactive",
        interactive: {
          type: "button",
          ...(onTop ? { header: { type: "image", image: { id: "" } } } : {}),
          body,
          ...(footer ? { footer: { text: footer } } : {}),
          action: { buttons: choices.buttons },
        },
      },
    });
    return messages;
  }
  for (const [index, sections] of choices.lists.entries()) {
    messages.push({
      payload: {
        type: "interactive",
        interactive: {
          type: "list",
          body: index === 0 ? body : { text: words.further },
          ...(footer && index === 0 ? { footer: { text: footer } } : {}),
          action: { button: words.choose, sections },
        },
      },
    });
  }
  return messages;
}

function withoutChoices(texts: readonly string[], pictures: readonly Picture[]): RenderedMessage[] {
  const [picture, ...furtherPictures] = pictures;
  const [text, ...furtherTexts] = texts;
  if (picture && furtherPictures.length === 0 && text && furtherTexts.length === 0 && text.length <= LIMITS.caption) {
    return [pictureMessage(picture, text)];
  }
  return [...pictures.map((one) => pictureMessage(one)), ...texts.map(textMessage)];
}

function textMessage(body: string): RenderedMessage {
  return { payload: { type: "text", text: { body, preview_url: false } } };
}

function pictureMessage(picture: Picture, caption?: string): RenderedMessage {
  const title = picture.kind === "chart" && picture.chart.title.trim() !== "" ? picture.chart.title : undefined;
  const under = caption ?? (title && title.length <= LIMITS.caption ? title : undefined);
  return { picture, payload: { type: "image", image: { id: "", ...(under ? { caption: under } : {}) } } };
}

function cardsOf({ card, cards = [] }: OutgoingContent): OutgoingCard[] {
  return [...(card ? [card] : []), ...cards];
}

function blocksOf(content: OutgoingContent, footerApart: boolean, spelled: readonly string[]): Block[] {
  return [
    ...(content.text ? parseMarkdown(content.text) : []),
    ...cardsOf(content).flatMap((card) => cardBlocks(card, { footer: !footerApart })),
    ...(spelled.length > 0
      ? [
          {
            kind: "list" as const,
            start: null,
            items: spelled.map((label): Block[] => [{ kind: "paragraph", children: [{ kind: "text", text: label }] }]),
          },
        ]
      : []),
  ];
}

/** The footer of a single card has a place of its own under choices, when it is short and one line. */
function nativeFooter(content: OutgoingContent): string | undefined {
  const [card, ...further] = cardsOf(content);
  const footer = further.length === 0 ? card?.footer?.trim() : undefined;
  return footer && footer.length <= LIMITS.footer && !/[\n*_~`]/.test(footer) ? footer : undefined;
}

/** Charts of every card; photographs of the main one only, because each would be a message more. */
function picturesOf(content: OutgoingContent): Picture[] {
  const charts = cardsOf(content).flatMap(({ chart }): Picture[] => (chart ? [{ kind: "chart", chart }] : []));
  const image = content.card?.image;
  return [...(image ? [{ kind: "address" as const, url: image.url }] : []), ...charts];
}

/** What stands above choices whose words did not fit beside them. */
function promptOf(content: OutgoingContent, otherwise: string, room: number): string {
  const title = content.card && whatsappText(cardBlocks({ title: content.card.title, actions: [] }));
  return title && title.trim() !== "" && title.length <= room ? title : otherwise;
}
