import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createOrganization } from "../../test/support/people.ts";
import type { Card } from "../cards/card.ts";
import type { Actor } from "../kernel/actor.ts";
import { campaignsModule } from "./index.ts";
import type { CampaignOutput } from "./schemas.ts";

let house: TestHouse;
let org: Awaited<ReturnType<typeof createOrganization>>;

beforeAll(async () => {
  house = await openTestHouse({ modules: [campaignsModule] });
  org = await createOrganization(house.db, "Kilau Nusantara");
});
afterAll(() => house.db.close());

async function step(name: string, input: unknown, actor: Actor): Promise<{ output: CampaignOutput; card: Card }> {
  const outcome = await house.executor.execute(name, input, actor, { confirmation: { kind: "press" } });
  const useCase = house.registry.find(name);
  if (outcome.kind !== "done" || !useCase) throw new Error(name);
  const output = outcome.output as CampaignOutput;
  return { output, card: useCase.present.card(output, house.i18n.presenter("id")) };
}
const labels = (card: Card): string[] => (card.actions ?? []).map((action) => action.label);

describe("the card after a step", () => {
  it("says what happened and what is next, and leaves the brief behind a button", async () => {
    const { output: draft } = await step(
      "campaigns.create",
      {
        name: "Glow Your Way",
        product: "Glowing Serum X",
        goal: "awareness",
        audience: { gender: "female" },
        budgetMinor: 20_000_000,
        startsOn: "2026-12-01",
        endsOn: "2026-12-14",
      },
      org.manager,
    );
    const { campaignId } = draft;
    const written = await step("campaigns.write_brief", { campaignId }, org.manager);
    expect(written.card.body).toContain("Pesan utama");

    const changed = await step("campaigns.update", { campaignId, budgetMinor: 15_000_000 }, org.manager);
    expect(changed.card.body).toBe("Teks brief mengikuti data ini; bagian yang kamu tulis sendiri tidak diubah.");
    expect(labels(changed.card)).toEqual(["Kirim untuk disetujui", "Tulis ulang brief", "Ubah", "Lihat brief"]);

    const submitted = await step("campaigns.submit", { campaignId }, org.manager);
    expect(submitted.card.body).toBeUndefined();
    expect(submitted.card.facts?.map((fact) => fact.label)).toEqual([
      "Status",
      "Anggaran",
      "Tanggal",
      "Konten per kreator",
    ]);
    expect(submitted.card.actions).toEqual([
      expect.objectContaining({ kind: "call", useCase: "campaigns.get", input: { campaignId }, label: "Lihat brief" }),
    ]);

    const { version } = submitted.output;
    const approved = await step("campaigns.approve", { campaignId, version }, org.admin);
    expect(approved.card.body).toBeUndefined();
    expect(labels(approved.card)).toEqual(["Rekomendasi influencer", "Lihat brief"]);
    const shown = await step("campaigns.get", { campaignId }, org.manager);
    expect(shown.card.body).toContain("Pesan utama");
    expect(shown.card.body).not.toContain("bahasa kreatornya");
    const english = house.registry.find("campaigns.get")?.present.card(shown.output, house.i18n.presenter("en"));
    expect(english?.body).toMatch(/^_The brief is in Indonesian, the language of its creators\._/);
    expect(shown.card.body).toContain("30 hari; jangan menghapus");
  });
});
