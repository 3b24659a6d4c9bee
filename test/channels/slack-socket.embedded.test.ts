import { describeChannel } from "./contract.ts";
import { openSlack } from "./drivers/slack.ts";

describeChannel("Slack over Socket Mode", (ground) => openSlack(ground, true));
