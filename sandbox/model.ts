import { z } from "zod";
import { PLATFORMS } from "../core/kernel/ports/social-platform.ts";

/** What the stand-ins remember. Every change is one of these records in the journal; the state is their sum. */

export const accountSchema = z.object({
  platform: z.enum(PLATFORMS),
  /** Instagram user id, TikTok open_id, YouTube channel id. */
  externalId: z.string().min(1).max(80),
  username: z.string().regex(/^[A-Za-z0-9._-]{1,30}$/),
  displayName: z.string().min(1).max(100),
  bio: z.string().max(2_000).default(""),
  followers: z.number().int().min(0),
  /** The token the platform would have given for this account; unique over all accounts. */
  accessToken: z.string().min(8).max(500),
  private: z.boolean().default(false),
  token: z.enum(["valid", "expired", "revoked", "scope_missing"]).default("valid"),
});
export type SandboxAccount = z.infer<typeof accountSchema>;

export const POST_FORMATS = {
  instagram: ["reel", "feed", "story"],
  tiktok: ["video"],
  youtube: ["video", "short"],
} as const;

export const postSchema = z.object({
  platform: z.enum(PLATFORMS),
  /** The id the API answers with: Instagram media id, TikTok video id, YouTube video id. */
  id: z.string().min(1),
  /** What stands in the address: Instagram shortcode; elsewhere the id again. */
  code: z.string().min(1),
  accountId: z.string().min(1),
  format: z.enum(["feed", "reel", "story", "video", "short"]),
  caption: z.string().max(5_000),
  publishedAt: z.iso.datetime(),
  thumbnailSeed: z.string(),
  /** Audience at the time of publishing: later changes of the account must not make a counter fall. */
  followersAtPublish: z.number().int().min(0),
  /** Interactions per reached person once the post is old, 0 to 1. */
  engagementRate: z.number().min(0).max(1),
  paidPartnership: z.boolean(),
  durationSeconds: z.number().int().min(0),
  deletedAt: z.iso.datetime().optional(),
});
export type SandboxPost = z.infer<typeof postSchema>;

export const payoutSchema = z.object({
  id: z.string(),
  referenceId: z.string(),
  channelCode: z.string(),
  accountNumber: z.string(),
  accountHolderName: z.string(),
  amount: z.number(),
  currency: z.string(),
  description: z.string(),
  status: z.string(),
  failureCode: z.string().optional(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** Every status it had, in order. */
  history: z.array(z.object({ status: z.string(), at: z.iso.datetime() })),
});
export type SandboxPayout = z.infer<typeof payoutSchema>;

/** The first answer to an idempotency key, given again to every repetition. */
export const idempotencySchema = z.object({ key: z.string(), bodyHash: z.string(), payoutId: z.string() });

export const invoiceSchema = z.object({
  id: z.string(),
  externalId: z.string(),
  amount: z.number(),
  currency: z.string(),
  description: z.string(),
  payerEmail: z.string().optional(),
  successRedirectUrl: z.string().optional(),
  status: z.enum(["PENDING", "PAID", "EXPIRED"]),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  paidAt: z.iso.datetime().optional(),
});
export type SandboxInvoice = z.infer<typeof invoiceSchema>;

export const SERVICES = ["instagram", "tiktok", "youtube", "xendit", "media", "short"] as const;
export type ServiceName = (typeof SERVICES)[number];

export const FAULT_KINDS = ["429", "500", "garbage", "hang", "cut_after_effect", "hang_after_effect"] as const;

export const faultSchema = z.object({
  id: z.string(),
  service: z.enum(SERVICES),
  /** Only requests whose path below the service contains this text; empty = all. */
  pathContains: z.string(),
  method: z.string().optional(),
  kind: z.enum(FAULT_KINDS),
  /** How many more requests it hits. */
  times: z.number().int().min(0),
  retryAfterSeconds: z.number().min(0).optional(),
});
export type Fault = z.infer<typeof faultSchema>;

/** A message to the product's webhook, waiting or done. `id` is payout or invoice id + status: one event, one callback. */
export const callbackSchema = z.object({
  id: z.string(),
  target: z.enum(["payout", "invoice"]),
  body: z.record(z.string(), z.unknown()),
  attempts: z.number().int().min(0),
  nextAt: z.iso.datetime(),
  done: z.enum(["waiting", "delivered", "given_up"]),
});
export type Callback = z.infer<typeof callbackSchema>;

export const eventSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("account"), account: accountSchema }),
  z.object({ type: z.literal("post"), post: postSchema }),
  z.object({
    type: z.literal("payout_created"),
    payout: payoutSchema,
    idempotency: idempotencySchema,
    callback: callbackSchema.optional(),
  }),
  z.object({
    type: z.literal("payout_moved"),
    id: z.string(),
    status: z.string(),
    failureCode: z.string().optional(),
    at: z.iso.datetime(),
    callback: callbackSchema.optional(),
  }),
  z.object({ type: z.literal("invoice"), invoice: invoiceSchema, callback: callbackSchema.optional() }),
  z.object({ type: z.literal("callback"), callback: callbackSchema }),
  z.object({ type: z.literal("fault"), fault: faultSchema }),
]);
export type SandboxEvent = z.infer<typeof eventSchema>;
