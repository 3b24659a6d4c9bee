import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createOrganization } from "../../test/support/people.ts";
import { createI18n } from "../i18n/presenter.ts";
import type { Actor } from "../kernel/actor.ts";
import { AppError } from "../kernel/errors.ts";
import type { StructuredWriter } from "../kernel/ports/writer.ts";
import { campaignsModule } from "./index.ts";
import { type ReadBrief, readBrief, readBriefOutput } from "./read-brief.ts";

let house: TestHouse;
let manager: Actor;

type Request = Parameters<StructuredWriter["write"]>[0];
/** Sets or removes the model: the one boundary these tests fake. */
const setModel = (answer?: (request: Request) => unknown): void => {
  const write: StructuredWriter["write"] = async (request) => request.schema.parse(answer?.(request));
  Object.assign(house.ports, { writer: answer && { write } });
};

beforeAll(async () => {
  house = await openTestHouse({ modules: [campaignsModule] });
  manager = (await createOrganization(house.db, "Glowing")).manager;
});
afterAll(() => house.db.close());

async function read(text: string, fileName?: string): Promise<ReadBrief> {
  const outcome = await house.executor.execute("campaigns.read_brief", { text, fileName }, manager);
  if (outcome.kind !== "done") throw new Error(outcome.kind);
  return readBriefOutput.parse(outcome.output);
}

const INDONESIAN = `BRIEF CAMPAIGN: Glowing Serum X Launch

1. Produk
Glowing Serum X, serum wajah niacinamide 5%

2. Tujuan Campaign:
Meningkatkan awareness di kalangan Gen Z perempuan

3. Target Audiens: Perempuan 18-27 tahun di Jakarta dan Bandung
4. Budget: Rp 75.000.000 (termasuk PPN)
5. Periode: 1 - 31 Desember 2026

6. Konten per kreator
- 1x Instagram Reel (30-60 detik)
- 2x Instagram Story
- 1x TikTok video

7. Pesan Utama
• Mencerahkan dalam 14 hari pemakaian
• Cocok untuk kulit sensitif

8. Hashtag: #GlowingSerumX #KulitSehat
9. CTA: Klik link di bio untuk beli

10. Aturan
- Tampilkan tekstur produk
11. Larangan
- Menyebut merek lain
- Jangan pakai filter wajah`;

const ENGLISH = `# Cold Brew Nusantara

We are launching the new Kopi Nusantara cold brew to raise awareness among young professionals in Jakarta. The total budget is IDR 75,000,000 and the campaign runs from 5 December 2026 to 15 January 2027. We need two Instagram reels and one TikTok video per creator.

**Product:** Kopi Nusantara Cold Brew, ready to drink

| Key messages |
| Roasted in Flores |

Do's
- Show the can
Don'ts
- Mention alcohol`;

describe("campaigns.read_brief", () => {
  it("reads an Indonesian brief by its headings", async () => {
    const found = await read(INDONESIAN);
    expect(found).toMatchObject({
      name: "Glowing Serum X Launch",
      product: "Glowing Serum X, serum wajah niacinamide 5%",
      goal: "Meningkatkan awareness di kalangan Gen Z perempuan",
      language: "id",
      audience: { ageMin: 18, ageMax: 27, gender: "female", cities: ["Jakarta", "Bandung"] },
      budgetMinor: 75_000_000,
      startsOn: "2026-12-01",
      endsOn: "2026-12-31",
      missing: [],
      notes: [],
      readBy: "kolega",
    });
    expect(found.deliverables).toMatchObject([
      { platform: "instagram", format: "reel", quantity: 1, minDurationSeconds: 30, maxDurationSeconds: 60 },
      { platform: "instagram", format: "story", quantity: 2, maxDurationSeconds: null },
      { platform: "tiktok", format: "video", quantity: 1 },
    ]);
    const { brief } = found;
    expect(brief?.keyMessages).toEqual(["Mencerahkan dalam 14 hari pemakaian", "Cocok untuk kulit sensitif"]);
    expect(brief?.mandatoryHashtags.slice(0, 2)).toEqual(["#GlowingSerumX", "#KulitSehat"]);
    expect(brief?.mandatoryHashtags).toHaveLength(3);
    expect(brief?.mandatoryCta).toBe("Klik link di bio untuk beli");
    expect(brief?.rules).toEqual(
      expect.arrayContaining(["Tampilkan tekstur produk", "Jangan: Menyebut merek lain", "Jangan pakai filter wajah"]),
    );
    expect(brief?.platformDeliverables.map((item) => item.quantity)).toEqual([1, 2, 1]);
  });

  it("reads an English brief of sentences, Markdown and a table", async () => {
    const found = await read(ENGLISH);
    expect(found).toMatchObject({
      name: "Cold Brew Nusantara",
      product: "Kopi Nusantara Cold Brew, ready to drink",
      language: "en",
      budgetMinor: 75_000_000,
      startsOn: "2026-12-05",
      endsOn: "2027-01-15",
    });
    expect(found.goal).toContain("raise awareness among young professionals");
    expect(found.deliverables).toMatchObject([
      { platform: "instagram", format: "reel", quantity: 2 },
      { platform: "tiktok", format: "video", quantity: 1 },
    ]);
    expect(found.brief?.keyMessages).toEqual(["Roasted in Flores"]);
    expect(found.brief?.rules).toEqual(expect.arrayContaining(["Show the can", "Do not: Mention alcohol"]));
  });

  it("reads lines without the marks of a heading, and under headings that are none of its own", async () => {
    const brief = await read(
      [
        "Brief: Glow Your Way",
        "Produk: Glowing Serum X",
        "Budget: Rp 20.000.000",
        "Target: perempuan 18-25, Jakarta dan Bandung",
        "Periode 1 Desember 2026 sampai 31 Desember 2026",
        "Catatan internal: jangan dikirim ke klien",
      ].join("\n"),
    );
    expect(brief).toMatchObject({
      name: "Glow Your Way",
      product: "Glowing Serum X",
      budgetMinor: 20_000_000,
      audience: { ageMin: 18, ageMax: 25, gender: "female", cities: ["Jakarta", "Bandung"] },
      startsOn: "2026-12-01",
      endsOn: "2026-12-31",
    });
  });

  it("becomes a draft by the card's button, the same in every field", async () => {
    const found = await read(INDONESIAN);
    const card = readBrief.present.card(found, createI18n([campaignsModule.locales]).presenter("id"));
    const [make, change] = card.actions ?? [];
    if (make?.kind !== "call" || change?.kind !== "call") throw new Error("no buttons");
    expect(change.ask?.map((field) => field.name)).toEqual([
      "name",
      "product",
      "goal",
      "budgetMinor",
      "startsOn",
      "endsOn",
    ]);
    const outcome = await house.executor.execute(make.useCase, make.input, manager);
    if (outcome.kind !== "done") throw new Error(outcome.kind);
    expect(outcome.output).toMatchObject({ name: found.name, status: "draft", missing: [], brief: found.brief });
    const { brief: _brief, ...input } = make.input;
    expect(outcome.output).toMatchObject({ ...input, audience: found.audience });
  });

  it("says what is missing, and leaves open what it must not guess", async () => {
    const found = await read(
      "Budget: USD 5.000,00\nPeriode: 31 Desember 2026 - 1 Desember 2026",
      "brief_lebaran-2027.docx",
    );
    expect(found).toMatchObject({ name: "brief lebaran 2027", budgetMinor: null, brief: null, product: null });
    expect(found.missing).toEqual(["product", "goal", "audience", "budget", "dates"]);
    expect(found.notes).toContain("budget_currency");
  });

  it("takes a document for data: marks, pictures and addresses do not pass", async () => {
    const found = await read(
      "Produk: <b>Serum</b> ![x](https://evil.example/p.png?d=1) [klik](https://evil.example/?t=2)\nTujuan: awareness",
    );
    expect(found.product).toBe("Serum klik");
    expect(JSON.stringify(found)).not.toContain("evil.example");
  });

  it("reads long and odd documents in time", async () => {
    const began = Date.now();
    await read("Produk Serum dan budget Rp 20.000.000 ".repeat(1_400));
    await read(`${"- Aturan: jangan ".repeat(20)}\n`.repeat(170));
    await read("(".repeat(59_000));
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  describe("with a model", () => {
    const reading = {
      name: "Glowing Serum X Launch",
      product: "Glowing Serum X",
      goal: "Awareness",
      language: "id",
      audience: null,
      budgetMinor: 999_000_000,
      startsOn: "2026-12-01",
      endsOn: "2027-06-30",
      deliverables: [],
      keyMessages: ["Mencerahkan"],
      hashtags: ["#GlowingSerumX", "#Invented"],
      cta: null,
      rules: [],
    };

    it("keeps no figure, name or hashtag that does not stand in the document", async () => {
      setModel(() => reading);
      const found = await read(
        "Kami meluncurkan Glowing Serum X Launch #GlowingSerumX. Anggarannya belum ada. Tayang 1 Desember 2026.",
      );
      setModel();
      expect(found).toMatchObject({
        readBy: "model",
        product: "Glowing Serum X",
        budgetMinor: null,
        startsOn: "2026-12-01",
        endsOn: null,
      });
      expect(found.brief?.mandatoryHashtags).not.toContain("#Invented");
    });

    it("hands the whole of a long document over as untrusted parts", async () => {
      let parts: readonly string[] = [];
      setModel(({ untrusted, facts }) => {
        parts = Object.values(untrusted ?? {});
        expect(JSON.stringify(facts)).not.toContain("kalimat");
        return reading;
      });
      const text = Array.from(
        { length: 400 },
        (_, line) => `Ini kalimat nomor ${line} dari dokumen yang panjang.`,
      ).join("\n");
      await read(text);
      setModel();
      expect(parts.length).toBeGreaterThan(2);
      expect(Math.max(...parts.map((part) => part.length))).toBeLessThanOrEqual(6_000);
      expect(parts.join("\n").replace(/\s+/g, " ")).toBe(text.replace(/\s+/g, " "));
    });

    it("reads by itself when the model is away", async () => {
      setModel(() => {
        throw new AppError("unavailable");
      });
      const found = await read(INDONESIAN);
      setModel();
      expect(found).toMatchObject({ readBy: "kolega", budgetMinor: 75_000_000 });
    });
  });
});
