import { describeChannel } from "./contract.ts";
import { openTelegram } from "./drivers/telegram.ts";

describeChannel("Telegram by polling", (ground) => openTelegram(ground, "polling"));
