import type { Chart } from "../../core/cards/card.ts";

/** A picture that a message needs: its bytes become a media id before it is sent. */
export type Picture =
  | { readonly kind: "chart"; readonly chart: Chart }
  | { readonly kind: "address"; readonly url: string };

export interface ReplyButton {
  readonly type: "reply";
  readonly reply: { readonly id: string; readonly title: string };
}

export interface ListRow {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
}

export interface ListSection {
  readonly title?: string;
  readonly rows: readonly ListRow[];
}

/** What a send carries besides its recipient, in the Cloud API's own words. */
export type WhatsappPayload =
  | { readonly type: "text"; readonly text: { readonly body: string; readonly preview_url: boolean } }
  | { readonly type: "image"; readonly image: { readonly id: string; readonly caption?: string } }
  | {
      readonly type: "interactive";
      readonly interactive: {
        readonly type: "button" | "list";
        readonly header?: { readonly type: "image"; readonly image: { readonly id: string } };
        readonly body: { readonly text: string };
        readonly footer?: { readonly text: string };
        readonly action:
          | { readonly buttons: readonly ReplyButton[] }
          | { readonly button: string; readonly sections: readonly ListSection[] };
      };
    }
  | { readonly type: "template"; readonly template: TemplatePayload };

export interface TemplatePayload {
  readonly name: string;
  readonly language: { readonly code: string };
  readonly components: readonly {
    readonly type: "body" | "button";
    readonly sub_type?: "quick_reply";
    readonly index?: string;
    readonly parameters: readonly (
      | { readonly type: "text"; readonly text: string }
      | { readonly type: "payload"; readonly payload: string }
    )[];
  }[];
}

/** A rendered message. Where `picture` is set, `payload` has an empty media id that its upload fills in. */
export interface RenderedMessage {
  readonly payload: WhatsappPayload;
  readonly picture?: Picture;
}

/** The same payload with the media id of its picture. */
export function withMedia(payload: WhatsappPayload, id: string): WhatsappPayload {
  if (payload.type === "image") return { ...payload, image: { ...payload.image, id } };
  if (payload.type !== "interactive" || !payload.interactive.header) return payload;
  return { ...payload, interactive: { ...payload.interactive, header: { type: "image", image: { id } } } };
}
