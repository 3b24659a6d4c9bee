import { describeChannel } from "./contract.ts";
import { openWhatsapp } from "./drivers/whatsapp.ts";

describeChannel("WhatsApp Cloud", openWhatsapp);
