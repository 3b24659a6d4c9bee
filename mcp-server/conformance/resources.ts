import type { ReadResourceResult, Resource } from "@modelcontextprotocol/server";
import { PNG } from "./fixture.ts";

/** Their addresses and contents are the suite's. */
export const RESOURCES: readonly Resource[] = [
  { uri: "test://static-text", name: "Text", mimeType: "text/plain" },
  { uri: "test://static-binary", name: "Picture", mimeType: "image/png" },
  { uri: "test://watched-resource", name: "Watched", mimeType: "text/plain" },
];

export const TEMPLATE = { uriTemplate: "test://template/{id}/data", name: "Template", mimeType: "application/json" };

const ONE_OF_TEMPLATE = /^test:\/\/template\/([^/]+)\/data$/;

/** What is at an address; undefined where nothing is. */
export function readResource(uri: string): ReadResourceResult | undefined {
  const text = (mimeType: string, content: string): ReadResourceResult => ({
    contents: [{ uri, mimeType, text: content }],
  });
  if (uri === "test://static-text") return text("text/plain", "This is the content of the static text resource.");
  if (uri === "test://static-binary") return { contents: [{ uri, mimeType: "image/png", blob: PNG }] };
  if (uri === "test://watched-resource") return text("text/plain", "Watched resource content");
  const id = ONE_OF_TEMPLATE.exec(uri)?.[1];
  if (id === undefined) return undefined;
  return text("application/json", JSON.stringify({ id, templateTest: true, data: `Data for ID: ${id}` }));
}
