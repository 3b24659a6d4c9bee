import { menuContent } from "../../bots/runtime/menu.ts";
import { prepareContent } from "../../bots/runtime/prepare-content.ts";
import type { SlackHooks, SlackIdentity } from "../../bots/slack/listeners.ts";
import type { MessageContent } from "../../core/cards/card.ts";
import { actorOf, findLinked, type Person } from "../../core/identity/identities.ts";
import type { House } from "../house.ts";

const PLATFORM = { role: "platform" } as const;

/** A person's home tab: what waits for them, and everything they can begin with. */
export function createSlackHome(house: House): Pick<SlackHooks, "homeFor" | "localeOf"> {
  const personOf = (identity: SlackIdentity): Promise<Person | undefined> =>
    house.db.transaction(PLATFORM, (tx) => findLinked(tx, { channel: "slack", ...identity }));

  return {
    async localeOf(identity) {
      return (await personOf(identity))?.locale ?? "id";
    },
    async homeFor(identity) {
      const person = await personOf(identity);
      if (!person) return undefined;
      const p = house.i18n.presenter(person.locale, person.timeZone);
      const actor = actorOf(person, "slack");
      const waiting = await house.executor.execute("approvals.list", {}, actor).catch(() => undefined);
      const list = house.registry.find("approvals.list");
      const waits: MessageContent["card"] =
        waiting?.kind === "done" && list ? list.present.card(waiting.output, p) : undefined;
      const menu = menuContent(house.registry, actor, p);
      const content: MessageContent = { card: waits ?? menu.card, cards: waits && menu.card ? [menu.card] : undefined };
      const outboundId = `home:${person.id}`;
      return house.db.transaction(PLATFORM, (tx) =>
        prepareContent(tx, content, {
          tenant: person.orgId ?? person.id,
          recipient: person.id,
          outboundId,
          subject: null,
          now: house.clock.now(),
          locale: person.locale,
          template: "home",
          saysItself: false,
        }),
      );
    },
  };
}
