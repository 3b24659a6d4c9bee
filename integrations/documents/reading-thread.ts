import { parentPort, workerData } from "node:worker_threads";
import { DocumentError, type DocumentProblem, type ReadDocument } from "../../core/kernel/ports/document-reader.ts";
import { cleanText } from "../../core/kernel/text.ts";
import { readDocx } from "./docx.ts";
import { kindOf, textOf } from "./kind.ts";
import { DOCUMENT_LIMITS } from "./limits.ts";
import { readPdf } from "./pdf.ts";

/** What the thread answers, once. */
export type Answer = { readonly document: ReadDocument } | { readonly problem: DocumentProblem };

async function read(bytes: Uint8Array): Promise<ReadDocument> {
  const kind = kindOf(bytes);
  if (kind === "pdf") return finished({ kind, ...(await readPdf(bytes)) });
  if (kind === "docx") return finished({ kind, text: await readDocx(bytes), pages: null, cut: false });
  if (kind === "text") return finished({ kind, text: textOf(bytes) ?? "", pages: null, cut: false });
  throw new DocumentError("unsupported");
}

function finished(document: ReadDocument): ReadDocument {
  const text = cleanText(document.text)
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
  if (!/[\p{L}\p{N}]/u.test(text)) throw new DocumentError("empty");
  const most = DOCUMENT_LIMITS.characters;
  return { ...document, text: text.slice(0, most), cut: document.cut || text.length > most };
}

const { bytes } = workerData as { bytes: Uint8Array };
const answer: Answer = await read(bytes).then(
  (document) => ({ document }),
  (error: unknown) => ({ problem: error instanceof DocumentError ? error.problem : ("broken" as const) }),
);
parentPort?.postMessage(answer);
