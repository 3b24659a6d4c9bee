import { type Html, html, Html as Markup } from "../html.ts";
import type { InlineButton, StoredMessage } from "./model.ts";
import type { Entity } from "./parse-html.ts";
import type { TelegramState } from "./state.ts";

const TAG: Readonly<Record<string, string>> = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
  spoiler: "mark",
  code: "code",
  pre: "pre",
  blockquote: "blockquote",
};

/** The bubbles of a chat as one of its people sees them, and the line about what the bot does. */
export function threadHtml(
  state: TelegramState,
  options: { readonly chatId: number; readonly personId: number; readonly typing: boolean },
): string {
  const messages = state.messages(options.chatId);
  const bubbles = messages.map((message) => bubble(state, message, options.personId));
  const typing = options.typing
    ? html`<li class="note" role="status">${state.bot.name} mengetik… / is typing…</li>`
    : html``;
  const none = html`<li class="note">Belum ada pesan. Tekan Mulai. / No messages yet. Press Start.</li>`;
  return html`${bubbles.length > 0 ? bubbles : none}${typing}`.text;
}

function bubble(state: TelegramState, message: StoredMessage, personId: number): Html {
  const own = message.from === personId;
  const person = state.people.get(message.from);
  const name = message.from === state.bot.id ? state.bot.name : (person?.firstName ?? "?");
  const chat = state.chats.get(message.chatId);
  const time = new Date(message.at).toLocaleTimeString("id-ID", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: "Asia/Jakarta",
  });
  if (message.extra?.migrate_to_chat_id !== undefined)
    return html`<li class="note">Grup diperbarui / Group upgraded</li>`;
  return html`<li class="bubble ${own ? "own" : ""}" data-message="${message.messageId}">
    ${own || chat?.type === "private" ? html`` : html`<strong class="who">${name}</strong>`}
    ${replyLine(state, message)}
    ${mediaHtml(state, message)}
    ${textHtml(message)}
    <span class="time">${message.editedAt === undefined ? "" : "diubah / edited "}${time}</span>
    ${keyboardHtml(message)}
  </li>`;
}

function replyLine(state: TelegramState, message: StoredMessage): Html {
  const reply = message.replyTo === undefined ? undefined : state.message(message.chatId, message.replyTo);
  return reply ? html`<div class="reply">${(reply.text ?? reply.caption ?? "…").slice(0, 80)}</div>` : html``;
}

function mediaHtml(state: TelegramState, { media, caption }: StoredMessage): Html {
  const file = media && state.files.get(media.fileId);
  if (!media || !file) return html``;
  const address = `/chat/telegram/files/${encodeURIComponent(file.fileId)}`;
  if (media.kind === "photo") return html`<img src="${address}" alt="${caption ?? "Foto / Photo"}">`;
  if (media.kind === "voice") return html`<audio controls preload="none" src="${address}"></audio>`;
  return html`<a class="file" href="${address}" download>📎 ${file.name ?? media.kind} (${Math.ceil(file.size / 1024)} KB)</a>`;
}

function textHtml(message: StoredMessage): Html {
  const text = message.text ?? message.caption ?? "";
  return text === "" ? html`` : html`<div class="text">${marked(text, message.entities, 0, text.length)}</div>`;
}

/** A range of a text with its marks; entities are sorted so that the outer ones come first. */
function marked(text: string, entities: readonly Entity[], from: number, to: number): Html {
  const parts: Html[] = [];
  let at = from;
  let rest = entities.filter((entity) => entity.offset >= from && entity.offset + entity.length <= to);
  while (rest.length > 0) {
    const [first, ...others] = rest as [Entity, ...Entity[]];
    const end = first.offset + first.length;
    if (first.offset >= at) {
      parts.push(html`${text.slice(at, first.offset)}`);
      const inner = others.filter((entity) => entity.offset + entity.length <= end && entity.offset >= first.offset);
      parts.push(markedPart(first, marked(text, inner, first.offset, end), text.slice(first.offset, end)));
      at = end;
    }
    rest = others.filter((entity) => entity.offset >= at);
  }
  parts.push(html`${text.slice(at, to)}`);
  return html`${parts}`;
}

function markedPart(entity: Entity, inner: Html, words: string): Html {
  if (entity.type === "text_link" || entity.type === "url") {
    return html`<a href="${entity.url ?? words}" target="_blank" rel="noopener noreferrer">${inner}</a>`;
  }
  if (entity.type === "bot_command") {
    return html`<button type="button" class="command" data-say="${words}">${inner}</button>`;
  }
  const tag = TAG[entity.type];
  return tag ? html`${new Markup(`<${tag}>`)}${inner}${new Markup(`</${tag}>`)}` : inner;
}

function keyboardHtml(message: StoredMessage): Html {
  const rows = message.keyboard ?? [];
  if (rows.length === 0) return html``;
  const lines = rows.map((row) => html`<div class="keys">${row.map((button) => buttonHtml(message, button))}</div>`);
  return html`<div class="keyboard">${lines}</div>`;
}

function buttonHtml(message: StoredMessage, button: InlineButton): Html {
  if (button.url !== undefined) {
    return html`<a class="key" href="${button.url}" target="_blank" rel="noopener noreferrer">${button.text} ↗</a>`;
  }
  return html`<button type="button" class="key ${button.style ?? ""}" data-message="${message.messageId}"
    data-press="${button.callback_data ?? ""}">${button.text}</button>`;
}
