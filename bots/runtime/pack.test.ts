import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Block, parseMarkdown, plainText } from "./markdown.ts";
import { packBlocks } from "./pack.ts";

/** Bullets, numbers and the address of a link are the renderer's: a parted link has it twice. */
const words = (text: string): string => text.replace(/\s|[•]|\d+\.|\(https:\/\/example.com\/x\)/g, "");
const fitsIn =
  (limit: number) =>
  (blocks: readonly Block[]): boolean =>
    plainText(blocks).length <= limit;

describe("packBlocks", () => {
  it("keeps every character, in order, and every message within the limit", () => {
    const piece = fc.oneof(
      fc.lorem({ maxCount: 60 }),
      fc.string({ unit: "grapheme", maxLength: 400 }).map((text) => text.replace(/\d+\./g, "")),
      fc
        .array(fc.lorem({ maxCount: 9 }), { minLength: 1, maxLength: 30 })
        .map((items) => items.map((item) => `- ${item}`).join("\n")),
      fc.lorem({ maxCount: 30 }).map((text) => `**${text}** dan [tautan](https://example.com/x)`),
      fc
        .array(fc.lorem({ maxCount: 5 }), { minLength: 1, maxLength: 40 })
        .map((lines) => `\`\`\`\n${lines.join("\n")}\n\`\`\``),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.integer({ min: 80, max: 600 }), (pieces, limit) => {
        const blocks = parseMarkdown(pieces.join("\n\n"));
        const messages = packBlocks(blocks, fitsIn(limit));
        expect(words(messages.map(plainText).join("\n"))).toBe(words(plainText(blocks)));
        for (const message of messages) expect(plainText(message).length).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 300 },
    );
  });

  it("puts what fits into one message", () => {
    const blocks = parseMarkdown("Halo\n\n- satu\n- dua\n\nSelesai");
    expect(packBlocks(blocks, fitsIn(100))).toEqual([blocks]);
  });

  it("halves between words", () => {
    const blocks = parseMarkdown("satu dua tiga empat lima enam tujuh delapan");
    const said = packBlocks(blocks, fitsIn(20)).map(plainText);
    expect(said.join(" ")).toBe("satu dua tiga empat lima enam tujuh delapan");
  });
});

describe("parseMarkdown", () => {
  it("knows strong, emphasis, strike, code, links and line breaks", () => {
    expect(parseMarkdown("**a** _b_ ~~c~~ `d` [e](https://x.id)\nf")).toEqual([
      {
        kind: "paragraph",
        children: [
          { kind: "strong", children: [{ kind: "text", text: "a" }] },
          { kind: "text", text: " " },
          { kind: "emphasis", children: [{ kind: "text", text: "b" }] },
          { kind: "text", text: " " },
          { kind: "strike", children: [{ kind: "text", text: "c" }] },
          { kind: "text", text: " " },
          { kind: "code", text: "d" },
          { kind: "text", text: " " },
          { kind: "link", url: "https://x.id", children: [{ kind: "text", text: "e" }] },
          { kind: "text", text: "\nf" },
        ],
      },
    ]);
  });

  it("takes HTML as the words it is", () => {
    expect(plainText(parseMarkdown("<b>x</b> & <script>"))).toBe("<b>x</b> & <script>");
  });
});
