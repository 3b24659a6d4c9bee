import type { Action, MessageContent } from "../../core/cards/card.ts";
import type { Presenter } from "../../core/i18n/presenter.ts";
import { type Actor, LOCALES } from "../../core/kernel/actor.ts";
import { type CommandTarget, commandsOf, mayCall, type Registry } from "../../core/usecase/registry.ts";

/** Commands of the runtime itself, in both languages. */
const OWN = {
  menu: { id: "menu", en: "menu", about: "runtime.menu.menu" },
  help: { id: "bantuan", en: "help", about: "runtime.menu.help_about" },
  start: { id: "mulai", en: "start", about: "runtime.menu.start_about" },
  language: { id: "bahasa", en: "language", about: "runtime.menu.language_about" },
} as const;
export type OwnCommand = keyof typeof OWN;

/** One line of a command menu: Telegram's list, Slack's home tab, WhatsApp's list are made of these. */
export interface MenuEntry {
  /** Without the slash. */
  readonly command: string;
  readonly description: string;
}

/** What a command names: one of ours, or what a domain declared. */
export type NamedCommand = { readonly kind: "own"; readonly own: OwnCommand } | CommandTarget;

/** A line that is a command: its name and what follows. `/kampanye@KolegaBot baru` is `kampanye` with `baru`. */
export function commandIn(text: string): { name: string; rest: string } | undefined {
  const [, name, rest = ""] = /^\/([a-z0-9_]{1,32})(?:@\w+)?(?:\s+([\s\S]+))?$/i.exec(text.trim()) ?? [];
  return name === undefined ? undefined : { name: name.toLowerCase(), rest: rest.trim() };
}

/** The command of this name in either language, if this person may use it. */
export function findCommand(registry: Registry, name: string, actor: Actor): NamedCommand | undefined {
  for (const own of Object.keys(OWN) as OwnCommand[]) {
    if (OWN[own].id === name || OWN[own].en === name) return { kind: "own", own };
  }
  return allowedCommands(registry, actor).find(({ command }) => command.id === name || command.en === name);
}

/** Whether anybody may use a command of this name, in either language. */
export function isCommandName(registry: Registry, name: string): boolean {
  const commands = [...Object.values(OWN), ...commandsOf(registry).map(({ command }) => command)];
  return commands.some(({ id, en }) => id === name || en === name);
}

function allowedCommands(registry: Registry, actor: Actor): CommandTarget[] {
  return commandsOf(registry).filter((target) => {
    const useCase = target.kind === "form" ? registry.find(target.form.submit) : target.useCase;
    return useCase !== undefined && mayCall(actor, useCase);
  });
}

/** The commands of one person in their language, those of their work first. */
export function menuFor(registry: Registry, actor: Actor, p: Presenter): MenuEntry[] {
  const entry = (command: { id: string; en: string; about: string }): MenuEntry => ({
    command: command[p.locale],
    description: p.t(command.about),
  });
  return [
    ...allowedCommands(registry, actor).map(({ command }) => entry(command)),
    ...(Object.keys(OWN) as OwnCommand[]).map((own) => entry(OWN[own])),
  ];
}

/** The same for everybody who has this role, for menus that are set before a person is known. */
export function menuOfRole(registry: Registry, role: Actor["roles"][number], p: Presenter): MenuEntry[] {
  const actor: Actor = {
    kind: role === "influencer" ? "influencer" : "member",
    id: "menu",
    displayName: "",
    roles: [role],
    scopes: ["*"],
    locale: p.locale,
    via: "desk",
  };
  return menuFor(registry, actor, p);
}

/** The button that does what a command does. */
export function commandAction(target: CommandTarget, p: Presenter, priority: number): Action {
  const label = p.t(target.command.about);
  return target.kind === "form"
    ? { kind: "start", form: target.form.id, label, priority }
    : { kind: "call", useCase: target.useCase.name, input: {}, ask: target.command.ask?.(p), label, priority };
}

/** What a person can begin with, as buttons: everything, or the `most` that belong to their work. */
export function menuContent(
  registry: Registry,
  actor: Actor,
  p: Presenter,
  words: { readonly title?: string; readonly body?: string; readonly most?: number } = {},
): MessageContent {
  const targets = allowedCommands(registry, actor).slice(0, words.most);
  const actions = targets.map((target, index) => commandAction(target, p, Math.max(1, 90 - index)));
  const { title = p.t("runtime.menu.title"), body = p.t("runtime.menu.body") } = words;
  return { card: { title, body, actions } };
}

/** The commands as text, for `/help`. */
export function helpContent(registry: Registry, actor: Actor, p: Presenter): MessageContent {
  const lines = menuFor(registry, actor, p).map(({ command, description }) => `- /${command}: ${description}`);
  return { text: [p.t("runtime.menu.help"), lines.join("\n")].join("\n\n") };
}

/** The languages, as buttons. */
export function languageContent(p: Presenter): MessageContent {
  const actions: Action[] = LOCALES.map((language) => ({
    kind: "call",
    useCase: "people.set_language",
    input: { language },
    label: p.t(`runtime.language.${language}`),
    required: true,
    priority: 9,
  }));
  return { card: { title: p.t("runtime.menu.language_about"), body: p.t("runtime.menu.language"), actions } };
}
