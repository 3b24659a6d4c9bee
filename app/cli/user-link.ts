import type { Database } from "../../core/db/types.ts";
import { createSession } from "../../core/identity/sessions.ts";
import { HOUR_MS } from "../../core/kernel/clock.ts";
import type { Config } from "../config.ts";
import { withHouse } from "./with-house.ts";

const LINK_LIFE_MS = HOUR_MS;
const EMAILS_SHOWN = 10;

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

/** Whom one could have meant: the first members, for the message that nobody was found. */
export async function knownEmails(db: Database): Promise<string> {
  const members = await db.transaction({ role: "platform" }, (tx) =>
    tx.query<{ email: string }>("SELECT DISTINCT email FROM member WHERE status = 'active' ORDER BY email LIMIT $1", [
      EMAILS_SHOWN + 1,
    ]),
  );
  if (members.length === 0) return "There are no members yet: `kolega demo` loads some.";
  const shown = members.slice(0, EMAILS_SHOWN).map(({ email }) => email);
  return `Members: ${shown.join(", ")}${members.length > EMAILS_SHOWN ? ", …" : ""}`;
}

/** Prints a link that signs this person in once, within the hour. Answers the exit code. */
export async function printSignInLink(config: Config, email: string): Promise<number> {
  return withHouse(config, async (house) => {
    const person = await findByEmail(house.db, email);
    if (!person) {
      console.error(`Nobody active has the e-mail ${email}. ${await knownEmails(house.db)}`);
      return 2;
    }
    const secret = await createSession(house.db, house.clock, {
      kind: "link",
      subject: person.id,
      lifeMs: LINK_LIFE_MS,
    });
    console.log(`${config.publicUrl}/desk/sign-in?token=${secret}`);
    console.error("Good once, within the hour, while Kolega runs at that address.");
    return 0;
  });
}
