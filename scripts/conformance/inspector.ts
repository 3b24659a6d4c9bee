import { join } from "node:path";
import type { Judges } from "./packages.ts";
import { freePort, type Product } from "./product.ts";
import { type Ran, run } from "./runner.ts";

interface Case {
  readonly name: string;
  readonly url?: string;
  readonly key?: string;
  readonly args: readonly string[];
  /** 0 done, 3 not signed in, 4 not reached, 5 the tool says no. */
  readonly code: 0 | 3 | 4 | 5;
  /** What a right answer contains. */
  readonly contains?: string;
}

const call = (name: string, args: unknown): string[] => [
  ...["--method", "tools/call", "--tool-name", name, "--tool-args-json", JSON.stringify(args)],
];
const LIST = ["--method", "tools/list"];
const NO_CAMPAIGN = { campaignId: "cmp_00000000000000000000000000" };

function casesOf({ key }: Product, nobody: string): readonly Case[] {
  return [
    { name: "tools/list", key, args: LIST, code: 0, contains: "campaigns_create" },
    {
      name: "tools/list, 2026-07-28",
      key,
      args: [...LIST, "--protocol-era", "modern"],
      code: 0,
      contains: "find_tools",
    },
    { name: "tools/call", key, args: call("campaigns_list", {}), code: 0, contains: "campaignId" },
    {
      name: "tools/call, 2026-07-28",
      key,
      args: [...call("campaigns_list", {}), "--protocol-era", "modern"],
      code: 0,
      contains: "campaignId",
    },
    { name: "prompts/list", key, args: ["--method", "prompts/list"], code: 0, contains: "weekly" },
    {
      name: "resources/templates/list",
      key,
      args: ["--method", "resources/templates/list"],
      code: 0,
      contains: "kolega://",
    },
    { name: "no token", args: LIST, code: 3 },
    { name: "a wrong token", key: "kol_not_a_key_of_anybody", args: LIST, code: 3 },
    { name: "nobody listens", url: nobody, key, args: LIST, code: 4 },
    { name: "a tool that is not there", key, args: call("no_such_tool", {}), code: 5 },
    { name: "a campaign that is not there", key, args: call("campaigns_get", NO_CAMPAIGN), code: 5 },
    { name: "wrong arguments", key, args: call("campaigns_get", { campaignId: 7 }), code: 5 },
  ];
}

/** One line of what the Inspector's command line did; `fault` is empty when it did what it must. */
export interface Inspected {
  readonly name: string;
  readonly code: number | null;
  readonly fault: string;
}

/** Talks to the product with the Inspector's command line, each case in a process of its own, two at a time. */
export async function inspect(judges: Judges, product: Product, folder: string): Promise<readonly Inspected[]> {
  const nobody = `http://127.0.0.1:${await freePort()}/mcp`;
  const waiting = casesOf(product, nobody).map((one, i) => ({ one, i }));
  const done: Inspected[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { one, i } = next;
      const headers = one.key ? ["--header", `Authorization: Bearer ${one.key}`] : [];
      const to = ["--cli", "--server-url", one.url ?? product.url, "--transport", "http", "--stored-auth-only"];
      // A home of its own: no sign-in of the person who runs this may help.
      const env = { PATH: process.env.PATH, HOME: join(folder, "home") };
      const ran = await run(judges.node, [judges.inspector, ...to, ...headers, "--format", "json", ...one.args], env);
      done[i] = { name: one.name, code: ran.code, fault: faultOf(one, ran) };
    }
  };
  await Promise.all([work(), work()]);
  return done;
}

function faultOf(one: Case, { code, out, err }: Ran): string {
  if (code !== one.code) return `exit code ${code}, not ${one.code}: ${(err || out).slice(0, 300)}`;
  if (one.contains && !out.includes(one.contains)) return `no ${one.contains} in ${out.slice(0, 300)}`;
  if (/\n\s+at .+:\d+/.test(out + err)) return `a stack trace: ${(err || out).slice(0, 300)}`;
  return "";
}
