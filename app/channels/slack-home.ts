import { isCommandName, menuContent } from "../../bots/runtime/menu.ts";
import { prepareContent } from "../../bots/runtime/prepare-content.ts";
import type { SlackHooks, SlackIdentity } from "../../bots/slack/listeners.ts";
import type { MessageContent } from "../../core/cards/card.ts";
import { actorOf, findLinked, type Person } from "../../core/identity/identities.ts";
import { LINKED_CARDS } from "../../web/card-page.ts";
import type { House } from "../house.ts";

/** The thing behind one of our own addresses. */
function linkedCardAt(
  publicUrl: string,
  address: string,
): { useCase: string; input: Record<string, string> } | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.origin !== new URL(publicUrl).origin) return undefined;
  const [, path, id = ""] = url.pathname.split("/");
  const found = LINKED_CARDS.find((one) => one.path === path && one.id.test(id));
  return found && { useCase: found.useCase, input: { [found.input]: id } };
}

const PLATFORM = { role: "platform" } as const;

/** What Slack shows beside the conversation: home tab, previews of our links, suggestions above an empty chat. */
export function createSlackHome(
  house: House,
  publicUrl: string,
): Pick<SlackHooks, "homeFor" | "localeOf" | "unfurl" | "suggestionsFor" | "isCommand"> {
  const personOf = (identity: SlackIdentity): Promise<Person | undefined> =>
    house.db.transaction(PLATFORM, (tx) => findLinked(tx, { channel: "slack", ...identity }));

  return {
    async localeOf(identity) {
      return (await personOf(identity))?.locale ?? "id";
    },
    isCommand: (name) => isCommandName(house.registry, name),
    async suggestionsFor(identity) {
      const person = await personOf(identity);
      if (!person) return [];
      const p = house.i18n.presenter(person.locale, person.timeZone);
      const side = person.orgId ? "brand" : "influencer";
      return [1, 2, 3].map((place) => {
        const message = p.t(`runtime.suggest.${side}_${place}`);
        return { title: message, message };
      });
    },
    async unfurl(identity, url) {
      const person = await personOf(identity);
      const target = person && linkedCardAt(publicUrl, url);
      if (!target) return undefined;
      const p = house.i18n.presenter(person.locale, person.timeZone);
      const call = house.registry.find(target.useCase);
      const outcome = await house.executor
        .execute(target.useCase, target.input, actorOf(person, "slack"))
        .catch(() => undefined);
      if (outcome?.kind !== "done" || !call) return undefined;
      // Everybody in the channel reads it: one sentence, no figures.
      const { title } = call.present.card(outcome.output, p);
      const label = p.t("runtime.suggest.open");
      const action = { kind: "link" as const, label, url, style: "plain" as const, required: false, priority: 5 };
      return {
        template: "unfurl",
        outboundId: `unfurl:${person.id}`,
        locale: person.locale,
        card: { title, actions: [action] },
      };
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
