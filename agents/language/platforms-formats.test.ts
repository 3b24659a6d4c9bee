import { describe, expect, it } from "vitest";
import { findPlatforms } from "./platforms-formats.ts";

const pieces = (text: string) =>
  findPlatforms(text).deliverables.map(
    ({ quantity, platform, format }) => `${quantity ?? "?"} ${platform ?? "?"} ${format}`,
  );

describe("platforms and pieces of content", () => {
  it.each<[string, string[]]>([
    ["3 reels", ["3 instagram reel"]],
    ["tiga reels", ["3 instagram reel"]],
    ["3x reels", ["3 instagram reel"]],
    ["2 video tiktok", ["2 tiktok video"]],
    ["2 tiktok videos", ["2 tiktok video"]],
    ["1 story", ["1 instagram story"]],
    ["1 ig story", ["1 instagram story"]],
    ["2 feed post", ["2 instagram feed"]],
    ["2 youtube shorts", ["2 youtube short"]],
    ["2 video di tik tok", ["2 tiktok video"]],
    ["2 vidio di toktok", ["2 tiktok video"]],
    ["3 reels sama 2 video tiktok", ["3 instagram reel", "2 tiktok video"]],
    ["2 video, 1 story", ["2 ? video", "1 instagram story"]],
    ["a reel and 2 stories", ["1 instagram reel", "2 instagram story"]],
    ["5 konten reels", ["5 instagram reel"]],
    ["reels", ["? instagram reel"]],
    ["the story behind our feed, live on video", []],
  ])("%s", (text, expected) => {
    expect(pieces(text)).toEqual(expected);
  });

  it.each<[string, string[]]>([
    ["di IG dan tiktok", ["instagram", "tiktok"]],
    ["Instagrm aja", ["instagram"]],
    ["You Tube", ["youtube"]],
    ["yt sama tt", ["youtube", "tiktok"]],
    ["tidak ada", []],
    ["https://www.tiktok.com/@rani/video/1", []],
  ])("%s names %j", (text, expected) => {
    expect(findPlatforms(text).platforms.map(({ value }) => value)).toEqual(expected);
  });
});
