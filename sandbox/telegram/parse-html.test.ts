import { describe, expect, it } from "vitest";
import { findEntities, isTelegramUrl, parseHtml } from "./parse-html.ts";

describe("parse_mode HTML", () => {
  it("reads marks, references and addresses", () => {
    expect(parseHtml('<b>A &lt;i&gt; <i>x</i></b> &amp; <a href="https://x.id/?a=1&amp;b=2">y</a>&hellip;')).toEqual({
      text: "A <i> x & y&hellip;",
      entities: [
        { type: "bold", offset: 0, length: 7 },
        { type: "italic", offset: 6, length: 1 },
        { type: "text_link", offset: 10, length: 1, url: "https://x.id/?a=1&b=2" },
      ],
    });
  });

  it.each([
    ["a <b>c", `Can't find end tag corresponding to start tag "b"`],
    ["é <x>c</x>", `Unsupported start tag "x" at byte offset 3`],
    ["a < b", `Unsupported start tag "" at byte offset 2`],
    ["<b>c</i>", `Unmatched end tag at byte offset 4, expected "</b>", found "</i>"`],
    ["c</b>", "Unexpected end tag at byte offset 1"],
    ["<b", "Unclosed start tag at byte offset 0"],
    ["<b>c</b", "Unclosed end tag at byte offset 4"],
    ['<a href="x>c</a>', "Unclosed start tag at byte offset 0"],
    ["<span>c</span>", `Tag "span" must have class "tg-spoiler" at byte offset 0`],
  ])("refuses %s", (source, words) => {
    expect(() => parseHtml(source)).toThrow(words);
  });

  it("trims, and moves the marks", () => {
    expect(parseHtml("  <b> x</b>  ")).toEqual({ text: "x", entities: [{ type: "bold", offset: 0, length: 1 }] });
  });

  it("takes only addresses of the web", () => {
    expect(["https://x.id", "http://127.0.0.1:3000/a", "tg://user?id=1"].every(isTelegramUrl)).toBe(true);
    expect(["http://localhost:3000", "javascript:alert(1)", "x.id", "https://"].some(isTelegramUrl)).toBe(false);
  });

  it("finds commands, mentions and addresses by itself", () => {
    const text = "/mulai@KolegaBot tanya @bima_s di https://x.id/a?b=1, ya";
    expect(findEntities(text).map(({ type, offset, length }) => [type, text.slice(offset, offset + length)])).toEqual([
      ["bot_command", "/mulai@KolegaBot"],
      ["mention", "@bima_s"],
      ["url", "https://x.id/a?b=1"],
    ]);
  });
});
