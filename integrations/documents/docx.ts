import { DocumentError } from "../../core/kernel/ports/document-reader.ts";
import { checkArchive } from "./zip.ts";

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };

/** The words of a DOCX. A line of a table stays one line. Throws DocumentError. */
export async function readDocx(bytes: Uint8Array): Promise<string> {
  if (!checkArchive(bytes).includes("word/document.xml")) throw new DocumentError("unsupported");
  const { default: mammoth } = await import("mammoth");
  const noPictures = { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: "" })) };
  const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(bytes) }, noPictures).catch(() => {
    throw new DocumentError("broken");
  });
  return plainText(value);
}

/** mammoth's own tidy HTML as text. */
function plainText(html: string): string {
  return html
    .replace(
      /<t[dh][^>]*>(.*?)<\/t[dh]>/gs,
      (_whole, cell: string) => `${cell.replace(/<\/p><p[^>]*>/g, " ").replace(/<\/?p[^>]*>/g, "")} | `,
    )
    .replace(/ \| (?=<\/tr>)/g, "")
    .replace(/<li[^>]*>/g, "- ")
    .replace(/<h\d[^>]*>/g, "\n")
    .replace(/<br ?\/?>|<\/(?:p|h\d|li|tr)>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_whole, name: string) => ENTITIES[name] ?? "");
}
