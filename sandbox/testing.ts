import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ManualClock } from "../core/kernel/clock.ts";
import type { Platform } from "../core/kernel/ports/social-platform.ts";
import type { SandboxAccount, SandboxPayout, SandboxPost } from "./model.ts";
import type { NewPost } from "./posts.ts";
import { type Sandbox, type SandboxOptions, startSandbox } from "./server.ts";

/** A post as the control API shows it. */
export type ControlPost = SandboxPost & { url: string; shortUrl?: string; numbers: Record<string, number> };

/** A sandbox on a free port with a folder of its own, a clock moved by hand, and its control API as functions. For tests. */
export interface TestSandbox {
  readonly sandbox: Sandbox;
  readonly url: string;
  readonly clock: ManualClock;
  readonly stateDir: string;
  control(method: string, path: string, body?: unknown): Promise<unknown>;
  account(fields: Partial<SandboxAccount> & { platform: Platform }): Promise<SandboxAccount>;
  post(account: SandboxAccount, fields?: Partial<NewPost>): Promise<ControlPost>;
  fault(fault: Record<string, unknown>): Promise<void>;
  payouts(reference: string): Promise<{ count: number; succeeded: number; payouts: SandboxPayout[] }>;
  /** Stops the server and starts another on the same journal (and another port). */
  restart(): Promise<TestSandbox>;
  /** Stops it and removes its folder. */
  stop(): Promise<void>;
}

export const TEST_START = "2026-11-02T02:00:00.000Z";

/** Starts one; `options` override the defaults (tick only by hand, real documented limits). */
export async function startTestSandbox(options: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const stateDir = options.stateDir ?? mkdtempSync(join(tmpdir(), "kolega-sandbox-"));
  const clock = options.clock instanceof ManualClock ? options.clock : new ManualClock(TEST_START);
  const settings = { host: "127.0.0.1", port: 0, tickEveryMs: 0, ...options, stateDir, clock };
  return wrap(await startSandbox(settings), settings, clock);
}

function wrap(sandbox: Sandbox, settings: SandboxOptions, clock: ManualClock): TestSandbox {
  let made = 0;
  const control = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${sandbox.url}/_control${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`control ${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    sandbox,
    url: sandbox.url,
    clock,
    stateDir: settings.stateDir,
    control,
    async account(fields) {
      made += 1;
      const body = {
        externalId: fields.platform === "youtube" ? `UCtest${made}` : `17840000000000${made}`,
        username: `kreator.${made}`,
        displayName: `Kreator ${made}`,
        followers: 12_000,
        accessToken: `token-${fields.platform}-${made}-abcdef`,
        ...fields,
      };
      const answer = (await control("PUT", "/accounts", body)) as { account: SandboxAccount };
      return answer.account;
    },
    async post(account, fields = {}) {
      const format = account.platform === "instagram" ? "reel" : "video";
      const body = {
        platform: account.platform,
        accountId: account.externalId,
        format,
        caption: "Serum baru #KolegaGlow #ad",
        ...fields,
      };
      const answer = (await control("POST", "/posts", body)) as { post: ControlPost };
      return answer.post;
    },
    async fault(fault) {
      await control("POST", "/faults", fault);
    },
    async payouts(reference) {
      const answer = await control("GET", `/payouts?reference=${encodeURIComponent(reference)}`);
      return answer as { count: number; succeeded: number; payouts: SandboxPayout[] };
    },
    async restart() {
      await sandbox.close();
      return wrap(await startSandbox(settings), settings, clock);
    },
    async stop() {
      await sandbox.close();
      rmSync(settings.stateDir, { recursive: true, force: true });
    },
  };
}
