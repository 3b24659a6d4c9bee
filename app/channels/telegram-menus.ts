import { menuFor } from "../../bots/runtime/menu.ts";
import type { Receiver } from "../../bots/runtime/receiver.ts";
import type { TelegramChannel } from "../../bots/telegram/channel.ts";
import { setPersonMenu } from "../../bots/telegram/menu.ts";
import { actorOf, findLinked } from "../../core/identity/identities.ts";
import type { House } from "../house.ts";

/** People whose menu was set by this process; it is set again after that many others, and after a restart. */
const REMEMBERED = 10_000;

/** The receiver, and beside it: whoever writes in their own chat and is known sees the commands of their role from then on. */
export function withPersonMenus(receiver: Receiver, house: House, api: TelegramChannel["api"]): Receiver {
  const told = new Set<string>();
  const tell = async (account: string, externalId: string): Promise<void> => {
    const person = await house.db.transaction({ role: "platform" }, (tx) =>
      findLinked(tx, { channel: "telegram", account, externalId }),
    );
    if (!person) return;
    const key = `${externalId} ${person.role} ${person.locale}`;
    if (told.has(key)) return;
    if (told.size >= REMEMBERED) told.clear();
    told.add(key);
    const p = house.i18n.presenter(person.locale, person.timeZone);
    await setPersonMenu(api, externalId, menuFor(house.registry, actorOf(person, "telegram"), p));
  };
  return {
    ...receiver,
    async message(arrival, message) {
      const kept = await receiver.message(arrival, message);
      if (kept === "accepted" && message.direct !== false) {
        // A menu is a convenience: without it, everything can still be typed.
        tell(arrival.account, message.from.externalId).catch(() => undefined);
      }
      return kept;
    },
  };
}
