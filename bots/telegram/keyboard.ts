import { moreToken, type OutgoingAction, type OutgoingContent } from "../runtime/channel.ts";
import { isTelegramUrl } from "./html.ts";
import { TELEGRAM_LIMITS, TELEGRAM_MEASURE } from "./limits.ts";
import { words } from "./locale.ts";

/** A button of an inline keyboard, as the Bot API takes it. */
export type TelegramButton =
  | { readonly text: string; readonly callback_data: string; readonly style?: "primary" | "danger" }
  | { readonly text: string; readonly url: string };

export type TelegramKeyboard = readonly (readonly TelegramButton[])[];

/** An action and its place among all actions of the message, over all cards. */
export interface PlacedAction {
  readonly action: OutgoingAction;
  readonly place: number;
}

/** The button of an action; nothing where no button can carry it. */
export function buttonOf(action: OutgoingAction): TelegramButton | undefined {
  const text = action.label.replace(/\s+/g, " ").trim() || "…";
  if (action.kind === "link") {
    return action.url !== undefined && isTelegramUrl(action.url) ? { text, url: action.url } : undefined;
  }
  if (action.token === undefined || !fitsData(action.token)) return undefined;
  const { style } = action;
  return style === "plain" ? { text, callback_data: action.token } : { text, callback_data: action.token, style };
}

/**
 * The keyboards of one card's actions: usually one. Required actions are all there, in as many keyboards as they take; of
 * the others the least important go behind "more" when there are too many for a screen.
 */
export function keyboardsOf(content: OutgoingContent, actions: readonly PlacedAction[]): TelegramKeyboard[] {
  const able = actions.flatMap(({ action, place }) => {
    const button = buttonOf(action);
    return button ? [{ action, place, button }] : [];
  });
  let shown = able;
  let more: TelegramButton | undefined;
  if (able.length > TELEGRAM_MEASURE.shownButtons) {
    const room = TELEGRAM_MEASURE.shownButtons - 1;
    const byWeight = [...able].sort(
      (a, b) =>
        Number(b.action.required) - Number(a.action.required) ||
        b.action.priority - a.action.priority ||
        a.place - b.place,
    );
    const kept = new Set(byWeight.filter(({ action }, index) => action.required || index < room));
    const hidden = able.find((one) => !kept.has(one));
    const token = hidden && moreToken(content, hidden.place);
    if (token !== undefined && fitsData(token)) {
      shown = able.filter((one) => kept.has(one));
      more = { text: words(content.locale).more, callback_data: token };
    }
  }
  const buttons = [...shown.map(({ button }) => button), ...(more ? [more] : [])];
  const keyboards: TelegramKeyboard[] = [];
  for (let at = 0; at < buttons.length; at += TELEGRAM_LIMITS.keyboardButtons) {
    keyboards.push(inRows(buttons.slice(at, at + TELEGRAM_LIMITS.keyboardButtons)));
  }
  return keyboards;
}

/** Two or three short labels side by side, long ones alone. */
function inRows(buttons: readonly TelegramButton[]): TelegramKeyboard {
  const rows: TelegramButton[][] = [];
  for (const button of buttons) {
    const row = rows.at(-1);
    const longest = Math.max(button.text.length, ...(row ?? []).map((one) => one.text.length));
    const count = (row?.length ?? 0) + 1;
    const fits = count <= TELEGRAM_MEASURE.rowButtons && longest * count <= TELEGRAM_MEASURE.rowCharacters;
    if (row && fits) row.push(button);
    else rows.push([button]);
  }
  return rows;
}

function fitsData(token: string): boolean {
  const bytes = Buffer.byteLength(token);
  return bytes >= 1 && bytes <= TELEGRAM_LIMITS.callbackDataBytes;
}
