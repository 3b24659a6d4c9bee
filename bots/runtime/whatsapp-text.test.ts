import { expect, it } from "vitest";
import type { OutgoingAction, OutgoingCard } from "./channel.ts";
import { cardBlocks, whatsappText } from "./whatsapp-text.ts";

const open: OutgoingAction = {
  kind: "link",
  label: "Buka post",
  url: "https://www.instagram.com/reel/A/",
  style: "plain",
  required: false,
  priority: 1,
};
const said = (card: OutgoingCard): string => whatsappText(cardBlocks(card));

it("says an address once that is a fact and behind a button", () => {
  const title = "Brand minta revisi";
  expect(said({ title, actions: [open] })).toBe(`*${title}*\n\nBuka post: ${open.url}`);
  expect(said({ title, facts: [{ label: "Link", value: open.url ?? "" }], actions: [open] })).toBe(
    `*${title}*\n*Link:* ${open.url}`,
  );
});
