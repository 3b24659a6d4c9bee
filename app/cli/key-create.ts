import { createApiKey } from "../../core/identity/api-keys.ts";
import type { Config } from "../config.ts";
import { findByEmail } from "./user-link.ts";
import { withHouse } from "./with-house.ts";

/** Makes an API key and prints its secret, the only time it can be read. Answers the exit code. */
export async function printApiKey(
  config: Config,
  email: string,
  options: { name: string; scopes: string },
): Promise<number> {
  return withHouse(config, async (house) => {
    const member = await findByEmail(house.db, email);
    if (!member?.orgId) {
      console.error(`No active member has the e-mail ${email}.`);
      return 2;
    }
    const { orgId, id: memberId } = member;
    const scopes = options.scopes
      .split(",")
      .map((scope) => scope.trim())
      .filter(Boolean);
    const key = await house.db.transaction({ role: "platform" }, (tx) =>
      createApiKey(tx, house.clock.now(), { orgId, memberId, name: options.name, scopes }),
    );
    console.log(key.secret);
    return 0;
  });
}
