import { webApi } from "@slack/bolt";
import { ChannelError } from "../runtime/channel.ts";

/** Slack could not work for a moment, and did nothing. */
const PASSING = new Set(["ratelimited", "rate_limited", "service_unavailable", "team_added_to_org", "accesslimited"]);
/** Slack says itself that it may have done part of it (docs.slack.dev, any method's errors). */
const UNSURE = new Set(["internal_error", "fatal_error", "request_timeout"]);
/** No request was written. */
const NOT_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** How a failed call of Slack's Web API counts. `repeatable` calls may simply be made again when nobody knows. */
export function channelError(error: unknown, repeatable: boolean): ChannelError {
  if (error instanceof ChannelError) return error;
  const unsure = (detail: string): ChannelError => new ChannelError(repeatable ? "retry" : "unknown", detail);
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return new ChannelError("retry", "slack: rate limited", error.retryAfter * 1_000);
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const name = error.data.error;
    const retryAfter = error.data.response_metadata?.retryAfter;
    if (PASSING.has(name)) {
      return new ChannelError("retry", `slack: ${name}`, retryAfter === undefined ? undefined : retryAfter * 1_000);
    }
    return UNSURE.has(name) ? unsure(`slack: ${name}`) : new ChannelError("refused", `slack: ${name}`);
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    // A 5xx is Slack saying that it failed: tried again, at the risk of a second copy.
    const passing = error.statusCode >= 500 || error.statusCode === 429;
    return new ChannelError(passing ? "retry" : "refused", `slack: HTTP ${error.statusCode}`);
  }
  if (error instanceof webApi.WebAPIRequestError) {
    const code = networkCode(error.original);
    return NOT_CONNECTED.has(code) ? new ChannelError("retry", `slack: ${code}`) : unsure(`slack: no answer (${code})`);
  }
  throw error;
}

export function platformError(error: unknown): string | undefined {
  return error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined;
}

function networkCode(error: Error): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if ("code" in at && typeof at.code === "string") return at.code;
  }
  return error.name;
}
