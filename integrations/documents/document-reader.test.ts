import { deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { DocumentError } from "../../core/kernel/ports/document-reader.ts";
import { docxOf, pdfOf, zipOf } from "../../test/support/documents.ts";
import { createDocumentReader } from "./document-reader.ts";

const reader = createDocumentReader();

async function problemOf(bytes: Uint8Array, of = reader): Promise<string> {
  return of.read(bytes).then(
    ({ text }) => `read: ${text.slice(0, 60)}`,
    (error: unknown) => (error instanceof DocumentError ? error.problem : String(error)),
  );
}

describe("documents", () => {
  it("reads a PDF line by line", async () => {
    const document = await reader.read(pdfOf([["Campaign brief", "Budget: Rp 20.000.000"], ["Second page"]]));
    expect(document).toEqual({
      kind: "pdf",
      text: "Campaign brief\nBudget: Rp 20.000.000\n\nSecond page",
      pages: 2,
      cut: false,
    });
  });

  it("reads a DOCX, a row of a table as one line", async () => {
    const bytes = docxOf([
      "Brief Glowing & Co",
      [
        ["Budget", "Rp 20 juta"],
        ["Periode", "1-31 Desember 2026"],
      ],
      "Selesai",
    ]);
    expect((await reader.read(bytes)).text).toBe(
      "Brief Glowing & Co\nBudget | Rp 20 juta\nPeriode | 1-31 Desember 2026\nSelesai",
    );
  });

  it("reads text, and takes what nobody sees out of it", async () => {
    const document = await reader.read(Buffer.from("# Brief\r\nIsi\u202E satu\u200B dua\u{E0041}\n"));
    expect(document).toMatchObject({ kind: "text", text: "# Brief\nIsi satu dua" });
    expect((await reader.read(Buffer.from("\uFEFFHalo", "utf16le"))).text).toBe("Halo");
  });

  it("stops after 50 pages and after 60,000 characters, and says that it did", async () => {
    const long = await reader.read(pdfOf(Array.from({ length: 60 }, (_, page) => [`page ${page + 1}`])));
    expect(long.text.endsWith("page 50")).toBe(true);
    expect(long).toMatchObject({ pages: 60, cut: true });
    const wide = await reader.read(Buffer.from("kata ".repeat(20_000)));
    expect(wide.text).toHaveLength(60_000);
    expect(wide.cut).toBe(true);
  });

  it("ends a hostile file in a problem that has a sentence", async () => {
    const bomb = zipOf({ "word/document.xml": Buffer.alloc(60 * 1024 * 1024, 65) }, 1_000);
    expect(bomb.length).toBeLessThan(100_000);
    expect(await problemOf(bomb)).toBe("too_large");
    expect(await problemOf(zipOf({ "hello.txt": "no document" }))).toBe("unsupported");
    expect(await problemOf(Buffer.from([0x7f, 0x45, 0x4c, 0x46, ...new Array<number>(100).fill(0)]))).toBe(
      "unsupported",
    );
    expect(await problemOf(new Uint8Array(10 * 1024 * 1024 + 1))).toBe("too_large");
    expect(await problemOf(new Uint8Array())).toBe("empty");
    expect(await problemOf(Buffer.from("%PDF-1.4\nnot really"))).toBe("broken");
    expect(await problemOf(docxOf(["Halo"]).subarray(0, 200))).toBe("broken");
    expect(await problemOf(pdfOf([[""]]))).toBe("empty");
    const entities = `<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "${"x".repeat(1_000)}"><!ENTITY b "${"&a;".repeat(1_000)}"><!ENTITY c "${"&b;".repeat(1_000)}">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>`;
    expect(["broken", "empty", "unsupported"]).toContain(await problemOf(zipOf({ "word/document.xml": entities })));
  });

  it("is stopped by its time, while the caller's thread goes on", async () => {
    let ticks = 0;
    const ticking = setInterval(() => (ticks += 1), 5);
    // Inflates to 36 MB of XML: seconds of parsing.
    const slow = zipOf({ "word/document.xml": `<a>${"<b>x</b>".repeat(4_500_000)}</a>` });
    const began = Date.now();
    const problem = await problemOf(slow, createDocumentReader({ timeMs: 700 }));
    clearInterval(ticking);
    expect(["too_slow", "too_large"]).toContain(problem);
    expect(Date.now() - began).toBeLessThan(4_000);
    expect(ticks).toBeGreaterThan(20);
  });

  it("is given up when its caller is", async () => {
    const stop = new AbortController();
    const reading = reader.read(pdfOf([["Halo"]]), stop.signal);
    stop.abort(new Error("stopped"));
    await expect(reading).rejects.toThrow("stopped");
  });

  it("survives bytes that were bent anywhere", async () => {
    const whole = [pdfOf([["Budget: Rp 20.000.000"]]), docxOf(["Budget: Rp 20.000.000"])];
    const bent = whole.flatMap((bytes) =>
      [0.3, 0.7].map((share) => {
        const copy = new Uint8Array(bytes);
        copy.set(deflateRawSync(Buffer.from("noise")), Math.floor(copy.length * share));
        return copy;
      }),
    );
    for (const bytes of bent)
      expect(await problemOf(bytes)).toMatch(/^(?:read: |broken|empty|unsupported|too_large|locked)/);
  });
});
