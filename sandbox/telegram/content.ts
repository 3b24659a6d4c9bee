import type { MethodArgs } from "./args.ts";
import { badRequest } from "./errors.ts";
import type { TelegramLimits } from "./limits.ts";
import type { InlineButton } from "./model.ts";
import { EntityError, findEntities, isTelegramUrl, type Parsed, parseHtml, trim } from "./parse-html.ts";

/** Marks that a message keeps; the server ignores the rest of the list (limits.tginfo.me: 100). */
const MAX_ENTITIES = 100;

/** A text or caption as the server keeps it. Throws 400 with the server's words. */
export function readText(args: MethodArgs, field: "text" | "caption", limits: TelegramLimits): Parsed {
  const source = args.text(field) ?? "";
  const parsed = parsedBy(args.text("parse_mode") ?? "", source);
  if (field === "text" && parsed.text === "") throw badRequest("message text is empty");
  if (field === "text" && parsed.text.length > limits.textLength) throw badRequest("message is too long");
  if (field === "caption" && parsed.text.length > limits.captionLength) {
    throw badRequest("message caption is too long");
  }
  const own = parsed.entities.slice(0, MAX_ENTITIES);
  const found = findEntities(parsed.text).filter(
    (entity) =>
      !own.some((one) => entity.offset < one.offset + one.length && one.offset < entity.offset + entity.length),
  );
  return { text: parsed.text, entities: [...own, ...found].sort((a, b) => a.offset - b.offset || b.length - a.length) };
}

function parsedBy(mode: string, source: string): Parsed {
  if (mode === "") return trim(source, []);
  if (mode.toLowerCase() !== "html") throw badRequest("unsupported parse_mode");
  try {
    return parseHtml(source);
  } catch (error) {
    if (error instanceof EntityError) throw badRequest(`can't parse entities: ${error.message}`);
    throw error;
  }
}

/** An inline keyboard within the limits; nothing where none was given. Throws 400. */
export function readKeyboard(value: unknown, limits: TelegramLimits): InlineButton[][] | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "object") throw badRequest("object expected as reply markup");
  const rows = (value as { inline_keyboard?: unknown }).inline_keyboard;
  if (rows === undefined) return undefined;
  if (!Array.isArray(rows)) throw badRequest('field "inline_keyboard" must be of type Array');
  const keyboard = rows.filter((row) => !Array.isArray(row) || row.length > 0).map((row) => readRow(row, limits));
  const count = keyboard.reduce((sum, row) => sum + row.length, 0);
  if (count > limits.keyboardButtons || keyboard.some((row) => row.length > limits.rowButtons)) {
    throw badRequest("reply markup is too long");
  }
  return keyboard;
}

function readRow(row: unknown, limits: TelegramLimits): InlineButton[] {
  if (!Array.isArray(row)) throw badRequest("can't parse inline keyboard: row must be an Array");
  return row.map((button: unknown): InlineButton => {
    const { text, callback_data, url } = (button ?? {}) as Record<string, unknown>;
    if (typeof text !== "string" || text.trim() === "") {
      throw badRequest('can\'t parse inline keyboard button: field "text" must be a non-empty String');
    }
    if (url !== undefined) {
      if (typeof url !== "string" || !isTelegramUrl(url)) {
        throw badRequest(`inline keyboard button URL '${String(url)}' is invalid: Wrong HTTP URL`);
      }
      return { ...(button as object), text, url };
    }
    if (callback_data !== undefined) {
      const bytes = typeof callback_data === "string" ? Buffer.byteLength(callback_data) : 0;
      if (bytes < 1 || bytes > limits.callbackDataBytes) throw badRequest("BUTTON_DATA_INVALID");
      return { ...(button as object), text, callback_data: callback_data as string };
    }
    const known = ["copy_text", "switch_inline_query", "switch_inline_query_current_chat", "web_app", "login_url"];
    if (!known.some((name) => name in (button as object))) {
      throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
    }
    return { ...(button as object), text };
  });
}
