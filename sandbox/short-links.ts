import { Router } from "express";
import type { SandboxContext } from "./context.ts";
import { param } from "./http.ts";
import { postUrl, shortCode, shortUrl } from "./posts.ts";

/**
 * The redirect services of the apps' share buttons: `/short/vm.tiktok.com/<code>/` answers what `https://vm.tiktok.com/<code>/`
 * would, a redirect to the full address with tracking parameters.
 */
export function shortLinkRouter(ctx: SandboxContext): Router {
  const router = Router();
  router.get("/*path", (req, res) => {
    const code = req.path.split("/").filter(Boolean).at(-1) ?? param(req, "path");
    for (const post of ctx.state.posts.values()) {
      const account = ctx.state.account(post.platform, post.accountId);
      if (!account || post.deletedAt !== undefined || shortUrl(post) === undefined || shortCode(post) !== code)
        continue;
      res.redirect(302, `${postUrl(post, account)}?_r=1&_t=ZS-sandbox`);
      return;
    }
    res.status(404).type("text/plain").send("not found");
  });
  return router;
}
