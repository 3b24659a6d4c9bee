import { type Config, ConfigError, readConfig } from "../config.ts";
import { describeParts } from "../parts.ts";
import { VERSION } from "../version.ts";
import { type Check, MARKS } from "./doctor-check.ts";
import { checkDatabase } from "./doctor-database.ts";
import { checkEmbeddings } from "./doctor-embeddings.ts";
import { checkAddresses, checkRedis, checkRunning } from "./doctor-process.ts";
import { checkWhatsappWeb } from "./doctor-whatsapp-web.ts";

type Print = (line: string) => void;

/**
 * Says what an installation is made of and how it is; changes nothing, and may be asked beside a running Kolega. Every
 * line that is not good says what to do next. Answers the exit code: 0 nothing is wrong, 1 somebody has to look, 2 it
 * would not start.
 */
export async function runDoctor(
  env: Readonly<Record<string, string | undefined>>,
  print: Print = console.log,
): Promise<number> {
  print(`Kolega ${VERSION}, Node ${process.version}`);
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    printChecks(print, "Settings", [{ mark: "wrong", name: "settings", text: error.message }]);
    print("\nKolega would not start. Correct the settings above, then ask again.");
    return 2;
  }
  const parts = describeParts(config).map(({ name, state, text }): Check => ({ mark: state, name, text }));
  printChecks(print, "Settings   ● live   ○ sandboxed   – off", [...parts, ...checkAddresses(config)]);
  const checks = [
    ...(await checkRunning(config)),
    ...(config.redis ? [await checkRedis(config.redis.url)] : []),
    ...checkWhatsappWeb(config),
    ...(await checkEmbeddings(config)),
    ...(await checkDatabase(config)),
  ];
  printChecks(print, "How it is   ✓ good   ! worth a look   ✗ wrong", checks);
  const wrong = checks.filter(({ mark }) => mark === "wrong");
  print(wrong.length === 0 ? "\nNothing is wrong." : `\n${wrong.length} wrong: do what the lines with ✗ say.`);
  if (wrong.some((check) => check.stops)) return 2;
  return wrong.length > 0 ? 1 : 0;
}

function printChecks(print: Print, title: string, checks: readonly Check[]): void {
  print(`\n${title}`);
  for (const { mark, name, text } of checks) print(`  ${MARKS[mark]} ${name.padEnd(10)} ${text}`);
}
