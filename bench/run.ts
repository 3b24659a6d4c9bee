// `npm run bench`, or `npm run bench -- turn doors`. See docs of each bench in its file; figures are never a test.
import { ack } from "./ack.ts";
import { doors } from "./doors.ts";
import { ledger } from "./ledger.ts";
import { mcp } from "./mcp.ts";
import { start } from "./start.ts";
import { printMachine } from "./support.ts";
import { throughput } from "./throughput.ts";
import { turn } from "./turn.ts";

const BENCHES: Readonly<Record<string, () => Promise<void>>> = { start, turn, throughput, ack, doors, mcp, ledger };

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in BENCHES));
if (unknown !== undefined) {
  console.error(`no bench ${unknown}: choose ${Object.keys(BENCHES).join(", ")}`);
  process.exit(2);
}
printMachine();
for (const name of asked.length > 0 ? asked : Object.keys(BENCHES)) await BENCHES[name]?.();
