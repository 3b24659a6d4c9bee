import { setTimeout as wait } from "node:timers/promises";
import { PNG, said, type ToolFixture, tool, WAV } from "./fixture.ts";

const STEP_MS = 50;

/** Tools that answer at once, or report while they work. Their names and answers are the suite's. */
export const PLAIN_TOOLS: readonly ToolFixture[] = [
  tool("test_simple_text", "Answers a text", () => said("This is a simple text response for testing.")),
  tool("test_image_content", "Answers a picture", () => ({
    content: [{ type: "image", data: PNG, mimeType: "image/png" }],
  })),
  tool("test_audio_content", "Answers a sound", () => ({
    content: [{ type: "audio", data: WAV, mimeType: "audio/wav" }],
  })),
  tool("test_embedded_resource", "Answers a resource inside the result", () => ({
    content: [
      {
        type: "resource",
        resource: {
          uri: "test://embedded-resource",
          mimeType: "text/plain",
          text: "This is an embedded resource content.",
        },
      },
    ],
  })),
  tool("test_multiple_content_types", "Answers a text, a picture and a resource", () => ({
    content: [
      { type: "text", text: "Multiple content types test:" },
      { type: "image", data: PNG, mimeType: "image/png" },
      {
        type: "resource",
        resource: {
          uri: "test://mixed-content-resource",
          mimeType: "application/json",
          text: JSON.stringify({ test: "data", value: 123 }),
        },
      },
    ],
  })),
  tool("test_error_handling", "Always fails", () => ({
    ...said("This tool intentionally returns an error for testing"),
    isError: true,
  })),
  tool("test_tool_with_logging", "Logs three times while it works", async (_given, { mcp }) => {
    await mcp.mcpReq.log("info", "Tool execution started");
    await wait(STEP_MS);
    await mcp.mcpReq.log("info", "Tool processing data");
    await wait(STEP_MS);
    await mcp.mcpReq.log("info", "Tool execution completed");
    return said("Logged three times");
  }),
  tool("test_logging_tool", "Logs only for whoever asked for logs", async (_given, { mcp }) => {
    await mcp.mcpReq.log("info", "working");
    return said("Logged once");
  }),
  tool("test_tool_with_progress", "Reports its progress", async (_given, { mcp }) => {
    const progressToken = mcp.mcpReq._meta?.progressToken;
    for (const progress of [0, 50, 100]) {
      if (progress > 0) await wait(STEP_MS);
      if (progressToken !== undefined) {
        await mcp.mcpReq.notify({
          method: "notifications/progress",
          params: { progressToken, progress, total: 100 },
        });
      }
    }
    return said("Reported three times");
  }),
  tool("test_trigger_tool_change", "Says that the list of tools changed", (_given, { bus }) => {
    bus.publish({ kind: "tools_list_changed" });
    return said("Said");
  }),
  tool("test_trigger_prompt_change", "Says that the list of prompts changed", (_given, { bus }) => {
    bus.publish({ kind: "prompts_list_changed" });
    return said("Said");
  }),
  {
    definition: {
      name: "json_schema_2020_12_tool",
      description: "Has an input schema with the words of JSON Schema 2020-12",
      inputSchema: {
        $schema: "https://json-schema.org/draft/2020-12/schema",
        type: "object",
        $defs: {
          address: {
            $anchor: "addressDef",
            type: "object",
            properties: { street: { type: "string" }, city: { type: "string" } },
          },
        },
        properties: {
          name: { type: "string" },
          address: { $ref: "#/$defs/address" },
          contactMethod: { type: "string", enum: ["phone", "email"] },
          phone: { type: "string" },
          email: { type: "string" },
        },
        allOf: [{ anyOf: [{ required: ["phone"] }, { required: ["email"] }] }],
        if: { properties: { contactMethod: { const: "phone" } }, required: ["contactMethod"] },
        // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
        then: { required: ["phone"] },
        else: { required: ["email"] },
        additionalProperties: false,
      },
    },
    call: () => said("It has"),
  },
];
