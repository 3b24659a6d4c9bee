import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEmbeddedServer } from "../../core/db/embedded/server.ts";
import { ConfigError } from "../config.ts";
import { explain } from "./explain.ts";

/** What really is thrown, as Node and pg throw it. */
const thrownBy = (work: () => Promise<unknown>): Promise<unknown> =>
  work().then(
    () => undefined,
    (error: unknown) => error,
  );

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kolega-explain-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("explain", () => {
  it("says where a database does not answer, under one address or several", async () => {
    for (const host of ["127.0.0.1", "localhost"]) {
      const error = await thrownBy(() => new pg.Client({ host, port: 1 }).connect());
      expect(explain(error)).toMatch(/^the database does not answer at \S+:1 \(ECONNREFUSED\)\. .*DATABASE_URL/);
    }
    const unknown = Object.assign(new Error("getaddrinfo ENOTFOUND db.example"), {
      code: "ENOTFOUND",
      hostname: "db.example",
    });
    expect(explain(unknown)).toContain("at db.example (ENOTFOUND)");
  });

  it("says that something is there which is no database", async () => {
    const silent = createServer(() => undefined);
    const rude = createServer((socket) => socket.destroy());
    for (const [server, why] of [
      [silent, "no answer in time"],
      [rude, "it hung up"],
    ] as const) {
      await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
      const { port } = server.address() as { port: number };
      const error = await thrownBy(() =>
        new pg.Client({ host: "127.0.0.1", port, connectionTimeoutMillis: 300 }).connect(),
      );
      expect(explain(error)).toMatch(`the database does not answer (${why})`);
      server.close();
    }
  });

  it("says what to do about a port that is taken", async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, "127.0.0.1", done));
    const { port } = taken.address() as { port: number };
    const second = createServer();
    const error = await new Promise((resolve) => second.once("error", resolve).listen(port, "127.0.0.1"));
    expect(explain(error)).toMatch(new RegExp(`^port ${port} is in use\\. .*KOLEGA_PORT.*KOLEGA_SANDBOX_PORT`));
    await new Promise((done) => taken.close(done));
  });

  it("says which data folder cannot be used, and who uses it", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const dataDir = join(file, "data");
    const error = await thrownBy(() => startEmbeddedServer({ dataDir }));
    expect(explain(error)).toBe(
      `${dataDir} cannot be written (ENOTDIR). Give this user the right to, or set KOLEGA_DATA_DIR to another folder.`,
    );
    const server = await startEmbeddedServer({ dataDir: folder });
    const second = await thrownBy(() => startEmbeddedServer({ dataDir: folder }));
    expect(explain(second)).toContain(`is in use by process ${process.pid}`);
    expect(explain(second)).toContain("KOLEGA_DATA_DIR, KOLEGA_PORT");
    await server.stop();
  });

  it.each([
    ["28P01", 'password authentication failed for user "kolega"', "user and password in DATABASE_URL"],
    ["3D000", 'database "x" does not exist', "CREATE DATABASE"],
    ["42501", 'permission denied to create extension "vector"', "CREATE EXTENSION vector"],
    ["42501", "permission denied to create role", "CREATEROLE"],
    ["0A000", 'extension "vector" is not available', "Install pgvector"],
    ["57P03", "the database system is starting up", "Try again"],
  ])("knows what to do about Postgres' %s: %s", (code, message, advice) => {
    expect(explain(Object.assign(new Error(message), { code }))).toContain(advice);
  });

  it("leaves what it does not know to its stack, and settings to their own words", () => {
    expect(explain(new Error("boom"))).toBeUndefined();
    expect(explain(Object.assign(new Error("duplicate key"), { code: "23505" }))).toBeUndefined();
    expect(explain(Object.assign(new Error("permission denied for table x"), { code: "42501" }))).toBeUndefined();
    expect(explain("text")).toBeUndefined();
    expect(explain(new ConfigError("KOLEGA_PORT: no"))).toBe("KOLEGA_PORT: no");
  });
});
