import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestHouse, type TestHouse } from "../../test/support/house.ts";
import { createDeskFiles, type DeskFiles } from "./files.ts";

let house: TestHouse;
let files: DeskFiles;
beforeAll(async () => {
  house = await openTestHouse();
  files = createDeskFiles(house.db, house.clock);
});
afterAll(() => house.db.close());

const pdf = { name: "brief\u202e\n.pdf", mime: "application/pdf", bytes: Buffer.from("%PDF-1.4 brief") };

describe("a file at the desk", () => {
  it("is kept once under its id, and is its person's alone", async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await files.put("mem_a", first, pdf);
    await files.put("mem_a", first, { ...pdf, bytes: Buffer.from("other") });
    await files.put("mem_a", second, { ...pdf, name: "", mime: "image/png" });
    const found = await files.attachments("mem_a", [second, first]);
    expect(found).toMatchObject([
      { kind: "image", name: "file" },
      { kind: "file", name: "brief .pdf", mime: "application/pdf", size: pdf.bytes.length },
    ]);
    expect(Buffer.from((await files.read(found?.[1]?.ref ?? ""))?.bytes ?? []).toString()).toBe("%PDF-1.4 brief");
    expect(await files.attachments("mem_b", [first])).toBeUndefined();
    expect(await files.attachments("mem_a", [first, randomUUID()])).toBeUndefined();
    expect(await files.read(`mem_b/${first}`)).toBeUndefined();
  });

  it("gives way to newer ones of the same person", async () => {
    const ids = Array.from({ length: 41 }, () => randomUUID());
    for (const id of ids) {
      house.clock.advance(1_000);
      await files.put("mem_c", id, pdf);
    }
    expect(await files.attachments("mem_c", ids.slice(0, 1))).toBeUndefined();
    expect(await files.attachments("mem_c", ids.slice(1))).toHaveLength(40);
  });

  it("is gone after a month", async () => {
    const id = randomUUID();
    await files.put("mem_a", id, pdf);
    house.clock.advance(31 * 86_400_000);
    await files.put("mem_b", randomUUID(), pdf);
    expect(await files.attachments("mem_a", [id])).toBeUndefined();
  });
});
