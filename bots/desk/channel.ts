import { type Channel, ChannelError } from "../runtime/channel.ts";
import type { DeskFiles } from "./files.ts";
import type { Live } from "./live.ts";
import type { DeskStore } from "./store.ts";

/** The one account of the desk: it has no bots or workspaces of its own. */
export const DESK_ACCOUNT = "desk";

/** The desk as a channel. A conversation is a person: every window of theirs shows the same one. */
export function createDeskChannel(store: DeskStore, files: DeskFiles, live: Live): Channel {
  return {
    name: "desk",
    capabilities: { edit: true, idempotentSend: true, buttons: true, forms: "page" },
    async send(target, content, id) {
      const messageId = await store.addDelivered(target.conversation, id, content);
      return [{ channel: "desk", account: DESK_ACCOUNT, conversation: target.conversation, messageId }];
    },
    async edit(receipts, content) {
      for (const receipt of receipts) await store.replace(receipt.messageId, content);
    },
    typing(target, on) {
      live.tell(target.conversation, { kind: "typing", on });
    },
    async download(_account, ref) {
      const file = await files.read(ref);
      if (!file) throw new ChannelError("refused", "the file is not kept any more");
      return file;
    },
  };
}
