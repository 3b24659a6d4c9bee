import type { MessageContent } from "../../core/cards/card.ts";
import { PLATFORMS, type PostLink } from "../../core/kernel/ports/social-platform.ts";
import type { Executor } from "../../core/usecase/executor.ts";
import type { Ports } from "../../core/usecase/ports.ts";
import type { CommandTarget, Registry } from "../../core/usecase/registry.ts";
import type { FormTurn } from "./forms.ts";
import { commandFormId } from "./forms-ask.ts";
import { commandIn, findCommand, helpContent, languageContent, menuContent } from "./menu.ts";
import { describeCall } from "./press.ts";
import { answering, NOTHING, type Said, type Speaker } from "./speaker.ts";

interface ShapeDependencies {
  readonly registry: Registry;
  readonly executor: Executor;
  readonly ports: Ports;
}

/** Links that one message may submit; its person is told of the others. */
const MAX_LINKS = 5;

/** The first name, without a title before it: `dr. Amelia Santoso` is Amelia. */
const calledName = (name: string): string => name.split(" ").find((word) => !word.endsWith(".")) ?? name;

/** What somebody who begins is shown of the menu. */
const FIRST_CHOICES = 6;

/** Runs the command that a text is; an unknown one is answered with the menu. */
export async function runCommand(
  deps: ShapeDependencies,
  who: Speaker,
  forms: FormTurn,
  event: string,
  text: string,
): Promise<Said> {
  const { actor, p, person } = who;
  const said = commandIn(text);
  if (!said) return NOTHING;
  const named = findCommand(deps.registry, said.name, actor);
  if (!named) {
    return {
      replies: [
        menuContent(deps.registry, actor, p, { body: p.t("runtime.menu.unknown", { command: `/${said.name}` }) }),
      ],
    };
  }
  if (named.kind === "own") {
    switch (named.own) {
      case "menu":
        return { replies: [menuContent(deps.registry, actor, p)] };
      case "help":
        return { replies: [helpContent(deps.registry, actor, p)] };
      case "start":
        return {
          replies: [
            menuContent(deps.registry, actor, p, {
              title: p.t("runtime.menu.hello", { name: calledName(person.name) }),
              body: p.t(`runtime.menu.start_${actor.kind === "influencer" ? "influencer" : "brand"}`),
              most: FIRST_CHOICES,
            }),
          ],
        };
      case "language":
        return { replies: [languageContent(p)] };
    }
  }
  return runTarget(deps, who, forms, event, named);
}

async function runTarget(
  deps: ShapeDependencies,
  who: Speaker,
  forms: FormTurn,
  event: string,
  target: CommandTarget,
): Promise<Said> {
  const { actor, p } = who;
  if (target.kind === "form") return forms.start(target.form.id, { event, label: p.t(target.command.about) });
  if (target.command.ask) {
    return forms.start(commandFormId(target.useCase.name), { event, label: p.t(target.command.about) });
  }
  const call = { useCase: target.useCase.name, input: {} };
  return describeCall(deps.registry, call, p, () =>
    deps.executor.execute(call.useCase, call.input, actor, { idempotencyKey: `command:${event}` }),
  );
}

/** Submits the post links of an influencer's message; undefined where there are none. */
export async function submitLinks(deps: ShapeDependencies, who: Speaker, text: string): Promise<Said | undefined> {
  if (who.actor.kind !== "influencer") return undefined;
  const links = postLinks(deps.ports, text);
  if (links.length === 0) return undefined;
  const replies: MessageContent[] = [];
  for (const { url } of links.slice(0, MAX_LINKS)) {
    const call = { useCase: "posts.submit_link", input: { url } };
    const said = await answering(who.p, () =>
      describeCall(deps.registry, call, who.p, () =>
        deps.executor.execute(call.useCase, call.input, who.actor, {
          idempotencyKey: `turn:${who.turn.turnId}:${url}`,
        }),
      ),
    );
    replies.push(...said.replies);
  }
  const left = links.length - MAX_LINKS;
  if (left > 0) replies.push({ text: who.p.t("runtime.links_left", { count: left, maximum: MAX_LINKS }) });
  return { replies };
}

/** Post addresses in a message, each once, in the order they were written. */
function postLinks(ports: Ports, text: string): PostLink[] {
  const found = new Map<string, PostLink>();
  for (const word of text.split(/[\s,;|<>()]+/)) {
    for (const platform of PLATFORMS) {
      const link = ports.platforms[platform].parseLink(word);
      if (link) found.set(link.url, link);
    }
  }
  return [...found.values()];
}
