import type { webApi } from "@slack/bolt";
import { chartImage } from "../runtime/chart-image.ts";
import type { SlackBlock } from "./block.ts";
import { imageAsLink } from "./card-blocks.ts";
import type { SlackMessage } from "./render.ts";

/**
 * Fills the places of charts with uploaded pictures. A chart that cannot be uploaded is left out: its numbers are among
 * the words.
 */
export async function withCharts(client: webApi.WebClient, message: SlackMessage): Promise<SlackBlock[]> {
  const files = new Map<number, string | undefined>();
  for (const { index, chart } of message.charts) {
    const id = await uploadPicture(client, `chart-${index}.png`, await chartImage(chart)).catch(() => undefined);
    files.set(index, id);
  }
  return message.blocks.flatMap((block, index): SlackBlock[] => {
    if (!files.has(index)) return [block];
    const id = files.get(index);
    return id ? [{ ...block, slack_file: { id } }] : [];
  });
}

/** The same message where Slack could not fetch or show a picture: addresses as links, charts as their numbers alone. */
export function withoutPictures(blocks: readonly SlackBlock[]): SlackBlock[] {
  return blocks.flatMap((block): SlackBlock[] => {
    if (block.type !== "image") return [block];
    return block.image_url === undefined ? [] : [imageAsLink(block)];
  });
}

async function uploadPicture(client: webApi.WebClient, name: string, bytes: Uint8Array): Promise<string | undefined> {
  const place = await client.files.getUploadURLExternal({ filename: name, length: bytes.length });
  if (!place.upload_url || !place.file_id) return undefined;
  const put = await fetch(place.upload_url, {
    method: "POST",
    headers: { "content-type": "application/octet-stream" },
    body: new Uint8Array(bytes),
  });
  if (!put.ok) return undefined;
  await client.files.completeUploadExternal({ files: [{ id: place.file_id, title: name }] });
  return place.file_id;
}
