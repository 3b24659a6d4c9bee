import { createApiKey } from "../../core/identity/api-keys.ts";
import { SCOPES } from "../../core/usecase/define.ts";
import { type Config, ConfigError } from "../config.ts";
import { findByEmail, knownEmails } from "./user-link.ts";
import { withHouse } from "./with-house.ts";

/** Makes an API key and prints its secret, the only time it can be read. Answers the exit code. */
export async function printApiKey(
  config: Config,
  email: string,
  options: { name: string; scopes: string },
): Promise<number> {
  const scopes = scopesOf(options.scopes);
  return withHouse(config, async (house) => {
    const member = await findByEmail(house.db, email);
    if (!member?.orgId) {
      console.error(`No active member has the e-mail ${email}. ${await knownEmails(house.db)}`);
      return 2;
    }
    const { orgId, id: memberId } = member;
    const key = await house.db.transaction({ role: "platform" }, (tx) =>
      createApiKey(tx, house.clock.now(), { orgId, memberId, name: options.name, scopes }),
    );
    console.log(key.secret);
    return 0;
  });
}

/** A scope that nothing asks for would make a key that can do nothing, and nobody would know why. */
function scopesOf(list: string): string[] {
  const scopes = list
    .split(",")
    .map((scope) => scope.trim())
    .filter(Boolean);
  const allowed: readonly string[] = ["*", ...SCOPES];
  const unknown = scopes.filter((scope) => !allowed.includes(scope));
  if (scopes.length > 0 && unknown.length === 0) return scopes;
  throw new ConfigError(`--scopes ${unknown.join(", ") || "is empty"}: choose among ${allowed.join(", ")}.`);
}
