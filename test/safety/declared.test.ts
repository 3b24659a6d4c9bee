import { describe, expect, it } from "vitest";
import { z } from "zod";
import { MODULES } from "../../app/modules.ts";
import { approvalOf, type UseCase } from "../../core/usecase/define.ts";
import { createRegistry } from "../../core/usecase/registry.ts";

const registry = createRegistry(MODULES);
const people = registry.useCases.filter(
  ({ access }) => !access.roles.every((role) => role === "system" || role === "operator"),
);
const offered = people.filter(({ expose }) => expose.mcp !== false);

/** Fields that say where something goes: an account, a person, a chat, a role. */
const TARGETS =
  /^(accountNumber|channelCode|holderName|influencerIds?|memberId|recipients?|email|phone|payee|role|identityId|orgId|influencerId)$/;
/** What others read, or what is bound to a price. */
const WORDS = /^(text|note|message|reason|bio|about|body|amountMinor|compensationMinor|rates)$/;

/** Why a use case that changes something may be called by a model without a press. A new one has to be argued here. */
const WITHOUT_PRESS: Readonly<Record<string, string>> = {
  "campaigns.send_back": "its note is read by members of the same organization",
};

function fieldsOf(useCase: UseCase): string[] {
  const names: string[] = [];
  const walk = (part: unknown): void => {
    if (Array.isArray(part)) for (const item of part) walk(item);
    if (part === null || typeof part !== "object") return;
    for (const [key, item] of Object.entries(part)) {
      if (key === "properties" && item !== null && typeof item === "object") names.push(...Object.keys(item));
      walk(item);
    }
  };
  walk(z.toJSONSchema(useCase.input, { io: "input" }));
  return names;
}

describe("what a model may set in motion", () => {
  it.each(people.filter(({ effect }) => effect === "money" || effect === "external").map((u) => [u.name, u] as const))(
    "%s moves money or speaks to outsiders only after a human's press",
    (_, useCase) => {
      expect(useCase.approval).toBeDefined();
    },
  );

  const risky = offered
    .filter(({ effect, name }) => effect !== "read" && WITHOUT_PRESS[name] === undefined)
    .map(
      (useCase) =>
        [useCase.name, fieldsOf(useCase).filter((field) => TARGETS.test(field) || WORDS.test(field)), useCase] as const,
    )
    .filter(([, fields]) => fields.length > 0);

  it.each(risky)("%s sets no payee, recipient, role or words for others (%s) without asking", (_, __, useCase) => {
    expect(approvalOf(useCase)).toBeDefined();
  });

  it("argues only for use cases that are there", () => {
    expect(Object.keys(WITHOUT_PRESS).filter((name) => !registry.find(name))).toEqual([]);
  });

  it("there is no tool that decides", () => {
    for (const { name } of offered) expect(name).not.toMatch(/^approvals\.(?!list$)/);
  });

  it("changes of members, roles, keys and safeguards are decided by a human", () => {
    for (const useCase of offered) {
      if (useCase.effect === "read") continue;
      if (!/^(members|organization|api_keys|roles)\./.test(useCase.name)) continue;
      expect(useCase.approval?.deciders.roles, useCase.name).toEqual(["admin"]);
    }
  });
});
