import { AppError } from "../kernel/errors.ts";
import {
  PLATFORMS,
  type Platform,
  PlatformError,
  type PlatformFailure,
  type PostLink,
} from "../kernel/ports/social-platform.ts";
import { secondsToWait } from "../metrics/index.ts";
import type { PrepareContext } from "../usecase/context.ts";
import { cleanContent, type SubmittedContent } from "./content.ts";

export interface Submission {
  readonly socialAccountId: string;
  readonly content: SubmittedContent;
}

/**
 * When several accounts were asked and none has the post: what is said is the first of these that happened, because
 * while one account could not be read nobody knows that the post is not in it.
 */
const TELLING: readonly PlatformFailure[] = [
  "unavailable",
  "throttled",
  "reauthorise",
  "private",
  "deleted",
  "not_owned",
];

/**
 * Finds the linked post in the media of the influencer's own accounts; being found there is the proof that it is theirs.
 * Throws AppError with one sentence for each way it can fail.
 */
export async function fetchSubmission(ctx: PrepareContext, text: string): Promise<Submission> {
  const link = recognise(ctx, text);
  if (!link) throw new AppError("invalid_input", "post_link_unknown");
  const { platform } = link;
  try {
    return await search(ctx, link);
  } catch (error) {
    if (error instanceof PlatformError) throw asAppError(error.failure, platform, secondsToWait(error));
    throw error;
  }
}

function recognise(ctx: PrepareContext, text: string): PostLink | undefined {
  for (const platform of PLATFORMS) {
    const link = ctx.ports.platforms[platform].parseLink(text);
    if (link) return link;
  }
  return undefined;
}

async function search(ctx: PrepareContext, link: PostLink): Promise<Submission> {
  const adapter = ctx.ports.platforms[link.platform];
  const accounts = await ctx.read((tx) =>
    tx.query<{ id: string; username: string }>(
      "SELECT id, username FROM social_account WHERE influencer_id = $1 AND platform = $2 AND status <> 'disconnected' ORDER BY id",
      [ctx.actor.id, link.platform],
    ),
  );
  if (accounts.length === 0)
    throw new AppError("precondition_failed", "post_account_missing", { platform: nameOf(link.platform) });
  const full = await adapter.resolveLink(link, ctx.signal);
  const failures: PlatformError[] = [];
  for (const account of accounts) {
    const connected = await ctx.ports.connectedAccount(account.id);
    if (!connected) {
      failures.push(new PlatformError("reauthorise", link.platform, "no token"));
      continue;
    }
    try {
      const fetched = await adapter.fetchPost(connected, full, ctx.signal);
      return { socialAccountId: account.id, content: cleanContent(link.platform, fetched) };
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error;
      failures.push(error);
    }
  }
  const told = TELLING.flatMap((failure) => failures.find((error) => error.failure === failure) ?? [])[0];
  throw told ?? new PlatformError("not_owned", link.platform, "in no account");
}

/** One clear sentence for every way a platform can refuse. */
function asAppError(failure: PlatformFailure, platform: Platform, seconds: number): AppError {
  const params = { platform: nameOf(platform), seconds };
  switch (failure) {
    case "not_owned":
      return new AppError("forbidden", "post_not_owned", params);
    case "deleted":
      return new AppError("not_found", "post_deleted", params);
    case "private":
      return new AppError("precondition_failed", "post_private", params);
    case "reauthorise":
      return new AppError("precondition_failed", "post_reauthorise", params);
    case "throttled":
      return new AppError("unavailable", "platform_throttled", params);
    case "unavailable":
      return new AppError("unavailable", "platform_unavailable", params);
  }
}

const NAMES: Readonly<Record<Platform, string>> = { instagram: "Instagram", tiktok: "TikTok", youtube: "YouTube" };

/** The platform's name as people write it, the same in every language. */
export function nameOf(platform: Platform): string {
  return NAMES[platform];
}
