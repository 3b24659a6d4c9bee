import type { Database } from "../../core/db/types.ts";
import { createSession } from "../../core/identity/sessions.ts";
import { HOUR_MS } from "../../core/kernel/clock.ts";
import type { Config } from "../config.ts";
import { withHouse } from "./with-house.ts";

const LINK_LIFE_MS = HOUR_MS;

/** The member, or the influencer by contact e-mail. */
export async function findByEmail(
  db: Database,
  email: string,
): Promise<{ id: string; orgId: string | null } | undefined> {
  return db.transaction({ role: "platform" }, (tx) =>
    tx.first(
      `SELECT id, org_id FROM member WHERE lower(email) = lower($1) AND status = 'active'
       UNION ALL SELECT influencer_id, NULL FROM influencer_contact WHERE lower(email) = lower($1) LIMIT 1`,
      [email],
    ),
  );
}

/** Prints a link that signs this person in once, within the hour. Answers the exit code. */
export async function printSignInLink(config: Config, email: string): Promise<number> {
  return withHouse(config, async (house) => {
    const person = await findByEmail(house.db, email);
    if (!person) {
      console.error(`Nobody active has the e-mail ${email}.`);
      return 2;
    }
    const secret = await createSession(house.db, house.clock, {
      kind: "link",
      subject: person.id,
      lifeMs: LINK_LIFE_MS,
    });
    console.log(`${config.publicUrl}/desk/sign-in?token=${secret}`);
    return 0;
  });
}
