import { afterAll, beforeAll, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createOrganization } from "../../test/support/people.ts";
import { systemActor } from "../kernel/actor.ts";
import type { Embedder } from "../kernel/ports/embeddings.ts";
import { campaignsModule } from "./index.ts";

/** Texts about skin point one way, all others another. */
const embed = (text: string): number[] =>
  Array.from({ length: 512 }, (_, at) => (at === (/serum|kulit/i.test(text) ? 0 : 1) ? 1 : 0));
let model = "first";
const embedder: Embedder = {
  get model() {
    return model;
  },
  embedQuery: (text) => Promise.resolve(embed(text)),
  embedDocuments: (texts) => Promise.resolve(texts.map(embed)),
};

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse({ modules: [campaignsModule], ports: { embedder } });
});
afterAll(() => house.db.close());

const refresh = async (): Promise<unknown> => {
  const outcome = await house.executor.execute("campaigns.refresh_meanings", {}, systemActor("campaigns"));
  return outcome.kind === "done" ? outcome.output : undefined;
};

it("embeds each decided campaign once for each model and text, and remembers both", async () => {
  const { manager } = await createOrganization(house.db, "Kilau");
  for (const product of ["Serum wajah", "Kopi dingin"]) {
    await house.executor.execute("campaigns.create", { name: product, product, goal: "awareness" }, manager);
  }
  expect(await refresh()).toMatchObject({ embedded: 0 });
  await house.db.transaction({ role: "platform" }, (tx) => tx.execute("UPDATE campaign SET status = 'completed'"));
  expect(await refresh()).toEqual({ embedded: 2, more: false });
  expect(await refresh()).toMatchObject({ embedded: 0 });
  await house.db.transaction({ role: "platform" }, (tx) =>
    tx.execute("UPDATE campaign SET version = version + 1 WHERE product = 'Kopi dingin'"),
  );
  expect(await refresh()).toMatchObject({ embedded: 1 });
  model = "second";
  expect(await refresh()).toMatchObject({ embedded: 2 });
  const rows = await house.db.transaction({ role: "platform" }, (tx) =>
    tx.query<{ model: string; like: number }>(
      "SELECT embedding_model AS model, -(embedding <#> $1::vector) AS like FROM campaign ORDER BY product DESC",
      [`[${embed("serum").join(",")}]`],
    ),
  );
  expect(rows).toEqual([
    { model: "second", like: 1 },
    { model: "second", like: 0 },
  ]);
});
