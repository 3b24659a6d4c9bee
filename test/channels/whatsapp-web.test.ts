import { describeChannel } from "./contract.ts";
import { openWhatsappWeb } from "./drivers/whatsapp-web.ts";

describeChannel("WhatsApp Web", openWhatsappWeb);
