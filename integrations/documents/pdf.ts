import { DocumentError } from "../../core/kernel/ports/document-reader.ts";
import { DOCUMENT_LIMITS } from "./limits.ts";

/** The words of a PDF, page by page, until there are enough. Throws DocumentError. */
export async function readPdf(bytes: Uint8Array): Promise<{ text: string; pages: number; cut: boolean }> {
  const { getDocumentProxy } = await import("unpdf");
  const pdf = await getDocumentProxy(bytes, {
    isEvalSupported: false,
    useSystemFonts: false,
    stopAtErrors: false,
  }).catch((error: unknown) => {
    throw new DocumentError(error instanceof Error && error.name === "PasswordException" ? "locked" : "broken");
  });
  const pages: string[] = [];
  let length = 0;
  const last = Math.min(pdf.numPages, DOCUMENT_LIMITS.pages);
  for (let number = 1; number <= last && length < DOCUMENT_LIMITS.characters; number += 1) {
    const text = await pageText(pdf, number);
    pages.push(text);
    length += text.length;
  }
  return { text: pages.join("\n\n"), pages: pdf.numPages, cut: pages.length < pdf.numPages };
}

type Pdf = Awaited<ReturnType<typeof import("unpdf")["getDocumentProxy"]>>;

async function pageText(pdf: Pdf, number: number): Promise<string> {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  let text = "";
  let height: number | undefined;
  for (const item of items) {
    if (!("str" in item)) continue;
    const at: unknown = item.transform[5];
    const isNewLine = typeof at === "number" && height !== undefined && Math.abs(at - height) > 1;
    if (isNewLine && text !== "" && !text.endsWith("\n")) text += "\n";
    if (typeof at === "number") height = at;
    text += item.str + (item.hasEOL ? "\n" : "");
    if (text.length > DOCUMENT_LIMITS.characters) break;
  }
  page.cleanup();
  return text;
}
