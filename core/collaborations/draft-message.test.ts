import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createWorld, type World } from "../../test/support/world.ts";
import type { StructuredWriter } from "../kernel/ports/writer.ts";
import { PURPOSES } from "./message-texts.ts";

let house: TestHouse;
let world: World;
beforeAll(async () => {
  house = await openTestHouse();
  world = await createWorld(house.db, "Ours");
});
afterAll(() => house.db.close());

const setModel = (sentences?: readonly string[]): void => {
  const write: StructuredWriter["write"] = async (request) => request.schema.parse({ sentences });
  Object.assign(house.ports, { writer: sentences && { write } });
};

async function draft(purpose: string, language: "id" | "en" = "id"): Promise<Record<string, unknown>> {
  const input = { collaborationId: world.ids.collaboration, purpose, language };
  const outcome = await house.executor.execute("collaborations.draft_message", input, world.actors.manager);
  if (outcome.kind !== "done") throw new Error(outcome.kind);
  return outcome.output;
}
const outbound = (): Promise<unknown[]> =>
  house.db.transaction({ role: "platform" }, (tx) => tx.query("SELECT 1 FROM outbound_message"));

describe("collaborations.draft_message", () => {
  it("drafts every kind in both languages, fills every fact, and sends nothing", async () => {
    const before = (await outbound()).length;
    for (const purpose of PURPOSES) {
      for (const language of ["id", "en"] as const) {
        const { text, generatedBy } = await draft(purpose, language);
        expect(generatedBy).toBe("kolega");
        expect(text).not.toMatch(/[{}]/);
        expect(String(text).length).toBeGreaterThan(40);
      }
    }
    expect(await outbound()).toHaveLength(before);
  });

  it("keeps of a model's words only what names no fact of its own", async () => {
    setModel([
      "Halo {creator}, terima kasih ya.",
      "Kami tambah bonus Rp5.000.000.",
      "Cek https://evil.example/?id=1 ya.",
      "Nilainya {price}.",
      "Kirim ke {account} ya.",
      "Ada dua hal lagi.",
    ]);
    const found = await draft("thanks");
    setModel();
    expect(found).toMatchObject({ generatedBy: "model", dropped: 4 });
    expect(found.text).toMatch(/^Halo .+, terima kasih ya\. Nilainya Rp/);
    expect(String(found.text)).not.toMatch(/5\.000\.000|evil|account|dua/);
  });

  it("uses its own words when nothing of the model's is left", async () => {
    setModel(["Bonus 10 juta!"]);
    const found = await draft("thanks");
    setModel();
    expect(found).toMatchObject({ generatedBy: "kolega" });
  });
});
