import type { Chats } from "../../sandbox/chats.ts";
import { SLACK_DEMO_TEAM } from "../../sandbox/slack/demo.ts";
import { messagePayload } from "../../sandbox/slack/payloads.ts";
import type { SoakChannel, SoakPerson } from "./people.ts";

/** How often one thing that a person did is delivered, and what the platform does besides. */
export interface Disorder {
  /** 1 to 11. */
  readonly deliveries: number;
  /** Later copies come so much later (Slack: with event ids of their own). */
  readonly laterMs: number;
}

/** The hands and eyes of one person on the platform's own side. */
export interface Hands {
  /** Says something; answers the id under which the inbox must know it. */
  say(text: string, disorder: Disorder): string;
  /** Ids of what the bot wrote in the chat, as the person sees them, oldest first. */
  seen(): string[];
  /** Presses the newest button of this label, until the platform took it; false where there is none. */
  press(label: string, disorder: Disorder): Promise<boolean>;
}

/** Deliveries that were ordered, for the table. */
export const ordered: Record<SoakChannel, number> = { slack: 0, telegram: 0, whatsapp: 0 };

export function handsOf(chats: Chats, person: SoakPerson): Hands {
  if (person.channel === "slack") return slackHands(chats, person);
  return person.channel === "telegram" ? telegramHands(chats, person) : whatsappHands(chats, person);
}

function slackHands({ slack }: Chats, { externalId, conversation }: SoakPerson): Hands {
  const user = slack.person(externalId);
  const team = slack.ctx.workspace.teams.get(SLACK_DEMO_TEAM.id);
  const channel = slack.ctx.workspace.channel(SLACK_DEMO_TEAM.id, conversation);
  const said = () => slack.messages(conversation).filter((message) => message.byBot && !message.ephemeralFor);
  return {
    say(text, { deliveries, laterMs }) {
      ordered.slack += deliveries;
      const now = Math.ceil(deliveries / 2);
      const message = user.say(text, { deliveries: now, newEventIds: true });
      for (let copy = now; copy < deliveries; copy += 1) {
        setTimeout(() => {
          if (team && channel) slack.ctx.delivery.event(team, messagePayload(slack.ctx, channel, message));
        }, laterMs * Math.random());
      }
      return `m:${conversation}:${message.ts}`;
    },
    seen: () => said().map(({ ts }) => ts),
    async press(label, { deliveries }) {
      // Slack never repeats a press: its person does, who sees that nothing happened, or is impatient.
      let pressed = false;
      for (let tries = 0, took = 0; tries < 200 && took < Math.min(2, deliveries); tries += 1) {
        const message = said()
          .reverse()
          .find(({ blocks }) => JSON.stringify(blocks).includes(`"text":"${label}"`));
        if (!message) return pressed;
        ordered.slack += 1;
        const { ok } = await user.press(message, label);
        if (ok) took += 1;
        else await new Promise((done) => setTimeout(done, 500));
        pressed ||= ok;
      }
      return pressed;
    },
  };
}

function telegramHands({ telegram }: Chats, { externalId }: SoakPerson): Hands {
  const id = Number(externalId);
  const times = (deliveries: number): void => {
    ordered.telegram += deliveries;
    telegram.updates.faults.times = deliveries;
  };
  return {
    say(text, { deliveries }) {
      times(deliveries);
      const { messageId, updateId } = telegram.people.type(id, text);
      return `${updateId}:${id}:${messageId}`;
    },
    seen: () =>
      telegram
        .messages(id)
        .filter(({ from }) => from === telegram.bot.id)
        .map(({ messageId }) => String(messageId)),
    press(label, { deliveries }) {
      const there = telegram.buttons(id).some(({ text }) => text === label);
      if (there) {
        times(deliveries);
        telegram.people.press(id, { label });
      }
      return Promise.resolve(there);
    },
  };
}

function whatsappHands({ whatsapp }: Chats, { externalId }: SoakPerson): Hands {
  const phone = whatsapp.person(externalId);
  const times = (deliveries: number): void => {
    ordered.whatsapp += deliveries;
    whatsapp.behaviour.deliveries = deliveries;
  };
  return {
    say(text, { deliveries }) {
      times(deliveries);
      return phone.say(text);
    },
    seen: () => phone.received().map(({ id }) => id),
    press(label, { deliveries }) {
      const there = phone
        .received()
        .some(({ view }) =>
          [...(view.buttons ?? []), ...(view.list?.sections.flatMap(({ rows }) => rows) ?? [])].some(
            ({ title }) => title === label,
          ),
        );
      if (there) {
        times(deliveries);
        phone.press(label);
      }
      return Promise.resolve(there);
    },
  };
}
