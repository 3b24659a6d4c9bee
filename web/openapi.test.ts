import { describe, expect, it } from "vitest";
import { ERROR_CODES } from "../core/kernel/errors.ts";
import type { Registry } from "../core/usecase/registry.ts";
import { sampleRegistry } from "../test/support/doors.ts";
import { productRegistry } from "../test/support/product.ts";
import { createOpenApiDocument, type OpenApiDocument } from "./openapi.ts";

type Node = Record<string, unknown>;
interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly parameters: readonly Node[];
  readonly requestBody?: {
    readonly required: boolean;
    readonly content: Record<string, { schema: Node; example: Node }>;
  };
  readonly responses: Record<string, { description: string; content?: Node }>;
}

const sample = sampleRegistry();
const documents: readonly (readonly [string, Registry])[] = [
  ["the sample module", sample],
  ["the whole product", productRegistry()],
];

function documentOf(registry: Registry): OpenApiDocument {
  return createOpenApiDocument(registry, { version: "1.2.3", server: "/" });
}

function operationsOf(document: OpenApiDocument): (readonly [string, string, Operation])[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => [path, method, operation as Operation] as const),
  );
}

/** Every object in a document, with where it is. */
function* nodesOf(value: unknown, path = "#"): Generator<readonly [string, Node]> {
  if (value === null || typeof value !== "object") return;
  if (!Array.isArray(value)) yield [path, value as Node];
  for (const [key, item] of Object.entries(value)) yield* nodesOf(item, `${path}/${key}`);
}

describe.each(documents)("the OpenAPI document of %s", (_name, registry) => {
  const document = documentOf(registry);
  const operations = operationsOf(document);

  it("is OpenAPI 3.1: parts in place, only known methods, one operation each, plain JSON", () => {
    expect(document).toMatchObject({
      openapi: "3.1.0",
      info: { title: "Kolega", version: "1.2.3" },
      servers: [{ url: "/" }],
    });
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
    for (const [path, method] of operations) {
      expect(path).toMatch(/^\/api\/(v1|ai)\/[\w/{}-]+$/);
      expect(["get", "post", "patch", "delete"]).toContain(method);
    }
    const ids = operations.map(([, , operation]) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.sort()).toEqual(
      registry.useCases
        .filter((useCase) => useCase.expose.rest)
        .map((useCase) => useCase.name)
        .sort(),
    );
    const templates = operations.map(([path, method]) => `${method} ${path.replace(/\{\w+\}/g, "{}")}`);
    expect(new Set(templates).size).toBe(templates.length);
  });

  it("every reference resolves, and none is left of another document", () => {
    for (const [where, node] of nodesOf(document)) {
      expect(node.$defs, where).toBeUndefined();
      if (typeof node.$ref !== "string") continue;
      expect(node.$ref, where).toMatch(/^#\/components\//);
      const target = node.$ref
        .slice(2)
        .split("/")
        .reduce<unknown>((at, key) => (at as Node | undefined)?.[key], document);
      expect(target, `${where} -> ${node.$ref}`).toBeDefined();
    }
  });

  it("every parameter of a path is described, required, and nothing is described twice", () => {
    for (const [path, method, operation] of operations) {
      const inPath = operation.parameters.filter((parameter) => parameter.in === "path");
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(inPath.map((parameter) => parameter.name).sort()).toEqual(named.sort());
      expect(inPath.every((parameter) => parameter.required === true)).toBe(true);
      for (const parameter of operation.parameters) {
        if (parameter.$ref === undefined) expect(Boolean(parameter.schema) !== Boolean(parameter.content)).toBe(true);
      }
      const body = operation.requestBody?.content["application/json"]?.schema.properties ?? {};
      expect(Object.keys(body).filter((name) => named.includes(name))).toEqual([]);
      if (method === "get" || method === "delete") expect(operation.requestBody).toBeUndefined();
    }
  });

  it("every answer has a description; errors have the one shape; what waits says 202", () => {
    for (const [, , operation] of operations) {
      const useCase = registry.find(operation.operationId);
      expect(Object.keys(operation.responses)).toEqual(
        expect.arrayContaining(["200", "401", "403", "422", "429", "500"]),
      );
      expect("202" in operation.responses).toBe(useCase?.approval !== undefined);
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(response.description).not.toBe("");
        if (Number(status) < 400) continue;
        for (const code of response.description.split(", ")) expect(ERROR_CODES).toContain(code);
        expect(response.content).toEqual({ "application/json": { schema: { $ref: "#/components/schemas/Error" } } });
      }
    }
  });

  it("request objects are closed, and the example of each use case fits its own schema", () => {
    for (const [where, node] of nodesOf(operations.map(([, , operation]) => operation.requestBody))) {
      if (node.type === "object" && node.properties) expect(node.additionalProperties, where).toBe(false);
    }
    for (const useCase of registry.useCases) {
      expect(useCase.input.strict().safeParse(useCase.example).error, useCase.name).toBeUndefined();
    }
  });
});

it("puts a field where REST reads it", () => {
  const { paths } = documentOf(sample);
  const search = paths["/api/v1/samples/search"]?.get as Operation;
  expect(search.parameters.find((parameter) => parameter.name === "range")).toMatchObject({
    in: "query",
    content: { "application/json": { schema: { type: "object", additionalProperties: false } } },
  });
  expect(search.parameters.find((parameter) => parameter.name === "limit")).toMatchObject({
    required: false,
    schema: { type: "integer", minimum: 1, maximum: 5_000, default: 10 },
  });
  const rename = paths["/api/v1/samples/{campaignId}/rename"]?.post as Operation;
  expect(rename.requestBody?.content["application/json"]).toMatchObject({
    schema: { required: ["name"] },
    example: { name: "Glow" },
  });
  expect(rename.parameters).toContainEqual({ $ref: "#/components/parameters/IdempotencyKey" });
  expect(rename.responses[409]?.description).toBe("idempotency_mismatch");
});
