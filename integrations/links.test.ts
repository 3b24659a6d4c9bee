import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInstagramLink } from "./instagram-links.ts";
import { parseTiktokLink } from "./tiktok-links.ts";
import { parseYoutubeLink } from "./youtube-links.ts";

const shortcode = fc.stringMatching(/^[A-Za-z0-9_-]{10,12}$/).filter((code) => code !== "audio");
const tiktokId = fc.stringMatching(/^7\d{18}$/);
const youtubeId = fc.stringMatching(/^[A-Za-z0-9_-]{11}$/);
const username = fc.stringMatching(/^[a-z0-9][a-z0-9._]{1,20}$/).filter((name) => !["p", "tv", "share"].includes(name));
const scheme = fc.constantFrom("https://", "http://", "HTTPS://", "");
const tail = fc.constantFrom("", "/", "?igsh=MTIz&utm_source=x", "/?img_index=1", "#c", "?a=b/../c");
/** What people and chat apps put around a link. */
const around = fc.constantFrom<[string, string]>(
  ["", ""],
  ["sudah tayang kak ", " ya"],
  ["<", "|lihat>"],
  ["[video](", ")"],
  ["link:", ""],
  ["“", "”"],
  ["*", "*"],
  ["\u200b", "\u200b"],
  ["1.\n", "\n2. oke"],
  ["cek, ", ", makasih"],
);

describe("parseLink finds the code wherever the link stands", () => {
  it("instagram", () => {
    const host = fc.constantFrom("instagram.com", "www.instagram.com", "m.instagram.com", "WWW.Instagram.com");
    const kind = fc.constantFrom("p", "reel", "reels", "tv");
    const owner = fc.option(username, { nil: undefined });
    fc.assert(
      fc.property(scheme, host, owner, kind, shortcode, tail, around, (s, h, user, k, code, t, [before, after]) => {
        const text = `${before}${s}${h}/${user === undefined ? "" : `${user}/`}${k}/${code}${t}${after}`;
        const link = parseInstagramLink(text);
        expect(link?.code).toBe(code);
        expect(link?.handle).toBe(user);
        expect(parseInstagramLink(link?.url ?? "")?.code).toBe(code);
        expect(parseTiktokLink(text) ?? parseYoutubeLink(text)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it("tiktok, with ids as text", () => {
    const host = fc.constantFrom("tiktok.com", "www.tiktok.com", "m.tiktok.com");
    fc.assert(
      fc.property(scheme, host, username, tiktokId, tail, around, (s, h, user, id, t, [before, after]) => {
        const link = parseTiktokLink(`${before}${s}${h}/@${user}/video/${id}${t}${after}`);
        expect(link).toMatchObject({ platform: "tiktok", code: id, handle: user });
      }),
      { numRuns: 200 },
    );
  });

  it("youtube", () => {
    const shape = fc.constantFrom(
      (id: string) => `www.youtube.com/watch?v=${id}&t=10s`,
      (id: string) => `m.youtube.com/watch?app=desktop&v=${id}`,
      (id: string) => `youtu.be/${id}?si=abc`,
      (id: string) => `youtube.com/shorts/${id}`,
      (id: string) => `www.youtube.com/live/${id}`,
      (id: string) => `www.youtube.com/embed/${id}`,
    );
    fc.assert(
      fc.property(scheme, shape, youtubeId, around, (s, make, id, [before, after]) => {
        expect(parseYoutubeLink(`${before}${s}${make(id)}${after}`)?.code).toBe(id);
      }),
      { numRuns: 200 },
    );
  });

  it("never throws on any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.webUrl(), fc.string()), (text) => {
        parseInstagramLink(text);
        parseTiktokLink(text);
        parseYoutubeLink(text);
      }),
      { numRuns: 500 },
    );
  });
});

describe("short links wait for resolveLink", () => {
  it.each([
    ["lihat https://vm.tiktok.com/ZSabc123/ kak", "https://vm.tiktok.com/ZSabc123/"],
    ["vt.tiktok.com/ZS8xYz", "https://vt.tiktok.com/ZS8xYz/"],
    ["https://www.tiktok.com/t/ZT8xYz12/", "https://www.tiktok.com/t/ZT8xYz12/"],
  ])("%s", (text, url) => {
    expect(parseTiktokLink(text)).toEqual({ platform: "tiktok", url });
  });
  it("instagram share links", () => {
    expect(parseInstagramLink("https://www.instagram.com/share/reel/BAabc12345")).toEqual({
      platform: "instagram",
      url: "https://www.instagram.com/share/reel/BAabc12345",
    });
  });
});

describe("links that are not the platform's are refused", () => {
  it.each([
    "https://instagram.com.evil.id/p/ABCDEFGHIJK/",
    "https://evil-instagram.com/p/ABCDEFGHIJK/",
    "https://instagram.com@evil.id/p/ABCDEFGHIJK/",
    "https://evil.id/https://instagram.com/p/ABCDEFGHIJK/",
    "https://evil.id/?u=https://www.instagram.com/p/ABCDEFGHIJK/",
    "evil.id/https://www.instagram.com/p/ABCDEFGHIJK/",
    "https://instagram.com:8443/p/ABCDEFGHIJK/",
    "https://ınstagram.com/p/ABCDEFGHIJK/",
    "https://xn--nstagram-qyb.com/p/ABCDEFGHIJK/",
    "javascript://instagram.com/p/ABCDEFGHIJK/",
    "someone@instagram.com/p/ABCDEFGHIJK/",
    "https://www.instagram.com/kreator.satu/",
    "https://www.instagram.com/reels/audio/1234567890/",
    "https://www.instagram.com/p/",
    "https://help.instagram.com/p/ABCDEFGHIJK/",
    "https://tiktok.com.evil.id/@a/video/7412345678901234567",
    "https://www.tiktok.com/@a/video/notanumber",
    "https://www.tiktok.com/@a",
    "https://youtube.com.evil.id/watch?v=dQw4w9WgXcQ",
    "https://youtu.be.evil.id/dQw4w9WgXcQ",
    "https://www.youtube.com/watch?v=dQw4w9WgXcQQ",
    "https://www.youtube.com/@kanal",
    "",
  ])("%s", (text) => {
    expect(parseInstagramLink(text) ?? parseTiktokLink(text) ?? parseYoutubeLink(text)).toBeUndefined();
  });
});
