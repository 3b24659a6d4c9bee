import { truncate } from "../../kernel/text.ts";

const MAX_CHARACTERS = 6_000;

/** What a campaign is compared by: its subject, not its rules (they name what must not be there). */
export function campaignText(campaign: {
  name: string;
  product: string;
  goal: string;
  brief: {
    description: string;
    campaignGoalRefined: string;
    keyMessages: readonly string[];
    mandatoryHashtags: readonly string[];
  } | null;
}): string {
  const { brief } = campaign;
  return truncate(
    [
      campaign.product,
      campaign.name,
      campaign.goal,
      ...(brief ? [brief.description, ...brief.keyMessages, brief.mandatoryHashtags.join(" ")] : []),
    ].join("\n"),
    MAX_CHARACTERS,
  );
}
