import { ERROR_CODES, type ErrorCode, HTTP_STATUS } from "../core/kernel/errors.ts";
import { errorCodesOf, WAITING_SCHEMA } from "../core/usecase/answers.ts";
import type { UseCase } from "../core/usecase/define.ts";
import { inputSchemaOf, type JsonSchema, outputSchemaOf } from "../core/usecase/json-schema.ts";
import type { Registry } from "../core/usecase/registry.ts";
import { inputInAddress, restPath, restUseCases } from "./rest.ts";
import { type Wire, wiresOf } from "./rest-input.ts";

/** An OpenAPI 3.1 document as plain data. */
export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
}

const ABOUT = `Everything Kolega can do, as HTTP. The same rules, rights and approvals hold here as in chat and over MCP.

- **Sign in** with an API key: \`Authorization: Bearer klg_…\`. A key acts for the member who made it, within its scopes.
- **Money** is whole minor units as an integer (\`…Minor\`) with a currency; for IDR whole rupiah. A number that is not known is \`null\`, never 0.
- **Once only**: send \`Idempotency-Key\` with what changes something. The same key with the same input answers the first result again (\`Idempotency-Replayed: true\`); with another input it is refused.
- **Dry run**: \`Kolega-Dry-Run: true\` answers what would happen and changes nothing.
- **A person decides**: money, bulk outreach and payout accounts answer \`202\` with \`waiting_for_approval\`. Nothing happened yet; a signed-in person decides on the page behind \`url\`. No call can approve.
- **Errors** have one shape, a closed set of codes, and sentences in the language of \`Accept-Language\` (\`id\` or \`en\`).`;

const ERROR_SCHEMA: JsonSchema = {
  type: "object",
  properties: {
    error: {
      type: "object",
      properties: {
        code: { type: "string", enum: [...ERROR_CODES], description: "What went wrong; closed set" },
        reason: {
          type: "string",
          description: "What it was more precisely, e.g. scope_missing, where the code alone does not tell; open set",
        },
        message: { type: "string", description: "One sentence for a person, in the reader's language" },
        fields: {
          type: "array",
          description: "The fields that were refused",
          items: {
            type: "object",
            properties: {
              path: { type: "string", description: "Where it is, e.g. deliverables.0.quantity" },
              message: { type: "string" },
            },
            required: ["path", "message"],
            additionalProperties: false,
          },
        },
        incident: { type: "string", description: "Name it to support; set for code internal" },
      },
      required: ["code", "message", "fields"],
      additionalProperties: false,
    },
  },
  required: ["error"],
  additionalProperties: false,
};

/** The REST door's description, derived from the registry like the door itself. `server` is the installation's address. */
export function createOpenApiDocument(registry: Registry, about: { version: string; server: string }): OpenApiDocument {
  const schemas: Record<string, JsonSchema> = { Error: ERROR_SCHEMA, WaitingForApproval: WAITING_SCHEMA };
  const paths: Record<string, Record<string, unknown>> = {};
  const useCases = restUseCases(registry);
  for (const useCase of useCases) {
    const path = restPath(useCase);
    paths[path] = { ...paths[path], [useCase.rest.method]: operationOf(useCase, path, schemas) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Kolega", version: about.version, description: ABOUT },
    servers: [{ url: about.server }],
    tags: [...new Set(useCases.map(domainOf))].sort().map((name) => ({ name })),
    paths,
    components: {
      schemas,
      parameters: {
        IdempotencyKey: {
          name: "Idempotency-Key",
          in: "header",
          description: "The same key with the same input is the same call; 1 to 255 characters",
          schema: { type: "string", minLength: 1, maxLength: 255 },
        },
        DryRun: {
          name: "Kolega-Dry-Run",
          in: "header",
          description: "true: answer what would happen and change nothing",
          schema: { type: "string", enum: ["true", "false"] },
        },
      },
      securitySchemes: { apiKey: { type: "http", scheme: "bearer", bearerFormat: "klg_…" } },
    },
    security: [{ apiKey: [] }],
  };
}

function domainOf(useCase: UseCase): string {
  return useCase.name.split(".")[0] ?? useCase.name;
}

function operationOf(useCase: UseCase, path: string, schemas: Record<string, JsonSchema>): Record<string, unknown> {
  const prefix = useCase.name.replace(/\W+/g, "_");
  const input = hoist(inputSchemaOf(useCase), prefix, schemas);
  const inPath = new Set([...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? ""));
  const properties = (input.properties ?? {}) as Record<string, JsonSchema>;
  for (const name of inPath) {
    if (!properties[name]) throw new Error(`${useCase.name}: its path names ${name}, its input does not`);
  }
  const required = new Set((input.required ?? []) as string[]);
  const wires = wiresOf(inputSchemaOf(useCase));
  const parameter = (name: string): Record<string, unknown> => {
    const schema = properties[name] ?? {};
    const { description, ...rest } = schema;
    const example = useCase.example[name];
    return {
      name,
      in: inPath.has(name) ? "path" : "query",
      required: inPath.has(name) || required.has(name),
      ...(description === undefined ? {} : { description }),
      ...(wires.get(name)?.kind === "json" ? { content: { "application/json": { schema: rest } } } : { schema: rest }),
      ...(example === undefined ? {} : exampleOf(wires.get(name), example)),
    };
  };
  const names = Object.keys(properties);
  const addressed = inputInAddress(useCase);
  const writes = useCase.effect !== "read";
  const headers = writes
    ? [{ $ref: "#/components/parameters/IdempotencyKey" }, { $ref: "#/components/parameters/DryRun" }]
    : [];
  const inBody = addressed ? [] : names.filter((name) => !inPath.has(name));
  return {
    operationId: useCase.name,
    summary: useCase.title,
    description: descriptionOf(useCase),
    tags: [domainOf(useCase)],
    "x-effect": useCase.effect,
    "x-roles": useCase.access.roles,
    "x-scope": useCase.access.scope,
    parameters: [...names.filter((name) => addressed || inPath.has(name)).map(parameter), ...headers],
    ...(inBody.length === 0 ? {} : { requestBody: bodyOf(useCase, input, inBody, required) }),
    responses: responsesOf(
      useCase,
      shared(hoist(outputSchemaOf(useCase), prefix, schemas), `${prefix}_result`, schemas),
    ),
  };
}

function exampleOf(wire: Wire | undefined, example: unknown): Record<string, unknown> {
  return wire?.kind === "json" ? {} : { example };
}

function descriptionOf(useCase: UseCase): string {
  const who = `Roles: ${useCase.access.roles.join(", ")}. Scope: \`${useCase.access.scope}\`.`;
  const decision = useCase.approval ? "\n\nA person must decide it: answers 202 and a link." : "";
  return `${useCase.describe}${decision}\n\n${who}`;
}

function bodyOf(
  useCase: UseCase,
  input: JsonSchema,
  names: readonly string[],
  required: ReadonlySet<string>,
): Record<string, unknown> {
  const properties = (input.properties ?? {}) as Record<string, JsonSchema>;
  const kept = (name: string): boolean => names.includes(name);
  const need = names.filter((name) => required.has(name));
  return {
    required: need.length > 0,
    content: {
      "application/json": {
        schema: {
          type: "object",
          properties: Object.fromEntries(Object.entries(properties).filter(([name]) => kept(name))),
          ...(need.length > 0 ? { required: need } : {}),
          additionalProperties: false,
        },
        example: Object.fromEntries(Object.entries(useCase.example).filter(([name]) => kept(name))),
      },
    },
  };
}

function responsesOf(useCase: UseCase, output: JsonSchema): Record<string, unknown> {
  const responses: Record<string, unknown> = {
    200: { description: "Done", content: { "application/json": { schema: output } } },
  };
  if (useCase.approval) {
    responses[202] = {
      description: "Waiting for a person's decision; nothing was done yet",
      content: { "application/json": { schema: { $ref: "#/components/schemas/WaitingForApproval" } } },
    };
  }
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of errorCodesOf(useCase)) {
    byStatus.set(HTTP_STATUS[code], [...(byStatus.get(HTTP_STATUS[code]) ?? []), code]);
  }
  if (!inputInAddress(useCase)) {
    byStatus.set(413, ["invalid_input"]);
    byStatus.set(415, ["invalid_input"]);
  }
  for (const [status, codes] of byStatus) {
    responses[status] = {
      description: codes.join(", "),
      content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      ...(status === 429
        ? { headers: { "Retry-After": { schema: { type: "integer" }, description: "Seconds to wait" } } }
        : {}),
      ...(status === 401 ? { headers: { "WWW-Authenticate": { schema: { type: "string" } } } } : {}),
    };
  }
  return responses;
}

/** Results that look the same are described once, under the name of the first. */
function shared(schema: JsonSchema, name: string, schemas: Record<string, JsonSchema>): JsonSchema {
  const text = JSON.stringify(schema);
  const known = Object.keys(schemas).find(
    (other) => other.endsWith("_result") && JSON.stringify(schemas[other]) === text,
  );
  if (known === undefined) schemas[name] = schema;
  return { $ref: `#/components/schemas/${known ?? name}` };
}

/** Moves a schema's own definitions to the components, under the use case's name, and points its references there. */
function hoist(schema: JsonSchema, prefix: string, schemas: Record<string, JsonSchema>): JsonSchema {
  const { $defs, ...rest } = schema;
  const point = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(point);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) =>
        key === "$ref" && typeof item === "string"
          ? [key, item.replace(/^#\/\$defs\/(.+)$/, `#/components/schemas/${prefix}_$1`)]
          : [key, point(item)],
      ),
    );
  };
  for (const [name, definition] of Object.entries(($defs ?? {}) as Record<string, JsonSchema>)) {
    schemas[`${prefix}_${name}`] = point(definition) as JsonSchema;
  }
  return point(rest) as JsonSchema;
}
