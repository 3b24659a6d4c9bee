import { Router } from "express";
import sharp from "sharp";
import type { SandboxContext } from "./context.ts";
import { chance } from "./engagement.ts";
import { escapeHtml } from "./html.ts";
import { param } from "./http.ts";
import type { SandboxPost } from "./model.ts";

/** Pictures of posts and accounts: the same id gives the same picture. Kept in memory up to this many. */
const CACHE_MAX = 200;
const SIZE = { width: 540, height: 675 } as const;

export function mediaRouter(ctx: SandboxContext): Router {
  const router = Router();
  const cache = new Map<string, Buffer>();

  router.get("/:file", async (req, res) => {
    const id = /^([A-Za-z0-9_.-]{1,100})\.png$/.exec(param(req, "file"))?.[1];
    const post = id === undefined ? undefined : findPost(ctx, id);
    if (id === undefined || (!post && !id.startsWith("avatar-"))) {
      res.status(404).type("text/plain").send("not found");
      return;
    }
    // The caption is part of the picture, so an edit makes a new one.
    const key = `${id}\u0000${post?.caption ?? ""}`;
    const picture = cache.get(key) ?? (await draw(post?.thumbnailSeed ?? id, post ? post.caption : ""));
    cache.delete(key);
    cache.set(key, picture);
    for (const oldest of cache.keys()) {
      if (cache.size <= CACHE_MAX) break;
      cache.delete(oldest);
    }
    res.set("Cache-Control", "public, max-age=300").type("png").send(picture);
  });
  return router;
}

function findPost(ctx: SandboxContext, id: string): SandboxPost | undefined {
  for (const platform of ["instagram", "tiktok", "youtube"] as const) {
    const post = ctx.state.post(platform, id);
    if (post && post.deletedAt === undefined) return post;
  }
  return undefined;
}

/** A gradient with soft circles and the first words of the caption. */
async function draw(seed: string, caption: string): Promise<Buffer> {
  const hue = Math.floor(chance(seed, "hue") * 360);
  const second = (hue + 40 + Math.floor(chance(seed, "hue2") * 90)) % 360;
  const circles = Array.from({ length: 5 }, (_, i) => {
    const x = Math.floor(chance(seed, "x", String(i)) * SIZE.width);
    const y = Math.floor(chance(seed, "y", String(i)) * SIZE.height);
    const r = 50 + Math.floor(chance(seed, "r", String(i)) * 150);
    return `<circle cx="${x}" cy="${y}" r="${r}" fill="hsl(${(hue + i * 25) % 360} 80% 75%)" opacity=".35"/>`;
  }).join("");
  const lines = wrap(caption, 18, 4)
    .map((line, i) => `<text x="36" y="${440 + i * 52}">${escapeHtml(line)}</text>`)
    .join("");
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}">
<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hue} 75% 60%)"/>
<stop offset="1" stop-color="hsl(${second} 70% 38%)"/></linearGradient></defs>
<rect width="100%" height="100%" fill="url(#g)"/>${circles}
<g font-family="sans-serif" font-size="42" font-weight="700" fill="#fff">${lines}</g></svg>`;
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true }).toBuffer();
}

/** Whole words in lines of about `width` characters; letters, numbers and # only, so any font has them. */
function wrap(text: string, width: number, maxLines: number): string[] {
  const lines: string[] = [];
  for (const word of text
    .replace(/[^\p{L}\p{N}#%.,!?'-]+/gu, " ")
    .trim()
    .split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else if (lines.length < maxLines) lines.push(word.slice(0, width));
    else break;
  }
  return lines.filter((line) => line !== "");
}
