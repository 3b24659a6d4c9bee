import { z } from "zod";
import { templateRefusal } from "./errors.ts";
import { LIMITS } from "./limits.ts";

const button = z.object({ type: z.string(), text: z.string().max(25) }).loose();
const component = z
  .object({ type: z.string(), text: z.string().optional(), buttons: z.array(button).max(10).optional() })
  .loose();

/** A template as it is submitted to Meta and listed by it, as far as a send is judged by it. */
export const templateSchema = z.object({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/),
  language: z.string(),
  category: z.enum(["UTILITY", "MARKETING", "AUTHENTICATION"]),
  status: z.enum(["APPROVED", "PENDING", "REJECTED", "PAUSED"]).default("APPROVED"),
  components: z.array(component),
});
export type SandboxTemplate = z.infer<typeof templateSchema>;

const parameter = z.object({ type: z.string(), text: z.string().optional(), payload: z.string().optional() }).loose();
const sent = z.object({
  name: z.string(),
  language: z.object({ code: z.string() }).loose(),
  components: z
    .array(
      z
        .object({
          type: z.string(),
          sub_type: z.string().optional(),
          index: z.union([z.string(), z.number()]).optional(),
          parameters: z.array(parameter).default([]),
        })
        .loose(),
    )
    .default([]),
});

/** A template with its variables filled in: what the person sees. */
export interface FilledTemplate {
  readonly category: SandboxTemplate["category"];
  readonly body: string;
  readonly footer?: string;
  readonly buttons: readonly { readonly title: string; readonly payload: string }[];
}

const variables = (text: string): number => new Set(text.match(/\{\{\d+\}\}/g) ?? []).size;

/** Fills a template in as the API does, or throws its refusal (132000, 132001, 132005, 132012). */
export function fillTemplate(templates: readonly SandboxTemplate[], value: unknown): FilledTemplate {
  const parsed = sent.safeParse(value);
  if (!parsed.success) throw templateRefusal.format("template is malformed");
  const { name, language, components } = parsed.data;
  const template = templates.find(
    (one) => one.name === name && one.language === language.code && one.status === "APPROVED",
  );
  if (!template) throw templateRefusal.missing(`template name (${name}) does not exist in ${language.code}`);
  const part = (type: string) => template.components.find((one) => one.type.toUpperCase() === type);
  const text = part("BODY")?.text ?? "";
  const given = components.find((one) => one.type === "body")?.parameters ?? [];
  if (given.length !== variables(text)) {
    throw templateRefusal.paramCount(
      `body: number of localizable_params (${given.length}) does not match the expected number of params (${variables(text)})`,
    );
  }
  for (const { type, text: value = "" } of given) {
    if (type !== "text" || value.trim() === "") throw templateRefusal.format("body: a parameter must be a text");
    if (/[\n\t]| {5,}/.test(value)) {
      throw templateRefusal.format("Param text cannot have new-line/tab characters or more than 4 consecutive spaces");
    }
  }
  const body = text.replace(/\{\{(\d+)\}\}/g, (_all, number: string) => given[Number(number) - 1]?.text ?? "");
  if (body.length > LIMITS.templateBody) throw templateRefusal.tooLong(`body is longer than ${LIMITS.templateBody}`);
  const payloads = new Map(
    components
      .filter((one) => one.type === "button")
      .map((one) => [Number(one.index), one.parameters[0]?.payload ?? ""] as const),
  );
  const buttons = (part("BUTTONS")?.buttons ?? []).map((one, index) => ({
    title: one.text,
    payload: payloads.get(index) ?? one.text,
  }));
  for (const [index, payload] of payloads) {
    if (!buttons[index]) throw templateRefusal.paramCount(`button at index ${index} does not exist`);
    if (payload === "" || payload.length > LIMITS.templatePayload) {
      throw templateRefusal.format(
        `button at index ${index}: payload must have 1 to ${LIMITS.templatePayload} characters`,
      );
    }
  }
  return { category: template.category, body, footer: part("FOOTER")?.text, buttons };
}
