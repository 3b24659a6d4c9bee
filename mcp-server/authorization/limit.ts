import { type RateLimitRequestHandler, rateLimit } from "express-rate-limit";
import { MINUTE_MS } from "../../core/kernel/clock.ts";
import type { AuthorizationOptions } from "./options.ts";

/** A person's program needs three or four; every request to authorize is a row for a quarter of an hour. */
const REQUESTS_A_MINUTE = 120;

/** How often one address may ask the authorization server, before anybody is known. 429 with `Retry-After` beyond it. */
export function limitStrangers(options: Pick<AuthorizationOptions, "errorPage">): RateLimitRequestHandler {
  return rateLimit({
    windowMs: MINUTE_MS,
    limit: REQUESTS_A_MINUTE,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    // Behind a proxy that KOLEGA_TRUSTED_PROXIES does not name, all share its address.
    validate: { xForwardedForHeader: false, forwardedHeader: false },
    handler(req, res) {
      // The one error of RFC 6749 that means "later".
      const error = "temporarily_unavailable";
      res.status(429).set("cache-control", "no-store");
      if (!req.accepts("html") || req.method === "POST") {
        res.json({ error, error_description: "too many requests from this address" });
        return;
      }
      const { html, policy } = options.errorPage(error, req.header("accept-language") ?? "");
      res.set("content-security-policy", policy).type("html").send(html);
    },
  });
}
