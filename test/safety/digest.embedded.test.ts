import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cleanLine } from "../../core/kernel/text.ts";
import { openTestHouse, type TestHouse } from "../support/house.ts";
import { type Stage, setStage } from "./stage.ts";

const RUNS = process.env.SAFETY === "full" ? 1_000 : 60;
const seed = Number(process.env.SAFETY_SEED ?? Date.now() % 2 ** 31);

let house: TestHouse;
let stage: Stage;
beforeAll(async () => {
  house = await openTestHouse();
  stage = await setStage(house.db, "Kilau");
});
afterAll(async () => {
  await house.db.close();
});

const platform = <T>(sql: string, params: readonly unknown[]) =>
  house.db.transaction({ role: "platform" }, (tx) => tx.query<T>(sql, params));

/** Names as an attacker writes them: Cyrillic look-alikes, reversed, joined, far too long, with another currency's sign. */
const NAME = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "Rani",
        "Rаni",
        "ꓣani",
        "PT Kilau",
        "\u202EinaR",
        "\u200B",
        "\u{E0041}",
        "\u2066",
        "Rp",
        "$",
        "€",
        "é",
        "e\u0301",
        "😀",
        "\ud800",
      ),
      fc.string({ maxLength: 6 }),
      fc.constant("x".repeat(40)),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => `PT ${parts.join("")}`)
  .filter((name) => name.length <= 100 && cleanLine(name).length <= 100);
const NUMBER = fc.stringMatching(/^[0-9]{6,20}$/);
const MEDDLING = fc.constantFrom("none", "none", "none", "input", "facts", "hash", "late");

it(`what the card's digest stands for is what is carried out, once (SAFETY_SEED=${seed})`, {
  timeout: 900_000,
}, async () => {
  let carriedOut = 0;
  await fc.assert(
    fc.asyncProperty(NAME, NUMBER, MEDDLING, async (holderName, accountNumber, meddling) => {
      const input = { channelCode: "ID_BCA", accountNumber, holderName };
      const outcome = await house.executor.execute("payouts.set_account", input, stage.influencer);
      if (outcome.kind !== "waiting") throw new Error("nobody was asked");
      const { approvalId } = outcome;
      const [card] = await platform<{ digest: string; facts: typeof outcome.facts }>(
        "SELECT data->>'digest' AS digest, data->'facts' AS facts FROM outbound_message WHERE template = 'approvals.requested' AND data->>'approvalId' = $1",
        [approvalId],
      );
      const shown = card?.facts.lines.map(({ value }) => (value.kind === "text" ? value.text : ""));
      const accounts = () =>
        platform<{ holderName: string; numberTail: string }>(
          "SELECT holder_name, number_tail FROM payout_account WHERE influencer_id = $1 ORDER BY created_at DESC, id DESC",
          [stage.influencer.id],
        );
      const before = (await accounts()).length;
      if (meddling === "input") {
        await platform(`UPDATE approval SET input = jsonb_set(input, '{holderName}', '"Eve"') WHERE id = $1`, [
          approvalId,
        ]);
      }
      if (meddling === "facts") await platform("UPDATE approval SET facts_hash = 'x' WHERE id = $1", [approvalId]);
      if (meddling === "hash") await platform("UPDATE approval SET input_hash = 'x' WHERE id = $1", [approvalId]);
      if (meddling === "late") house.clock.advance(4 * 86_400_000);
      const presses = await Promise.all(
        [1, 2].map(() => house.approvals.decide(approvalId, "approve", stage.influencer)),
      );
      const results = presses.map(({ result }) => result).sort();
      const after = await accounts();
      if (meddling !== "none") {
        expect(results).toEqual(meddling === "late" ? ["already", "expired"] : ["already", "superseded"]);
        expect(after.length).toBe(before);
        return;
      }
      expect(results).toEqual(["already", "approved"]);
      expect(after.length).toBe(before + 1);
      carriedOut += 1;
      const newest = after.find(({ holderName: name }) => name === cleanLine(holderName));
      expect(shown).toContain(newest?.holderName);
      expect(shown?.some((text) => text.endsWith(accountNumber.slice(-4)))).toBe(true);
      const [log] = await platform<{ digest: string }>(
        "SELECT details->>'digest' AS digest FROM audit_event WHERE subject = $1 AND outcome = 'approved'",
        [approvalId],
      );
      expect(card?.digest).toMatch(/^[0-9a-f]{8}$/);
      expect(log?.digest).toBe(card?.digest);
    }),
    { numRuns: RUNS, seed },
  );
  expect(carriedOut).toBeGreaterThan(RUNS / 4);
});
