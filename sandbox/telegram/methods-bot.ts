import type { MethodArgs } from "./args.ts";
import { ApiError, badRequest } from "./errors.ts";
import type { Method, MethodContext } from "./method.ts";
import type { BotCommandList } from "./model.ts";
import { TerminatedByOther } from "./updates.ts";
import { botJson, fileOf } from "./views.ts";

const SECRET = /^[A-Za-z0-9_-]{1,256}$/;
const COMMAND = /^[a-z0-9_]{1,32}$/;
const MAX_POLL_SECONDS = 50;
const STALE_QUERY = "query is too old and response timeout expired or query ID is invalid";

/** The methods about the bot itself: where its updates go, its menu, its files, answers to presses and searches. */
export const BOT_METHODS: Readonly<Record<string, Method>> = {
  getMe: (ctx) => ({
    ...botJson(ctx.state),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: true,
    can_connect_to_business: false,
    has_main_web_app: false,
  }),

  setWebhook(ctx, args) {
    const url = args.text("url") ?? "";
    const secret = args.text("secret_token") ?? "";
    if (secret !== "" && !SECRET.test(secret)) throw badRequest("secret token contains unallowed characters");
    const local = URL.canParse(url) && ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
    // The real server wants https; on this machine there is none.
    if (url !== "" && !(URL.canParse(url) && (new URL(url).protocol === "https:" || local))) {
      throw badRequest("bad webhook: An HTTPS URL must be provided for webhook");
    }
    const maxConnections = args.number("max_connections") ?? 40;
    if (maxConnections < 1 || maxConnections > 100) throw badRequest("max_connections must be between 1 and 100");
    dropPending(ctx, args);
    ctx.state.commit({
      type: "webhook",
      value: { url, secret, maxConnections, allowedUpdates: allowedUpdates(ctx, args) },
    });
    ctx.updates.wake();
    return true;
  },

  deleteWebhook(ctx, args) {
    dropPending(ctx, args);
    ctx.state.commit({ type: "webhook", value: { ...ctx.state.webhook, url: "", secret: "" } });
    return true;
  },

  getWebhookInfo(ctx) {
    const { url, maxConnections, allowedUpdates: allowed, lastError } = ctx.state.webhook;
    return {
      url,
      has_custom_certificate: false,
      pending_update_count: ctx.updates.waiting().length,
      max_connections: url === "" ? undefined : maxConnections,
      allowed_updates: allowed.length > 0 ? allowed : undefined,
      last_error_date: lastError && Math.floor(lastError.at / 1_000),
      last_error_message: lastError?.text,
    };
  },

  async getUpdates(ctx, args) {
    if (ctx.state.webhook.url !== "") {
      throw new ApiError(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    }
    if (args.value("allowed_updates") !== undefined) {
      const allowed = allowedUpdates(ctx, args);
      if (JSON.stringify(allowed) !== JSON.stringify(ctx.state.webhook.allowedUpdates)) {
        ctx.state.commit({ type: "webhook", value: { ...ctx.state.webhook, allowedUpdates: allowed } });
      }
    }
    try {
      const updates = await ctx.updates.poll({
        offset: args.number("offset"),
        limit: Math.min(100, Math.max(1, args.number("limit") ?? 100)),
        timeoutMs: Math.min(MAX_POLL_SECONDS, args.number("timeout") ?? 0) * 1_000,
      });
      return updates.map((update) => update.body);
    } catch (error) {
      if (!(error instanceof TerminatedByOther)) throw error;
      throw new ApiError(
        409,
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
      );
    }
  },

  answerCallbackQuery(ctx, args) {
    const query = ctx.state.queries.get(args.text("callback_query_id") ?? "");
    const text = args.text("text") ?? "";
    if (text.length > ctx.limits.callbackAnswerLength) throw badRequest("MESSAGE_TOO_LONG");
    if (!query || query.answered || ctx.state.now() - query.at > ctx.limits.callbackAnswerMs) {
      throw badRequest(STALE_QUERY);
    }
    ctx.state.commit({ type: "query", value: { ...query, answered: { text, alert: args.flag("show_alert") } } });
    return true;
  },

  answerInlineQuery(ctx, args) {
    const id = args.text("inline_query_id") ?? "";
    const results = args.json("results");
    if (!Array.isArray(results)) throw badRequest("results must be an Array");
    if (results.length > ctx.limits.inlineResults) throw badRequest("RESULTS_TOO_MUCH");
    const ids = results.map((result: { id?: unknown }) => String(result?.id ?? ""));
    if (ids.some((one) => one === "" || Buffer.byteLength(one) > ctx.limits.inlineResultIdBytes)) {
      throw badRequest("RESULT_ID_INVALID");
    }
    if (new Set(ids).size < ids.length) throw badRequest("RESULT_ID_DUPLICATE");
    if (!ctx.answerInline(id, results)) throw badRequest(STALE_QUERY);
    return true;
  },

  setMyCommands(ctx, args) {
    const commands = args.json("commands");
    if (!Array.isArray(commands)) throw badRequest("commands must be an Array");
    if (commands.length > ctx.limits.commands) throw badRequest("BOT_COMMANDS_TOO_MUCH");
    for (const { command, description } of commands as { command?: unknown; description?: unknown }[]) {
      if (typeof command !== "string" || !COMMAND.test(command)) throw badRequest("BOT_COMMAND_INVALID");
      if (typeof description !== "string" || description.length < 1 || description.length > 256) {
        throw badRequest("BOT_COMMAND_DESCRIPTION_INVALID");
      }
    }
    const languageCode = args.text("language_code") ?? "";
    if (languageCode !== "" && !/^[a-z]{2}$/.test(languageCode)) throw badRequest("LANG_CODE_INVALID");
    const scope = scopeOf(args);
    const list = commands as BotCommandList["commands"];
    ctx.state.commit({ type: "commands", value: { scope, languageCode, commands: list } });
    return true;
  },

  getMyCommands: (ctx, args) => {
    const scope = scopeOf(args);
    return ctx.state.commands.get(`${scope}|${args.text("language_code") ?? ""}`)?.commands ?? [];
  },

  getFile(ctx, args) {
    const file = fileOf(ctx.state, args.value("file_id"));
    if (file.size > ctx.limits.downloadBytes) throw badRequest("file is too big");
    return { file_id: file.fileId, file_unique_id: file.uniqueId, file_size: file.size, file_path: file.path };
  },
};

function dropPending(ctx: MethodContext, args: MethodArgs): void {
  if (!args.flag("drop_pending_updates")) return;
  for (const update of ctx.updates.waiting()) ctx.state.commit({ type: "update", value: { ...update, done: true } });
}

/** The kinds asked for; without the field, those asked for before. */
function allowedUpdates(ctx: MethodContext, args: MethodArgs): readonly string[] {
  const list = args.json("allowed_updates");
  if (list === undefined) return ctx.state.webhook.allowedUpdates;
  if (!Array.isArray(list)) throw badRequest("allowed_updates must be an Array");
  return list.map(String);
}

/** Where commands are shown: a kind of chats, or one chat. */
function scopeOf(args: MethodArgs): string {
  const scope = args.json("scope") as { type?: string; chat_id?: unknown } | undefined;
  return scope?.type === "chat" ? `chat:${String(scope.chat_id)}` : (scope?.type ?? "default");
}
