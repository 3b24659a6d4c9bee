import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openJournal } from "./journal.ts";
import type { SandboxEvent } from "./model.ts";
import { startTestSandbox } from "./testing.ts";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "kolega-journal-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const file = () => join(dir, "sandbox.jsonl");
const fault = (id: string): SandboxEvent => ({
  type: "fault",
  fault: { id, service: "xendit", pathContains: "", kind: "500", times: 1 },
});

function replayed(): SandboxEvent[] {
  const events: SandboxEvent[] = [];
  openJournal(dir, (event) => events.push(event)).close();
  return events;
}

describe("the journal", () => {
  it("gives back what was written, and cuts off half a line at the end", () => {
    const journal = openJournal(dir, () => undefined);
    journal.append(fault("a"));
    journal.append(fault("b"));
    journal.close();
    appendFileSync(file(), '{"type":"fault","fau');
    expect(replayed()).toEqual([fault("a"), fault("b")]);
    const again = openJournal(dir, () => undefined);
    again.append(fault("c"));
    again.close();
    expect(replayed()).toEqual([fault("a"), fault("b"), fault("c")]);
    expect(readFileSync(file(), "utf8").trim().split("\n")).toHaveLength(3);
  });

  it("refuses to start on damage in the middle", () => {
    writeFileSync(file(), 'nonsense\n{"type":"fault"}\n');
    expect(() => replayed()).toThrow("line 1");
  });
});

describe("kill -9", () => {
  /** A sandbox in a process of its own; answers its address. */
  async function startChild(): Promise<{ child: ChildProcess; url: string }> {
    const code = `
      import { startSandbox } from "./sandbox/server.ts";
      import { systemClock } from "./core/kernel/clock.ts";
      const box = await startSandbox({ host: "127.0.0.1", port: 0, stateDir: ${JSON.stringify(dir)}, clock: systemClock });
      process.stdout.write(box.url + "\\n");`;
    const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", code], {
      cwd: join(import.meta.dirname, ".."),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const url = await new Promise<string>((resolve, reject) => {
      child.stdout?.once("data", (data: Buffer) => resolve(data.toString().trim()));
      child.once("exit", () => reject(new Error("the sandbox did not start")));
    });
    return { child, url };
  }

  it("loses no acknowledged payout", async () => {
    const { child, url } = await startChild();
    const acknowledged: string[] = [];
    const killAt = 40;
    const work = Array.from({ length: 80 }, async (_, i) => {
      const reference = `pay_${i}`;
      const response = await fetch(`${url}/xendit/v2/payouts`, {
        method: "POST",
        headers: {
          authorization: `Basic ${Buffer.from("xnd_production_x:").toString("base64")}`,
          "content-type": "application/json",
          "idempotency-key": reference,
        },
        body: JSON.stringify({
          reference_id: reference,
          channel_code: "ID_BCA",
          channel_properties: { account_number: "1", account_holder_name: "S" },
          amount: 1_000,
          currency: "IDR",
        }),
      }).catch(() => undefined);
      if (response?.ok !== true) return;
      acknowledged.push(reference);
      if (acknowledged.length === killAt) child.kill("SIGKILL");
    });
    await Promise.all(work);
    child.kill("SIGKILL");
    expect(acknowledged.length).toBeGreaterThanOrEqual(killAt);

    const box = await startTestSandbox({ stateDir: dir });
    try {
      for (const reference of acknowledged) expect((await box.payouts(reference)).count).toBe(1);
    } finally {
      await box.sandbox.close();
    }
  });
});
