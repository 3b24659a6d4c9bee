import { describeChannel } from "./contract.ts";
import { openDesk } from "./drivers/desk.ts";

describeChannel("Desk", openDesk);
