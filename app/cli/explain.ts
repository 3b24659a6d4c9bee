import { DataFolderInUse } from "../../core/db/embedded/server.ts";
import { DatabaseAway } from "../../core/kernel/database-away.ts";
import { ConfigError } from "../config.ts";

const NO_ANSWER = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
]);
const NOT_WRITABLE = new Set(["EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR", "EEXIST"]);

/** What Node's and Postgres' errors carry beside their message. */
interface Details {
  readonly code?: string;
  readonly syscall?: string;
  readonly path?: string;
  readonly address?: string;
  readonly hostname?: string;
  readonly port?: number;
  readonly errors?: readonly unknown[];
}

/**
 * One sentence for the operator about a mistake that is theirs to correct: what is wrong, and what to do. Undefined for
 * anything else: that is ours, and its stack is worth seeing.
 */
export function explain(error: unknown): string | undefined {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof DataFolderInUse) {
    return `${error.message}. Stop that one first, or give this one a folder and a port of its own (KOLEGA_DATA_DIR, KOLEGA_PORT).`;
  }
  if (error instanceof DatabaseAway) return explain(error.cause);
  if (!(error instanceof Error)) return undefined;
  // "localhost" is tried at several addresses: each failure says the same.
  const details: Details = { ...(error as Details), ...((error as Details).errors?.[0] as Details | undefined) };
  // pg gives these no code.
  if (error.message === "timeout expired") return noAnswer("", "no answer in time");
  if (error.message === "Connection terminated unexpectedly") return noAnswer("", "it hung up");
  return ofSocket(details) ?? ofPostgres(error.message, details.code) ?? ofFolder(details);
}

function ofSocket({ code = "", syscall, address, hostname, port }: Details): string | undefined {
  if (code === "EADDRINUSE") {
    return `port ${port} is in use. Stop the other program, or set KOLEGA_PORT to another port (in demo mode the sandbox takes the next one, or KOLEGA_SANDBOX_PORT).`;
  }
  if (syscall === "listen" && (code === "EACCES" || code === "EADDRNOTAVAIL")) {
    return code === "EACCES"
      ? `port ${port} may not be opened by this user. Set KOLEGA_PORT to a number above 1023.`
      : `${address} is not an address of this machine. Correct KOLEGA_HOST.`;
  }
  if (!NO_ANSWER.has(code)) return undefined;
  return noAnswer(hostname ?? (address === undefined ? "" : `${address}:${port}`), code);
}

function noAnswer(where: string, why: string): string {
  return `the database does not answer${where && ` at ${where}`} (${why}). Check that PostgreSQL runs there and that DATABASE_URL is right.`;
}

function ofPostgres(message: string, code: string | undefined): string | undefined {
  switch (code) {
    case "28P01":
    case "28000":
      return `the database refuses to sign in (${message}). Correct user and password in DATABASE_URL.`;
    case "3D000":
      return `${message}. Create it (CREATE DATABASE), or correct DATABASE_URL.`;
    case "53300":
      return `the database has no connection left (${message}). Raise max_connections, or stop other programs.`;
    case "57P03":
      return `the database is not ready (${message}). Try again in a moment.`;
    case "42501":
      if (message.includes("extension")) {
        return `${message}. A superuser has to run CREATE EXTENSION vector in this database, once.`;
      }
      return message.includes("create role")
        ? `${message}. Kolega makes the roles of its row security: a superuser has to run ALTER ROLE <its role> CREATEROLE.`
        : undefined;
    case "0A000":
    case "58P01":
      return message.includes("vector")
        ? `${message}. Install pgvector on the database's machine, then CREATE EXTENSION vector.`
        : undefined;
    default:
      return undefined;
  }
}

function ofFolder({ code = "", path }: Details): string | undefined {
  if (!path || !NOT_WRITABLE.has(code)) return undefined;
  return code === "ENOSPC"
    ? `no space left for ${path}. Make room, or set KOLEGA_DATA_DIR to a folder on another disk.`
    : `${path} cannot be written (${code}). Give this user the right to, or set KOLEGA_DATA_DIR to another folder.`;
}
