import { z } from "zod";
import { defineUseCase } from "../usecase/define.ts";
import { collaborationCard, collaborationSummary } from "./collaboration-card.ts";
import { collaborationIdSchema, collaborationOutput, viewOf } from "./view.ts";

/** One collaboration, for either side. */
export const getCollaboration = defineUseCase({
  name: "collaborations.get",
  version: 1,
  title: "Show a collaboration",
  describe:
    "Shows one collaboration or invitation in full to either side: state, price and what the influencer receives, brief, pieces with their deadlines, every price that was named, and what to do next.",
  input: z.object({ collaborationId: collaborationIdSchema }),
  output: collaborationOutput,
  effect: "read",
  access: { roles: ["admin", "brand_manager", "finance", "viewer", "influencer"], scope: "collaborations:read" },
  errors: ["not_found"],
  rest: { method: "get", path: "/collaborations/{collaborationId}" },
  expose: { mcp: "catalog", rest: true, chat: true },
  example: { collaborationId: "col_01h455vb4pexf90000000000aa" },
  present: { card: collaborationCard, summary: collaborationSummary },
  run: (ctx, input) => viewOf(ctx, input.collaborationId),
});
