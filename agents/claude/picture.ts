import type { ImageBlockParam } from "@anthropic-ai/sdk/resources/messages";
import sharp from "sharp";

/** The longest side that the model looks at; larger ones it makes smaller itself, at our cost. */
const MAX_SIDE = 1_568;
/** The provider's limit on one picture. It counts what is sent, which is base64: a third more. */
const MAX_SENT_BYTES = 5 * 1024 * 1024;
const MAX_BYTES = Math.floor((MAX_SENT_BYTES * 3) / 4);
/** More pixels than any phone takes: a small file that unpacks to more is made to harm. */
const MAX_PIXELS = 60_000_000;
const QUALITIES = [85, 70, 50] as const;

export interface Picture {
  readonly block: ImageBlockParam;
  readonly width: number;
  readonly height: number;
}

/** A picture as the model takes it: upright, not too large, one frame. undefined when it is no picture that can be read. */
export async function pictureOf(bytes: Uint8Array): Promise<Picture | undefined> {
  try {
    const { format, width, height, orientation = 1, pages = 1 } = await sharp(bytes, LIMITS).metadata();
    const media = MEDIA_TYPES.get(format);
    const fits = Math.max(width, height) <= MAX_SIDE && bytes.length <= MAX_BYTES;
    if (media && fits && orientation === 1 && pages === 1) {
      // Decoded once all the same: a picture that breaks off in the middle would be refused with the whole request.
      await sharp(bytes, LIMITS).stats();
      return { block: blockOf(media, Buffer.from(bytes)), width, height };
    }
    return await smaller(bytes);
  } catch {
    return undefined;
  }
}

async function smaller(bytes: Uint8Array): Promise<Picture | undefined> {
  for (const quality of QUALITIES) {
    const { data, info } = await sharp(bytes, LIMITS)
      .rotate()
      .resize({ width: MAX_SIDE, height: MAX_SIDE, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true });
    if (data.length <= MAX_BYTES) return { block: blockOf("image/jpeg", data), width: info.width, height: info.height };
  }
  return undefined;
}

const LIMITS = { limitInputPixels: MAX_PIXELS, failOn: "truncated" } as const;

type MediaType = "image/jpeg" | "image/png" | "image/webp" | "image/gif";
const MEDIA_TYPES: ReadonlyMap<string | undefined, MediaType> = new Map([
  ["jpeg", "image/jpeg"],
  ["png", "image/png"],
  ["webp", "image/webp"],
  ["gif", "image/gif"],
]);

function blockOf(media_type: MediaType, data: Buffer): ImageBlockParam {
  return { type: "image", source: { type: "base64", media_type, data: data.toString("base64") } };
}
