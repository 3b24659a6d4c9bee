import { cleanText } from "../../core/kernel/text.ts";

/** Tags that tell the model where material of others begins and ends, and what the house itself says. */
const OUR_TAGS = /<(?=\s*\/?\s*(?:data|context|event|summary|attachment|untrusted|transcript)\b)/gi;

/** Text of others as it may stand between our tags: without characters nobody sees, and unable to close or open one. */
export function harmless(text: string): string {
  return cleanText(text).replace(OUR_TAGS, "&lt;");
}
