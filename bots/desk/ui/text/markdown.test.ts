import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInline, parsePlain } from "./inline.ts";
import { cardHref, misleadingHost, ownImage, safeHref } from "./links.ts";
import { parseMarkdown, plainText } from "./markdown.ts";

const text = (value: string) => ({ type: "text", text: value });

describe("inline marks", () => {
  it("reads bold, italics, both, strike and code", () => {
    expect(parseInline("a **b** *c* _d_ ***e*** ~~f~~ `g*h*`")).toEqual([
      text("a "),
      { type: "strong", children: [text("b")] },
      text(" "),
      { type: "emphasis", children: [text("c")] },
      text(" "),
      { type: "emphasis", children: [text("d")] },
      text(" "),
      { type: "strong", children: [{ type: "emphasis", children: [text("e")] }] },
      text(" "),
      { type: "strike", children: [text("f")] },
      text(" "),
      { type: "code", text: "g*h*" },
    ]);
  });

  it("nests italics in bold", () => {
    expect(parseInline("**a *b* c**")).toEqual([
      { type: "strong", children: [text("a "), { type: "emphasis", children: [text("b")] }, text(" c")] },
    ]);
  });

  it("leaves names with underscores, lone stars, sums and escapes alone", () => {
    for (const plain of [
      "brand_manager_role",
      "2 * 3 * 4",
      "a ** b",
      "x ****",
      "snake_case and other_case",
      "x * ",
      "[x]",
    ]) {
      expect(parseInline(plain)).toEqual([text(plain)]);
    }
    expect(parseInline("\\*not\\*")).toEqual([text("*not*")]);
  });

  it("keeps line breaks", () => {
    expect(parseInline("a\nb")).toEqual([text("a"), { type: "break" }, text("b")]);
  });
});

describe("links", () => {
  it("reads labelled, bare and bracketed addresses", () => {
    expect(parseInline("see [the post](https://a.id/p(1)) now")).toEqual([
      text("see "),
      { type: "link", href: "https://a.id/p(1)", children: [text("the post")] },
      text(" now"),
    ]);
    expect(parseInline("(https://a.id/x?y=1).")).toEqual([
      text("("),
      { type: "link", href: "https://a.id/x?y=1", children: [text("https://a.id/x?y=1")] },
      text(")."),
    ]);
    expect(parseInline("**https://a.id/x**")).toMatchObject([
      { type: "strong", children: [{ href: "https://a.id/x" }] },
    ]);
    expect(parseInline("<https://a.id>")).toMatchObject([{ type: "link", href: "https://a.id/" }]);
  });

  it("never makes a link of anything but http and https", () => {
    for (const bad of [
      "javascript:alert(1)",
      "data:text/html,x",
      "//evil.id",
      "/path",
      "vbscript:x",
      "java\nscript:x",
      "https://",
    ]) {
      expect(JSON.stringify(parseMarkdown(`[x](${bad})`))).not.toContain('"link"');
      expect(safeHref(bad)).toBeNull();
    }
  });

  it("turns a picture into a link to it", () => {
    expect(parseInline("![chart](https://a.id/c.png)")).toEqual([
      { type: "link", href: "https://a.id/c.png", children: [text("chart")] },
    ]);
  });

  it("shows typed text as typed, with its addresses", () => {
    expect(parsePlain("**x** https://a.id/_y_")).toEqual([
      text("**x** "),
      { type: "link", href: "https://a.id/_y_", children: [text("https://a.id/_y_")] },
    ]);
  });

  it("tells where a link that looks like another address leads", () => {
    expect(misleadingHost("https://bank.id/login", "https://evil.id/")).toBe("evil.id");
    expect(misleadingHost("bank.id", "https://www.bank.id/")).toBeNull();
    expect(misleadingHost("the report", "https://a.id/")).toBeNull();
  });

  it("takes a card's link from our server or the web, and pictures from our server only", () => {
    const origin = "http://localhost:3000";
    expect(cardHref("/approvals/1", origin)).toBe("http://localhost:3000/approvals/1");
    expect(cardHref("javascript:alert(1)", origin)).toBeNull();
    expect(ownImage("/files/1.png", origin)).toBe("http://localhost:3000/files/1.png");
    expect(ownImage("https://evil.id/1.png", origin)).toBeNull();
    expect(ownImage("data:image/png;base64,xx", origin)).toBeNull();
  });
});

describe("blocks", () => {
  it("reads paragraphs, headings, rules, quotes and code", () => {
    const types = parseMarkdown("# T\n\none\ntwo\n\n> q\n> r\n\n---\n\n```ts\nlet *a* = 1;\n```\nend").map(
      (block) => block.type,
    );
    expect(types).toEqual(["heading", "paragraph", "quote", "rule", "code", "paragraph"]);
    expect(parseMarkdown("```\nopen")).toEqual([{ type: "code", text: "open" }]);
  });

  it("reads lists: numbered from their first number, nested, with blank lines and lazy lines", () => {
    expect(parseMarkdown("Ada tiga:\n3. a\n4) b\n\n5. c")).toMatchObject([
      { type: "paragraph" },
      { type: "list", ordered: true, start: 3, items: [[{}], [{}], [{}]] },
    ]);
    expect(parseMarkdown("- a\n  - b\n  - c\n- d")).toMatchObject([
      {
        type: "list",
        items: [[{ type: "paragraph" }, { type: "list", items: [[{}], [{}]] }], [{ type: "paragraph" }]],
      },
    ]);
    expect(plainText("- a\nlazy\n- b\n\nafter")).toBe("a\nlazy\nb\nafter");
    expect(parseMarkdown("1. a\n   more\n   - x")).toMatchObject([
      { items: [[{ type: "paragraph" }, { type: "list" }]] },
    ]);
  });

  it("loses no letter of any text and never throws", () => {
    const alphabet = fc.constantFrom(..."ab *_`[]()!<>#-1.\n\\~h".split(""));
    fc.assert(
      fc.property(
        fc.array(alphabet, { maxLength: 80 }).map((chars) => chars.join("")),
        (source) => {
          const letters = (value: string) => value.replace(/[^ab]/g, "");
          const fenced = /^ {0,3}(```|~~~)/m.test(source);
          if (!fenced) expect(letters(plainText(source))).toBe(letters(source));
          else plainText(source);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("stays quick on hostile input", () => {
    const start = performance.now();
    for (const piece of ["**a ", "*_", "[", "`a``", "![](", "> ", "- ", "<", "https://a.id/)", "_a*b"]) {
      plainText(piece.repeat(Math.ceil(16_000 / piece.length)));
    }
    expect(performance.now() - start).toBeLessThan(2_000);
  });
});
