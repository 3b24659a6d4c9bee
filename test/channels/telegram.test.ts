import { describeChannel } from "./contract.ts";
import { openTelegram } from "./drivers/telegram.ts";

describeChannel("Telegram by webhook", (ground) => openTelegram(ground, "webhook"));
