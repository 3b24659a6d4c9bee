import type { Tx } from "../db/types.ts";
import { newId } from "../kernel/ids.ts";
import type { Secrets } from "../usecase/secrets.ts";
import type { FormState } from "./reducer.ts";

/** How long an untouched form waits for its person. */
export const FORM_LIFE_MS = 3 * 24 * 3_600_000;

/** A form of one person, as its row holds it. */
export interface FormSession extends FormState {
  readonly id: string;
  /** The person who fills it in. */
  readonly subject: string;
  readonly conversationId: string;
  /** Id of a declared form, or `ask:<token>` for the questions behind a button. */
  readonly form: string;
  readonly version: number;
  readonly tokenId: string | null;
  readonly offeredIn: string | null;
  readonly expiresAt: Date;
}

/** Somebody else changed the form meanwhile: the turn is to be run again on what it is now. */
export class FormMoved extends Error {
  override readonly name = "FormMoved";
}

type FormSecrets = Pick<Secrets, "seal" | "open">;

/** Where marked answers of a form are sealed for. */
const placeOf = (id: string): string => `form:${id}`;

const COLUMNS =
  "id, subject, conversation_id, form, version, token_id, answers, step, revision, status, events, offered_in, expires_at";

/** The one form that a person has open, if it has not expired. */
export async function findOpenForm(
  tx: Tx,
  secrets: FormSecrets,
  subject: string,
  now: Date,
): Promise<FormSession | undefined> {
  const row = await tx.first<FormSession>(
    `SELECT ${COLUMNS} FROM form_session WHERE subject = $1 AND status IN ('open', 'submitting') AND expires_at > $2`,
    [subject, now],
  );
  return row && { ...row, answers: secrets.open(row.answers, placeOf(row.id)) };
}

/** What became of a form: enough to say so. */
export async function formStatus(tx: Tx, id: string): Promise<FormSession["status"] | undefined> {
  const row = await tx.first<Pick<FormSession, "status">>("SELECT status FROM form_session WHERE id = $1", [id]);
  return row?.status;
}

/** A session that `saveForm` will insert. */
export function newSession(
  form: Pick<FormSession, "subject" | "conversationId" | "form" | "version" | "tokenId">,
  state: FormState,
  now: Date,
): FormSession {
  return {
    ...form,
    ...state,
    id: newId("form", now.getTime()),
    offeredIn: null,
    expiresAt: new Date(now.getTime() + FORM_LIFE_MS),
  };
}

/**
 * Writes what became of a form, on condition that its row is still the one it was made from (`before`; undefined: there
 * is none yet, and whatever its person had open is closed). Marked answers are
 * sealed; those of an ended form are forgotten. Throws FormMoved.
 */
export async function saveForm(
  tx: Tx,
  secrets: FormSecrets,
  before: FormSession | undefined,
  after: FormSession,
  now: Date,
): Promise<void> {
  const ended = after.status !== "open" && after.status !== "submitting";
  const answers = JSON.stringify(ended ? {} : secrets.seal(after.answers, placeOf(after.id)));
  if (!before) {
    await tx.execute(
      `UPDATE form_session SET status = CASE WHEN expires_at > $2 THEN 'cancelled' ELSE 'expired' END, answers = '{}', revision = revision + 1, updated_at = $2
       WHERE subject = $1 AND status IN ('open', 'submitting')`,
      [after.subject, now],
    );
    const inserted = await tx.execute(
      `INSERT INTO form_session (${COLUMNS}, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14) ON CONFLICT DO NOTHING`,
      [
        after.id,
        after.subject,
        after.conversationId,
        after.form,
        after.version,
        after.tokenId,
        answers,
        after.step,
        after.revision,
        after.status,
        after.events,
        after.offeredIn,
        after.expiresAt,
        now,
      ],
    );
    // Another turn of the same person opened one at the same moment.
    if (inserted !== 1) throw new FormMoved(after.id);
    return;
  }
  const changed = await tx.execute(
    `UPDATE form_session SET conversation_id = $3, version = $4, answers = $5, step = $6, revision = $7, status = $8, events = $9, offered_in = $10, expires_at = $11, updated_at = $12
     WHERE id = $1 AND revision = $2 AND status IN ('open', 'submitting')`,
    [
      after.id,
      before.revision,
      after.conversationId,
      after.version,
      answers,
      after.step,
      after.revision,
      after.status,
      after.events,
      after.offeredIn,
      new Date(now.getTime() + FORM_LIFE_MS),
      now,
    ],
  );
  if (changed !== 1) throw new FormMoved(after.id);
}
