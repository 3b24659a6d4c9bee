import { type GraphError, refuse } from "./errors.ts";
import { LIMITS } from "./limits.ts";

type Fields = Readonly<Record<string, unknown>>;

function object(value: unknown): Fields | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

const list = (value: unknown): readonly unknown[] | undefined => (Array.isArray(value) ? value : undefined);

/** A text between 1 character that is no blank and `max`; `line`: no line breaks. */
function text(value: unknown, name: string, max: number, line = false): string {
  if (typeof value !== "string" || value.trim() === "") throw refuse.missing(`The parameter ${name} is required.`);
  if (value.length > max) throw refuse.value(`${name} length invalid. Min length: 1, Max length: ${max}`);
  if (line && /[\n\r\t]/.test(value)) throw refuse.value(`${name} cannot have line breaks`);
  return value;
}

/** Ids of media that a message names; the caller knows which exist. */
export interface Validated {
  readonly type: "text" | "interactive" | "image" | "document" | "audio" | "video" | "template";
  readonly mediaIds: readonly string[];
}

/**
 * What the Cloud API would say to this message before it looks at who it is for: nothing, or a GraphError is thrown.
 * Templates are only looked at as far as their form; whether they exist is the business of `fillTemplate`.
 */
export function validateMessage(body: unknown): Validated {
  const message = object(body);
  if (!message) throw refuse.parameter("The body must be an object.");
  if (message.messaging_product !== "whatsapp") throw refuse.parameter("messaging_product must be whatsapp");
  if (message.recipient_type !== undefined && message.recipient_type !== "individual") {
    throw refuse.value("recipient_type must be individual");
  }
  switch (message.type ?? "text") {
    case "text": {
      const part = object(message.text);
      if (typeof part?.body !== "string" || part.body.trim() === "") {
        throw refuse.missing("The parameter text['body'] is required.");
      }
      if (part.body.length > LIMITS.textBody) {
        throw refuse.parameter(`Param text['body'] must be at most ${LIMITS.textBody} characters long.`);
      }
      return { type: "text", mediaIds: [] };
    }
    case "image":
    case "document":
    case "audio":
    case "video": {
      const type = message.type as "image" | "document" | "audio" | "video";
      return { type, mediaIds: media(object(message[type]), type) };
    }
    case "interactive":
      return { type: "interactive", mediaIds: interactive(object(message.interactive)) };
    case "template":
      if (!object(message.template)) throw refuse.missing("The parameter template is required.");
      return { type: "template", mediaIds: [] };
    default:
      throw refuse.type(`Message type ${String(message.type)} is not supported`);
  }
}

function media(part: Fields | undefined, name: string): string[] {
  if (!part) throw refuse.missing(`The parameter ${name} is required.`);
  if (part.caption !== undefined) {
    if (name === "audio") throw refuse.value("audio cannot have a caption");
    text(part.caption, `${name}['caption']`, LIMITS.caption);
  }
  if (typeof part.id === "string" && part.link === undefined) return [part.id];
  if (typeof part.link === "string" && part.id === undefined && /^https?:\/\//.test(part.link)) return [];
  throw refuse.parameter(`Exactly one of ${name}['id'] and ${name}['link'] is needed`);
}

function interactive(part: Fields | undefined): string[] {
  if (!part) throw refuse.missing("The parameter interactive is required.");
  const action = object(part.action);
  if (!action) throw refuse.missing("The parameter interactive['action'] is required.");
  const buttons = part.type === "button";
  if (!buttons && part.type !== "list") throw refuse.value(`interactive['type'] ${String(part.type)} is not supported`);
  text(object(part.body)?.text, "interactive['body']['text']", buttons ? LIMITS.buttonsBody : LIMITS.listBody);
  if (part.footer !== undefined) text(object(part.footer)?.text, "interactive['footer']['text']", LIMITS.footer);
  const mediaIds = part.header === undefined ? [] : header(object(part.header), buttons);
  if (buttons) replyButtons(list(action.buttons));
  else listRows(action);
  return mediaIds;
}

function header(part: Fields | undefined, pictures: boolean): string[] {
  if (part?.type === "text") {
    text(part.text, "interactive['header']['text']", LIMITS.header, true);
    return [];
  }
  if (!pictures) throw refuse.value("A list can only have a header of type text");
  if (part?.type === "image" || part?.type === "document" || part?.type === "video") {
    const inside = object(part[part.type]);
    if (inside?.caption !== undefined) throw refuse.value("A header cannot have a caption");
    return media(inside, `header['${part.type}']`);
  }
  throw refuse.value("Header type is not supported");
}

function unique(values: readonly string[], name: string): void {
  if (new Set(values).size !== values.length) throw refuse.value(`Duplicated ${name}`);
}

function replyButtons(buttons: readonly unknown[] | undefined): void {
  if (!buttons || buttons.length === 0) throw refuse.missing("The parameter action['buttons'] is required.");
  if (buttons.length > LIMITS.buttons)
    throw refuse.value(`Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: ${LIMITS.buttons}`);
  const replies = buttons.map((button) => {
    const one = object(button);
    if (one?.type !== "reply") throw refuse.value("Button type must be reply");
    const reply = object(one.reply);
    return {
      title: text(reply?.title, "Button title", LIMITS.buttonTitle, true).trim(),
      id: text(reply?.id, "Button id", LIMITS.buttonId),
    };
  });
  unique(
    replies.map(({ title }) => title),
    "button titles",
  );
  unique(
    replies.map(({ id }) => id),
    "button ids",
  );
}

function listRows(action: Fields): void {
  text(action.button, "Button label", LIMITS.listLabel, true);
  const sections = list(action.sections);
  if (!sections || sections.length === 0) throw refuse.missing("The parameter action['sections'] is required.");
  if (sections.length > LIMITS.listSections) throw refuse.value(`Max sections: ${LIMITS.listSections}`);
  const rows = sections.flatMap((section) => {
    const one = object(section);
    if (sections.length > 1 || one?.title !== undefined) text(one?.title, "Section title", LIMITS.sectionTitle, true);
    const inside = list(one?.rows);
    if (!inside || inside.length === 0) throw refuse.missing("A section needs rows");
    return inside.map((row) => object(row));
  });
  if (rows.length > LIMITS.listRows) throw refuse.value(`Total row count exceed max allowed count: ${LIMITS.listRows}`);
  unique(
    rows.map((row) => text(row?.id, "Row id", LIMITS.rowId)),
    "row ids",
  );
  unique(
    rows.map((row) => text(row?.title, "Row title", LIMITS.rowTitle, true).trim()),
    "row titles",
  );
  for (const row of rows) {
    if (row?.description !== undefined) text(row.description, "Row description", LIMITS.rowDescription, true);
  }
}

/** The same as an answer instead of an exception, for property tests. */
export function complaintAbout(body: unknown): GraphError | undefined {
  try {
    validateMessage(body);
    return undefined;
  } catch (error) {
    return error as GraphError;
  }
}
