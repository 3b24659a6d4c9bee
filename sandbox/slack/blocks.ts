import { SLACK_LIMITS as MAX } from "./limits.ts";

type Json = Readonly<Record<string, unknown>>;

/** Where blocks are shown; views take twice as many, and inputs. */
export type Surface = "message" | "modal" | "home";

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const words = (value: unknown): string => (typeof value === "string" ? value : "");

/** Collects what Slack would say, each with its JSON pointer. */
class Findings {
  readonly found: string[] = [];
  ids = new Set<string>();
  markdown = 0;
  tables = 0;

  say(pointer: string, message: string): void {
    this.found.push(`[ERROR] ${message} [json-pointer:${pointer}]`);
  }

  text(pointer: string, value: unknown, maximum: number, minimum = 1) {
    if (typeof value !== "string") return this.say(pointer, "must be a string");
    if (value.trim().length < minimum) this.say(pointer, "must be more than 0 characters");
    if (value.length > maximum) this.say(pointer, `must be less than ${maximum + 1} characters`);
  }

  textObject(pointer: string, value: unknown, maximum: number, kinds = ["plain_text", "mrkdwn"]) {
    if (!isObject(value)) return this.say(pointer, "missing required field: text object");
    if (!kinds.includes(words(value.type))) this.say(`${pointer}/type`, `must be one of ${kinds.join(", ")}`);
    this.text(`${pointer}/text`, value.text, maximum);
    if (value.type === "mrkdwn" && /<(?![@#!]|https?:\/\/|mailto:)/.test(words(value.text))) {
      this.say(`${pointer}/text`, "unescaped < in mrkdwn");
    }
  }

  url(pointer: string, value: unknown) {
    this.text(pointer, value, MAX.url);
    if (typeof value === "string" && !/^(https?:\/\/|mailto:)/.test(value)) this.say(pointer, "invalid url");
  }
}

/**
 * Everything that Slack's API refuses about these blocks, in its own form; empty when they are good. `invalid_blocks`
 * answers carry this list in `response_metadata.messages`.
 */
export function findBlockErrors(blocks: unknown, surface: Surface): string[] {
  const findings = new Findings();
  if (!Array.isArray(blocks)) {
    findings.say("/blocks", "must be an array");
    return findings.found;
  }
  const most = surface === "message" ? MAX.blocksPerMessage : MAX.blocksPerView;
  if (blocks.length > most) findings.say("/blocks", `no more than ${most} items allowed`);
  blocks.forEach((block, index) => {
    checkBlock(findings, `/blocks/${index}`, block, surface);
  });
  if (findings.markdown > MAX.markdownSum) {
    findings.say("/blocks", `markdown blocks: no more than ${MAX.markdownSum} characters together`);
  }
  if (findings.tables > MAX.tablesPerMessage) findings.say("/blocks", "only_one_table_allowed");
  return findings.found;
}

function checkBlock(f: Findings, at: string, block: unknown, surface: Surface) {
  if (!isObject(block)) return f.say(at, "must be an object");
  if (block.block_id !== undefined) {
    f.text(`${at}/block_id`, block.block_id, MAX.id);
    if (f.ids.has(words(block.block_id))) f.say(`${at}/block_id`, "block_id must be unique");
    f.ids.add(words(block.block_id));
  }
  switch (block.type) {
    case "divider":
      return;
    case "header":
      return f.textObject(`${at}/text`, block.text, MAX.header, ["plain_text"]);
    case "section":
      return checkSection(f, at, block);
    case "context":
      return checkContext(f, at, block);
    case "actions":
      return checkActions(f, at, block);
    case "image":
      return checkImage(f, at, block);
    case "markdown":
      f.text(`${at}/text`, block.text, MAX.markdownSum);
      f.markdown += words(block.text).length;
      return;
    case "table":
      f.tables += 1;
      if (surface !== "message") f.say(at, "table blocks are for messages");
      return checkTable(f, at, block);
    case "input":
      return surface === "modal" ? checkInput(f, at, block) : f.say(at, "input blocks are for modals");
    default:
      f.say(`${at}/type`, `unsupported type: ${words(block.type)}`);
  }
}

function checkSection(f: Findings, at: string, block: Json) {
  const fields = list(block.fields);
  if (block.text === undefined && fields.length === 0) f.say(at, "section needs text or fields");
  if (block.text !== undefined) f.textObject(`${at}/text`, block.text, MAX.sectionText);
  if (fields.length > MAX.fields) f.say(`${at}/fields`, `no more than ${MAX.fields} items allowed`);
  fields.forEach((field, index) => {
    f.textObject(`${at}/fields/${index}`, field, MAX.fieldText);
  });
  if (isObject(block.accessory)) checkElement(f, `${at}/accessory`, block.accessory);
}

function checkContext(f: Findings, at: string, block: Json) {
  const elements = list(block.elements);
  if (elements.length === 0) f.say(`${at}/elements`, "must not be empty");
  if (elements.length > MAX.contextElements) {
    f.say(`${at}/elements`, `no more than ${MAX.contextElements} items allowed`);
  }
  elements.forEach((element, index) => {
    if (isObject(element) && element.type === "image") checkImage(f, `${at}/elements/${index}`, element);
    else f.textObject(`${at}/elements/${index}`, element, MAX.contextText);
  });
}

function checkActions(f: Findings, at: string, block: Json) {
  const elements = list(block.elements);
  if (elements.length === 0) f.say(`${at}/elements`, "must not be empty");
  if (elements.length > MAX.actionElements) {
    f.say(`${at}/elements`, `no more than ${MAX.actionElements} items allowed`);
  }
  const ids = new Set<string>();
  elements.forEach((element, index) => {
    if (!isObject(element)) {
      f.say(`${at}/elements/${index}`, "must be an object");
      return;
    }
    checkElement(f, `${at}/elements/${index}`, element);
    const id = words(element.action_id);
    if (id && ids.has(id)) f.say(`${at}/elements/${index}/action_id`, "action_id must be unique in its block");
    ids.add(id);
  });
}

function checkElement(f: Findings, at: string, element: Json) {
  if (element.action_id !== undefined) f.text(`${at}/action_id`, element.action_id, MAX.id);
  if (element.type === "button") {
    f.textObject(`${at}/text`, element.text, MAX.buttonLabel, ["plain_text"]);
    if (element.value !== undefined) f.text(`${at}/value`, element.value, MAX.buttonValue);
    if (element.url !== undefined) f.url(`${at}/url`, element.url);
    if (element.style !== undefined && element.style !== "primary" && element.style !== "danger") {
      f.say(`${at}/style`, "must be primary or danger");
    }
    if (element.confirm !== undefined) checkConfirm(f, `${at}/confirm`, element.confirm);
    return;
  }
  if (element.type === "static_select") return checkSelect(f, at, element);
  if (element.type === "image") return checkImage(f, at, element);
  f.say(`${at}/type`, `unsupported type: ${words(element.type)}`);
}

function checkConfirm(f: Findings, at: string, confirm: unknown) {
  if (!isObject(confirm)) return f.say(at, "must be an object");
  f.textObject(`${at}/title`, confirm.title, MAX.confirmTitle, ["plain_text"]);
  f.textObject(`${at}/text`, confirm.text, MAX.confirmText);
  f.textObject(`${at}/confirm`, confirm.confirm, MAX.confirmButton, ["plain_text"]);
  f.textObject(`${at}/deny`, confirm.deny, MAX.confirmButton, ["plain_text"]);
}

function checkSelect(f: Findings, at: string, element: Json) {
  const groups = list(element.option_groups);
  if (groups.length > MAX.optionGroups) f.say(`${at}/option_groups`, `no more than ${MAX.optionGroups} items allowed`);
  const lists =
    element.options === undefined ? groups.map((group) => (isObject(group) ? group.options : [])) : [element.options];
  for (const options of lists) {
    if (list(options).length === 0) f.say(`${at}/options`, "must not be empty");
    if (list(options).length > MAX.options) f.say(`${at}/options`, `no more than ${MAX.options} items allowed`);
    for (const option of list(options)) {
      if (!isObject(option)) f.say(`${at}/options`, "must be objects");
      else {
        f.textObject(`${at}/options/text`, option.text, MAX.optionLabel, ["plain_text"]);
        f.text(`${at}/options/value`, option.value, MAX.optionValue);
      }
    }
  }
}

function checkImage(f: Findings, at: string, image: Json) {
  f.text(`${at}/alt_text`, image.alt_text, MAX.altText);
  if (image.title !== undefined) f.textObject(`${at}/title`, image.title, MAX.imageTitle, ["plain_text"]);
  const file = image.slack_file;
  if (isObject(file))
    return typeof file.id === "string" || typeof file.url === "string"
      ? undefined
      : f.say(at, "slack_file needs id or url");
  f.url(`${at}/image_url`, image.image_url);
}

function checkTable(f: Findings, at: string, block: Json) {
  const rows = list(block.rows);
  if (rows.length === 0 || rows.length > MAX.tableRows) f.say(`${at}/rows`, `1 to ${MAX.tableRows} rows allowed`);
  let text = 0;
  rows.forEach((row, index) => {
    const cells = list(row);
    if (cells.length === 0 || cells.length > MAX.tableColumns) {
      f.say(`${at}/rows/${index}`, `1 to ${MAX.tableColumns} cells allowed`);
    }
    for (const cell of cells) {
      if (!isObject(cell) || cell.type !== "raw_text") f.say(`${at}/rows/${index}`, "unsupported cell");
      else {
        f.text(`${at}/rows/${index}/text`, cell.text, MAX.tableText);
        text += words(cell.text).length;
      }
    }
  });
  if (text > MAX.tableText) f.say(at, `no more than ${MAX.tableText} characters in a table`);
  if (list(block.column_settings).length > MAX.tableColumns) f.say(`${at}/column_settings`, "too many columns");
}

function checkInput(f: Findings, at: string, block: Json) {
  f.textObject(`${at}/label`, block.label, MAX.inputLabel, ["plain_text"]);
  if (block.hint !== undefined) f.textObject(`${at}/hint`, block.hint, MAX.inputLabel, ["plain_text"]);
  const element = block.element;
  if (!isObject(element)) return f.say(`${at}/element`, "missing");
  if (element.action_id !== undefined) f.text(`${at}/element/action_id`, element.action_id, MAX.id);
  if (element.type === "static_select") return checkSelect(f, `${at}/element`, element);
  if (element.type !== "plain_text_input") {
    return f.say(`${at}/element/type`, `unsupported type: ${words(element.type)}`);
  }
  const longest = element.max_length;
  if (longest !== undefined && (typeof longest !== "number" || longest < 1 || longest > MAX.plainTextInput)) {
    f.say(`${at}/element/max_length`, `must be 1 to ${MAX.plainTextInput}`);
  }
}

/** Everything that Slack refuses about a view (a modal or the home tab). */
export function findViewErrors(view: unknown): string[] {
  const f = new Findings();
  if (!isObject(view)) return ["[ERROR] must be an object [json-pointer:/view]"];
  const modal = view.type === "modal";
  if (!modal && view.type !== "home") f.say("/view/type", "must be modal or home");
  if (modal) {
    f.textObject("/view/title", view.title, MAX.viewTitle, ["plain_text"]);
    if (view.submit !== undefined) f.textObject("/view/submit", view.submit, MAX.viewButton, ["plain_text"]);
    if (view.close !== undefined) f.textObject("/view/close", view.close, MAX.viewButton, ["plain_text"]);
    const inputs = list(view.blocks).some((block) => isObject(block) && block.type === "input");
    if (inputs && view.submit === undefined) f.say("/view/submit", "a view with inputs needs submit");
  }
  if (words(view.private_metadata).length > MAX.privateMetadata) {
    f.say("/view/private_metadata", `must be less than ${MAX.privateMetadata + 1} characters`);
  }
  if (view.callback_id !== undefined) f.text("/view/callback_id", view.callback_id, MAX.id);
  return [...f.found, ...findBlockErrors(view.blocks, modal ? "modal" : "home")];
}
