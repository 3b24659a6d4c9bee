import { Command } from "commander";
import { ConfigError, readConfig } from "../config.ts";
import { VERSION } from "../version.ts";
import { explain } from "./explain.ts";

/**
 * `kolega`: each command's code is loaded when it is called, so that `--help` and `migrate` need not load the product.
 * A mistake of the user ends with one sentence and exit code 2; anything else with 1.
 */
const program = new Command("kolega")
  .description("The colleague who runs influencer campaigns from chat.")
  .version(VERSION)
  .showHelpAfterError("Run `kolega --help` for what there is.")
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error:/, "kolega:")) })
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));

program
  .command("start")
  .description("run Kolega: web, workers, MCP and every configured channel")
  .option("--role <role>", "all, web, worker or bots", "all")
  .option("--dev", "log more", false)
  .action(async (options: { role: string; dev: boolean }) => {
    const roles = ["all", "web", "worker", "bots"] as const;
    const role = roles.find((name) => name === options.role);
    if (!role) throw new ConfigError(`--role ${options.role}: choose ${roles.join(", ")}.`);
    const { start } = await import("../start.ts");
    const env = options.dev ? { KOLEGA_LOG_LEVEL: "info", ...process.env } : process.env;
    await start(readConfig(env), role);
  });

program
  .command("mcp")
  .description("serve the tools over stdio, for a local assistant such as Claude Desktop")
  .action(async () => {
    const { serveStdio } = await import("./mcp.ts");
    await serveStdio(readConfig({ KOLEGA_LOG_LEVEL: "warn", ...process.env }));
  });

program
  .command("migrate")
  .description("bring the database up to date and stop")
  .action(async () => {
    const { runMigrate } = await import("./migrate.ts");
    await runMigrate(readConfig(process.env));
  });

program
  .command("demo")
  .description("load the demo organization into an empty database")
  .action(async () => {
    const { runDemo } = await import("./demo.ts");
    await runDemo(readConfig(process.env));
  });

program
  .command("doctor")
  .description("say what is live, what is sandboxed, what is wrong and what to do about it")
  .action(async () => {
    const { runDoctor } = await import("./doctor.ts");
    process.exitCode = await runDoctor(process.env);
  });

program
  .command("user:link <email>")
  .description("print a one-time sign-in link for a member (or an influencer's contact e-mail)")
  .action(async (email: string) => {
    const { printSignInLink } = await import("./user-link.ts");
    process.exitCode = await printSignInLink(readConfig(process.env), email);
  });

program
  .command("key:create <email>")
  .description("make an API key for a member; the secret is shown once")
  .option("--name <name>", "what it is for", "cli")
  .option("--scopes <list>", "comma separated scopes, or * for all that the member may do", "*")
  .action(async (email: string, options: { name: string; scopes: string }) => {
    const { printApiKey } = await import("./key-create.ts");
    process.exitCode = await printApiKey(readConfig(process.env), email, options);
  });

program
  .command("whatsapp:templates")
  .description("print the WhatsApp templates, one JSON object a line, as Meta's API takes them")
  .action(async () => {
    const { templateDefinitions } = await import("../../bots/whatsapp/templates.ts");
    for (const template of templateDefinitions()) process.stdout.write(`${JSON.stringify(template)}\n`);
  });

program.parseAsync().catch((error: unknown) => {
  const known = explain(error);
  const unknown = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`kolega: ${known ?? unknown}\n`);
  process.exit(known === undefined ? 1 : 2);
});
