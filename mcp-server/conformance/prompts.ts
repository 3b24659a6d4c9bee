import {
  acceptedContent,
  type ContentBlock,
  type GetPromptResult,
  type InputRequiredResult,
  inputRequired,
  type Prompt,
  type PromptMessage,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import { PNG } from "./fixture.ts";

interface PromptFixture {
  readonly definition: Prompt;
  get(given: Readonly<Record<string, string>>, context: ServerContext): GetPromptResult | InputRequiredResult;
}

const user = (content: ContentBlock): PromptMessage => ({ role: "user", content });
const words = (text: string): PromptMessage => user({ type: "text", text });
const CONTEXT = z.object({ context: z.string() });

/** Their names, arguments and messages are the suite's. */
export const PROMPTS: readonly PromptFixture[] = [
  {
    definition: { name: "test_simple_prompt", description: "One message" },
    get: () => ({ messages: [words("This is a simple prompt for testing.")] }),
  },
  {
    definition: {
      name: "test_prompt_with_arguments",
      description: "Repeats its arguments",
      arguments: [
        { name: "arg1", description: "First", required: true },
        { name: "arg2", description: "Second", required: true },
      ],
    },
    get: ({ arg1, arg2 }) => ({ messages: [words(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`)] }),
  },
  {
    definition: {
      name: "test_prompt_with_embedded_resource",
      description: "Carries a resource",
      arguments: [{ name: "resourceUri", description: "Which", required: true }],
    },
    get: ({ resourceUri = "" }) => ({
      messages: [
        user({
          type: "resource",
          resource: { uri: resourceUri, mimeType: "text/plain", text: "Embedded resource content for testing." },
        }),
        words("Please process the embedded resource above."),
      ],
    }),
  },
  {
    definition: { name: "test_prompt_with_image", description: "Carries a picture" },
    get: () => ({
      messages: [user({ type: "image", data: PNG, mimeType: "image/png" }), words("Please analyze the image above.")],
    }),
  },
  {
    definition: { name: "test_input_required_result_prompt", description: "Asks before it answers" },
    get: (_given, { mcpReq }) => {
      const answer = acceptedContent(mcpReq.inputResponses, "user_context", CONTEXT);
      if (answer) return { messages: [words(`Context: ${answer.context}`)] };
      return inputRequired({
        inputRequests: {
          user_context: inputRequired.elicit({
            message: "What context should the prompt use?",
            requestedSchema: { type: "object", properties: { context: { type: "string" } }, required: ["context"] },
          }),
        },
      });
    },
  },
];
