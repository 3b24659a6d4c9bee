import { type Logger, LogLevel } from "@slack/bolt";

/** What of our log Slack's libraries may use. */
export interface SlackLog {
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Tokens of every kind, and addresses with a ticket, must not reach a log. */
const SECRETS = /\b(xox[a-z]-|xapp-|xoxe)[\w.-]+|wss?:\/\/\S+|https?:\/\/hooks\.slack\.com\/\S+/g;
const LONGEST = 300;

/**
 * Our log for Slack's libraries: warnings and errors only. Errors are named, not printed: they carry requests and
 * answers, which hold people's words.
 */
export function slackLogger(log: SlackLog): Logger {
  const line = (parts: readonly unknown[]): string => parts.map(describe).join(" ").slice(0, LONGEST);
  return {
    debug: () => undefined,
    info: () => undefined,
    warn: (...parts) => log.warn({ part: "slack" }, line(parts)),
    error: (...parts) => log.error({ part: "slack" }, line(parts)),
    setLevel: () => undefined,
    getLevel: () => LogLevel.WARN,
    setName: () => undefined,
  };
}

function describe(part: unknown): string {
  if (part instanceof Error) {
    const code = "code" in part && typeof part.code === "string" ? ` ${part.code}` : "";
    return `${part.name}${code}`;
  }
  return typeof part === "string" ? part.replace(SECRETS, "[secret]") : typeof part;
}
