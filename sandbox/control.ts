import { type Response, Router } from "express";
import { z } from "zod";
import { PLATFORMS } from "../core/kernel/ports/social-platform.ts";
import type { SandboxContext } from "./context.ts";
import { numbersAt } from "./engagement.ts";
import { injectFault } from "./faults.ts";
import { bodyObject, param, query } from "./http.ts";
import { accountSchema, faultSchema, POST_FORMATS, postSchema, type SandboxPost } from "./model.ts";
import { postUrl, publishPost, shortUrl } from "./posts.ts";
import { invoiceBody, payInvoice } from "./xendit-invoices.ts";

/**
 * The hand behind the curtain, for demo data and tests: accounts, posts, failures, and what really happened.
 * Answers 400 with the reason on bad input, 404 where a thing does not exist.
 */

const newPost = postSchema
  .pick({ caption: true, format: true })
  .extend({
    platform: z.enum(PLATFORMS),
    accountId: z.string(),
    publishedAt: z.iso.datetime({ offset: true }).optional(),
    thumbnailSeed: z.string().optional(),
    engagementRate: z.number().min(0).max(1).optional(),
    paidPartnership: z.boolean().optional(),
    durationSeconds: z.number().int().min(0).optional(),
    id: z.string().min(1).optional(),
    code: z.string().min(1).optional(),
  })
  .strict();

const accountPatch = z
  .object({ private: z.boolean(), token: accountSchema.shape.token.unwrap(), followers: z.number().int().min(0) })
  .partial()
  .strict();

const newFault = faultSchema
  .omit({ id: true })
  .extend({ pathContains: z.string().default(""), times: z.number().int().min(1).default(1) })
  .strict();

export function controlRouter(ctx: SandboxContext, tick: () => Promise<void>): Router {
  const router = Router();
  const { state } = ctx;

  const bad = (res: Response, reason: string) => res.status(400).json({ error: reason });
  const missing = (res: Response) => res.status(404).json({ error: "not found" });
  const issues = (error: z.ZodError) => z.prettifyError(error);

  function postView(post: SandboxPost): Record<string, unknown> {
    const account = state.account(post.platform, post.accountId);
    return {
      ...post,
      url: account ? postUrl(post, account) : undefined,
      shortUrl: shortUrl(post),
      numbers: numbersAt(post, ctx.metricTime(post)),
    };
  }

  router.get("/accounts", (_req, res) => {
    res.json({ accounts: [...state.accounts.values()] });
  });

  router.put("/accounts", (req, res) => {
    const parsed = accountSchema.strict().safeParse(bodyObject(req));
    if (!parsed.success) return bad(res, issues(parsed.error));
    const owner = PLATFORMS.flatMap((platform) => state.accountByToken(platform, parsed.data.accessToken) ?? [])[0];
    const same = owner?.platform === parsed.data.platform && owner.externalId === parsed.data.externalId;
    if (owner && !same) return bad(res, "accessToken belongs to another account");
    state.commit({ type: "account", account: parsed.data });
    return res.json({ account: parsed.data });
  });

  router.patch("/accounts/:platform/:id", (req, res) => {
    const platform = PLATFORMS.find((name) => name === param(req, "platform"));
    const account = platform && state.account(platform, param(req, "id"));
    if (!account) return missing(res);
    const parsed = accountPatch.safeParse(bodyObject(req));
    if (!parsed.success) return bad(res, issues(parsed.error));
    const changed = { ...account, ...parsed.data };
    state.commit({ type: "account", account: changed });
    return res.json({ account: changed });
  });

  router.get("/posts", (req, res) => {
    const platform = query(req, "platform");
    const posts = [...state.posts.values()].filter((post) => platform === undefined || post.platform === platform);
    res.json({ posts: posts.map(postView) });
  });

  router.post("/posts", (req, res) => {
    const parsed = newPost.safeParse(bodyObject(req));
    if (!parsed.success) return bad(res, issues(parsed.error));
    const account = state.account(parsed.data.platform, parsed.data.accountId);
    if (!account) return missing(res);
    const formats: readonly string[] = POST_FORMATS[account.platform];
    if (!formats.includes(parsed.data.format)) return bad(res, `${account.platform} has only ${formats.join(", ")}`);
    if (parsed.data.id !== undefined && state.post(account.platform, parsed.data.id)) return bad(res, "id is taken");
    return res.status(201).json({ post: postView(publishPost(state, account, parsed.data)) });
  });

  router.patch("/posts/:platform/:id", (req, res) => {
    const post = findPost(param(req, "platform"), param(req, "id"));
    if (!post) return missing(res);
    const parsed = z.object({ caption: postSchema.shape.caption }).strict().safeParse(bodyObject(req));
    if (!parsed.success) return bad(res, issues(parsed.error));
    const changed = { ...post, caption: parsed.data.caption };
    state.commit({ type: "post", post: changed });
    return res.json({ post: postView(changed) });
  });

  router.delete("/posts/:platform/:id", (req, res) => {
    const post = findPost(param(req, "platform"), param(req, "id"));
    if (!post) return missing(res);
    const changed = { ...post, deletedAt: post.deletedAt ?? ctx.clock.now().toISOString() };
    state.commit({ type: "post", post: changed });
    return res.json({ post: postView(changed) });
  });

  function findPost(platformName: string, id: string): SandboxPost | undefined {
    const platform = PLATFORMS.find((name) => name === platformName);
    return platform && state.post(platform, id);
  }

  router.get("/payouts", async (req, res) => {
    await tick();
    const reference = query(req, "reference");
    const payouts = reference === undefined ? [...state.payouts.values()] : state.payoutsByReference(reference);
    const paid = payouts.filter((payout) => payout.history.some((step) => step.status === "SUCCEEDED"));
    res.json({ count: payouts.length, succeeded: paid.length, payouts });
  });

  router.get("/invoices", (_req, res) => {
    res.json({ invoices: [...state.invoices.values()].map((invoice) => invoiceBody(ctx, invoice)) });
  });

  router.post("/invoices/:id/pay", async (req, res) => {
    const invoice = payInvoice(ctx, param(req, "id"));
    if (!invoice) return missing(res);
    await tick();
    return res.json({ invoice: invoiceBody(ctx, invoice) });
  });

  router.get("/callbacks", (_req, res) => {
    res.json({ callbacks: [...state.callbacks.values()] });
  });

  router.get("/faults", (_req, res) => {
    res.json({ faults: [...state.faults.values()] });
  });

  router.post("/faults", (req, res) => {
    const parsed = newFault.safeParse(bodyObject(req));
    if (!parsed.success) return bad(res, issues(parsed.error));
    return res.status(201).json({ fault: injectFault(ctx, parsed.data) });
  });

  router.delete("/faults", (_req, res) => {
    for (const fault of state.faults.values()) state.commit({ type: "fault", fault: { ...fault, times: 0 } });
    res.json({ faults: [] });
  });

  router.post("/tick", async (_req, res) => {
    await tick();
    res.json({ ok: true });
  });

  router.use((_req, res) => {
    missing(res);
  });
  return router;
}
