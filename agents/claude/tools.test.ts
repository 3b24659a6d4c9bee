import { encode } from "gpt-tokenizer";
import { expect, it } from "vitest";
import { type Actor, MEMBER_ROLES, type Role } from "../../core/kernel/actor.ts";
import { mayCall, toolName } from "../../core/usecase/registry.ts";
import { productRegistry } from "../../test/support/product.ts";
import { systemBlocks } from "./prompt.ts";
import { MAX_VISIBLE, toolboxFor } from "./tools.ts";

const registry = productRegistry();
const actorOf = (role: Role, id = "a"): Actor => ({
  kind: role === "influencer" ? "influencer" : "member",
  id,
  ...(role !== "influencer" && { orgId: `org_${id}` }),
  displayName: `Somebody ${id}`,
  roles: [role],
  scopes: ["*"],
  locale: id === "a" ? "id" : "en",
  via: id === "a" ? "desk" : "slack",
});
/** What is read from the cache whoever speaks; dearer prefixes are paid by every new conversation. */
const MAX_PREFIX_TOKENS = 10_000;

it.each([...MEMBER_ROLES, "influencer"] as const)(
  "the tools of %s: few, sorted, and the rest behind find_tools",
  (role) => {
    const toolbox = toolboxFor(registry, actorOf(role));
    const names = toolbox.tools.map(({ name }) => name);
    expect(names.length).toBeLessThanOrEqual(MAX_VISIBLE);
    expect(names).toEqual([...names].sort());
    expect(names).toEqual(expect.arrayContaining(["find_tools", "read_more", "run_tool"]));
    // Byte for byte the same for another person with the same rights, wherever and in whatever language they write.
    expect(JSON.stringify(toolboxFor(registry, actorOf(role, "b")).tools)).toBe(JSON.stringify(toolbox.tools));
    const find = toolbox.tools.find(({ name }) => name === "find_tools");
    const forModels = registry.useCases.filter(({ expose }) => expose.chat && expose.mcp !== false);
    for (const useCase of forModels) {
      const mine = mayCall(actorOf(role), useCase);
      expect(toolbox.find(toolName(useCase)) !== undefined, useCase.name).toBe(mine);
      const told = names.includes(toolName(useCase)) || find?.description?.includes(toolName(useCase));
      if (mine) expect(told, `${useCase.name} can be known of`).toBe(true);
    }
    const tokens = encode(JSON.stringify(toolbox.tools)).length;
    const prompt = encode(JSON.stringify(systemBlocks())).length;
    expect(tokens + prompt).toBeLessThan(MAX_PREFIX_TOKENS);
  },
);
