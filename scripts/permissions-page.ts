import { MEMBER_ROLES, type Role } from "../core/kernel/actor.ts";
import type { UseCase } from "../core/usecase/define.ts";
import type { Registry } from "../core/usecase/registry.ts";
import { restPath } from "../web/rest.ts";

/** Everyone a use case can name, in the order of the page's columns. */
export const ROLES: readonly Role[] = [...MEMBER_ROLES, "influencer", "operator", "system"];

/** docs/reference/permissions.md: a row a use case, in Markdown. */
export function permissionsPage(all: Registry): string {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const useCases = all.useCases;
  const head = ["use case", "effect", "decided by", "scope", ...ROLES, "REST", "MCP", "chat"];
  return [
    "# Who may do what",
    "",
    "Derived from the registry by `npm run reference`; do not edit. A dot means the role may call it; rows are then judged by row",
    'security and by the use case itself. "decided by" says whose button it needs: a call alone changes nothing.',
    "",
    row(head),
    row(head.map(() => "---")),
    ...useCases.map((useCase) =>
      row([
        `\`${useCase.name}\``,
        useCase.effect,
        decidersOf(useCase),
        `\`${useCase.access.scope}\``,
        ...ROLES.map((role) => (useCase.access.roles.includes(role) ? "•" : "")),
        useCase.expose.rest ? `\`${useCase.rest.method.toUpperCase()} ${restPath(useCase)}\`` : "",
        useCase.expose.mcp === false ? "" : useCase.expose.mcp,
        useCase.expose.chat ? "•" : "",
      ]),
    ),
    "",
  ].join("\n");
}

function decidersOf(useCase: UseCase): string {
  const deciders = useCase.approval?.deciders;
  if (!deciders) return "";
  if (deciders.self) return "the person who asks";
  const above = deciders.rolesAboveLimit
    ? `; above the limit ${deciders.rolesAboveLimit.join(", ")}, not the requester`
    : "";
  return `${(deciders.roles ?? []).join(", ")}${above}`;
}
