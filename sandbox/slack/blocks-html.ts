import { Html, html } from "../html.ts";
import type { SlackContext } from "./context.ts";
import type { Json } from "./workspace.ts";

const list = (value: unknown): readonly Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const words = (value: unknown): string => (typeof value === "string" ? value : "");

/** Slack's marks as its client shows them. The text carries Slack's own escapes. */
export function mrkdwnHtml(ctx: SlackContext, teamId: string, text: string): Html {
  const held: string[] = [];
  const hold = (markup: string): string => `\u0001${held.push(markup) - 1}\u0002`;
  const safe = (part: string): string => part.replaceAll('"', "&quot;");
  const rest = text
    .replace(/```\n?([\s\S]*?)\n?```/g, (_all, code: string) => hold(`<pre>${unangled(code)}</pre>`))
    .replace(/`([^`\n]+)`/g, (_all, code: string) => hold(`<code>${unangled(code)}</code>`))
    .replace(/<([^<>]+)>/g, (_all, inside: string) => {
      const [target = "", label] = inside.split("|");
      if (target.startsWith("@")) return hold(`<b class="mention">@${safe(nameOf(ctx, teamId, target.slice(1)))}</b>`);
      if (/^(https?:|mailto:)/.test(target)) {
        return hold(`<a href="${safe(target)}" target="_blank" rel="noreferrer">${safe(label ?? target)}</a>`);
      }
      return hold(`<b class="mention">${safe(label ?? target)}</b>`);
    })
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/(^|[\s(])\*([^*\n]+)\*(?=[\s).,!?:]|$)/gm, "$1<strong>$2</strong>")
    .replace(/(^|[\s(])_([^_\n]+)_(?=[\s).,!?:]|$)/gm, "$1<em>$2</em>")
    .replace(/(^|[\s(])~([^~\n]+)~(?=[\s).,!?:]|$)/gm, "$1<s>$2</s>")
    .replace(/^&gt; (.*)$/gm, "<q>$1</q>")
    .replaceAll("\n", "<br>");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: our own placeholders
  return new Html(rest.replace(/\u0001(\d+)\u0002/g, (_all, index: string) => held[Number(index)] ?? ""));
}

const unangled = (code: string): string => code.replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export function nameOf(ctx: SlackContext, teamId: string, user: string): string {
  if (ctx.workspace.teams.get(teamId)?.botUserId === user) return "Kolega";
  return ctx.workspace.person(teamId, user)?.name ?? user;
}

/** Where a button sits: its message, or the home tab. */
export interface ButtonPlace {
  readonly channel?: string;
  readonly ts?: string;
}

/** Blocks as a reader sees them; buttons carry what the page needs to press them. */
export function blocksHtml(ctx: SlackContext, teamId: string, blocks: readonly Json[], place: ButtonPlace): Html {
  return html`${blocks.map((block) => blockHtml(ctx, teamId, block, place))}`;
}

function textHtml(ctx: SlackContext, teamId: string, text: unknown): Html {
  const object = (text ?? {}) as Json;
  return object.type === "mrkdwn" ? mrkdwnHtml(ctx, teamId, words(object.text)) : html`${words(object.text)}`;
}

function blockHtml(ctx: SlackContext, teamId: string, block: Json, place: ButtonPlace): Html {
  switch (block.type) {
    case "divider":
      return html`<hr>`;
    case "header":
      return html`<h3>${textHtml(ctx, teamId, block.text)}</h3>`;
    case "section":
      return html`<div class="section">
        ${block.text ? html`<p>${textHtml(ctx, teamId, block.text)}</p>` : html``}
        ${block.fields ? html`<div class="fields">${list(block.fields).map((field) => html`<div>${textHtml(ctx, teamId, field)}</div>`)}</div>` : html``}
      </div>`;
    case "context":
      return html`<p class="context">${list(block.elements).map((element) => textHtml(ctx, teamId, element))}</p>`;
    case "image": {
      const file = (block.slack_file as Json | undefined)?.id;
      const source = file ? `/chat/slack/files/${words(file)}` : words(block.image_url);
      return html`<img src="${source}" alt="${words(block.alt_text)}" title="${words(block.alt_text)}" loading="lazy">`;
    }
    case "table":
      return html`<div class="scroll"><table>${(block.rows as Json[][]).map((row, index) => html`<tr>${row.map((cell) => (index === 0 ? html`<th>${words(cell.text)}</th>` : html`<td>${words(cell.text)}</td>`))}</tr>`)}</table></div>`;
    case "actions":
      return html`<div class="actions">${list(block.elements).map((element) => buttonHtml(element, place))}</div>`;
    case "input":
      return inputHtml(ctx, teamId, block);
    default:
      return html``;
  }
}

function buttonHtml(element: Json, place: ButtonPlace): Html {
  const label = words((element.text as Json | undefined)?.text);
  const style = words(element.style) || "plain";
  if (element.url) {
    return html`<a class="button ${style}" href="${words(element.url)}" target="_blank" rel="noreferrer">${label}</a>`;
  }
  const confirm = element.confirm as Json | undefined;
  const asks = confirm ? `${words((confirm.title as Json).text)}\n${words((confirm.text as Json).text)}` : "";
  return html`<button type="button" class="button ${style}" data-press="${words(element.action_id)}" data-channel="${place.channel ?? ""}" data-ts="${place.ts ?? ""}" data-confirm="${asks}">${label}</button>`;
}

function inputHtml(ctx: SlackContext, teamId: string, block: Json): Html {
  const id = words(block.block_id);
  const element = block.element as Json;
  const optional = block.optional ? html` <small>(opsional / optional)</small>` : html``;
  const label = html`<label for="in-${id}">${words((block.label as Json).text)}${optional}</label>`;
  const hint = block.hint ? html`<small>${textHtml(ctx, teamId, block.hint)}</small>` : html``;
  if (element.type === "static_select") {
    const options = [...list(element.options), ...list(element.option_groups).flatMap((group) => list(group.options))];
    return html`${label}<select id="in-${id}" name="${id}"><option value=""></option>${options.map((option) => html`<option value="${words(option.value)}">${words((option.text as Json).text)}</option>`)}</select>${hint}`;
  }
  const longest = String(element.max_length ?? 3_000);
  return element.multiline
    ? html`${label}<textarea id="in-${id}" name="${id}" rows="4" maxlength="${longest}"></textarea>${hint}`
    : html`${label}<input id="in-${id}" name="${id}" maxlength="${longest}">${hint}`;
}
