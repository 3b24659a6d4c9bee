import { describeChannel } from "./contract.ts";
import { openSlack } from "./drivers/slack.ts";

describeChannel("Slack over HTTP", (ground) => openSlack(ground, false));
