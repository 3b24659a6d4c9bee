import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EMBEDDING_DIMENSIONS } from "../kernel/ports/embeddings.ts";
import { LEXICON_SIZE, topicsOf } from "./lexicon.ts";
import { createLocalEmbedder } from "./local-embedder.ts";

const embedder = createLocalEmbedder();
async function likeness(a: string, b: string): Promise<number> {
  const [x = [], y = []] = await embedder.embedDocuments([a, b]);
  return x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
}

describe("the local embedder", () => {
  it("gives vectors of length 1 and of the port's size, the same every time", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (text) => {
        const vector = await embedder.embedQuery(text);
        expect(vector).toHaveLength(EMBEDDING_DIMENSIONS);
        const length = Math.hypot(...vector);
        expect(length === 0 || Math.abs(length - 1) < 1e-9).toBe(true);
        expect(await createLocalEmbedder().embedQuery(text)).toEqual(vector);
      }),
    );
  });

  it.each([
    ["perawatan kulit wajah kusam", "skincare for dull skin", "mabar mobile legends"],
    ["jajanan kuliner malam", "street food at night", "review smartphone flagship"],
    ["popok bayi baru lahir", "diapers for newborns", "kopi susu kekinian"],
    ["cara menabung untuk anak muda", "saving money in your twenties", "tutorial makeup pesta"],
    ["lari pagi persiapan maraton", "training for a half marathon", "resep ayam geprek"],
    ["kulitnya #SkincareLokal glowingggg", "local skincare for radiant skin", "laptop gaming murah"],
  ])("puts %j nearer to %j than to %j", async (one, same, another) => {
    expect(await likeness(one, same)).toBeGreaterThan((await likeness(one, another)) + 0.15);
  });

  it("knows what a text is about, in either language", () => {
    expect(LEXICON_SIZE).toBeGreaterThan(1_000);
    expect(topicsOf("Susu formula untuk balita, ibu muda")[0]?.topic).toBe("parenting");
    expect(topicsOf("Index funds and emergency savings")[0]?.topic).toBe("finance");
    expect(topicsOf("zzz")).toEqual([]);
  });
});
