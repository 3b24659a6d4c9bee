import { canonicalJson } from "../../kernel/canonical.ts";
import type { Brief, BriefPart } from "../schemas.ts";
import { type BriefRequest, goalSentence, writeOfflineBrief } from "./offline-brief.ts";

/** One part after a change of the facts: its text, and whether the writer would now say something else there. */
interface Followed<T> {
  readonly value: T;
  readonly behind: boolean;
}

/** Whatever order a database keeps the keys in. */
const same = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);

/**
 * A brief after the facts under it changed. What the offline writer wrote, it writes anew; every word of a person or a
 * model stays as it is, and is named in `outdated` where the writer would now say something else. Pure.
 */
export function followFacts(change: {
  /** The campaign as it was, with the brief that was stored and the parts of it that were behind already. */
  readonly before: { readonly request: BriefRequest; readonly brief: Brief; readonly outdated: readonly BriefPart[] };
  readonly after: BriefRequest;
  /** The brief as it is wanted: the stored one, or what somebody has just made of it. */
  readonly wanted: Brief;
}): { brief: Brief; outdated: BriefPart[] } {
  const { before, after, wanted } = change;
  const base = writeOfflineBrief(before.request);
  const next = writeOfflineBrief(after);
  const targets = followTargets(wanted.kpiTargets, base.kpiTargets, next.kpiTargets);
  const pieces = followNotes(wanted.platformDeliverables, base.platformDeliverables, next.platformDeliverables);
  const followed = {
    description: followText(wanted.description, base.description, next.description),
    campaignGoalRefined: followText(
      wanted.campaignGoalRefined,
      goalSentence(before.request, before.brief.kpiTargets),
      goalSentence(after, targets.value),
    ),
    kpiTargets: targets,
    keyMessages: followList(wanted.keyMessages, base.keyMessages, next.keyMessages, 8),
    mandatoryHashtags: followList(wanted.mandatoryHashtags, base.mandatoryHashtags, next.mandatoryHashtags, 8),
    mandatoryCta: followText(wanted.mandatoryCta, base.mandatoryCta, next.mandatoryCta),
    rules: followList(wanted.rules, base.rules, next.rules, 15),
    platformDeliverables: pieces,
  };
  const outdated = Object.entries(PART_OF).flatMap(([key, part]) => {
    const name = key as keyof typeof PART_OF;
    // Whoever has just written a part knows the facts; what was behind stays so until somebody looks at it.
    const stands = same(wanted[name], before.brief[name]) && !same(followed[name].value, next[name]);
    return stands && (followed[name].behind || before.outdated.includes(part)) ? [part] : [];
  });
  return {
    brief: {
      description: followed.description.value,
      campaignGoalRefined: followed.campaignGoalRefined.value,
      kpiTargets: followed.kpiTargets.value,
      keyMessages: followed.keyMessages.value,
      mandatoryHashtags: followed.mandatoryHashtags.value,
      mandatoryCta: followed.mandatoryCta.value,
      rules: followed.rules.value,
      platformDeliverables: followed.platformDeliverables.value,
    },
    outdated,
  };
}

/** The parts of a brief as people call them, in the order they are read. */
const PART_OF = {
  description: "description",
  campaignGoalRefined: "goal",
  kpiTargets: "targets",
  keyMessages: "messages",
  mandatoryHashtags: "hashtags",
  mandatoryCta: "cta",
  rules: "rules",
  platformDeliverables: "notes",
} as const satisfies Readonly<Record<keyof Brief, BriefPart>>;

function followText(wanted: string, base: string, next: string): Followed<string> {
  return wanted === base ? { value: next, behind: false } : { value: wanted, behind: base !== next };
}

/** Lines of the writer are exchanged; lines that were added stay, lines that were taken out stay out. */
function followList(wanted: string[], base: string[], next: string[], most: number): Followed<string[]> {
  if (same(base, next)) return { value: wanted, behind: false };
  const own = wanted.filter((line) => !base.includes(line));
  if (own.length === wanted.length) return { value: wanted, behind: true };
  const dropped = (line: string | undefined): boolean => line !== undefined && !wanted.includes(line);
  const kept = next.filter(
    (line, index) => !(base.includes(line) && dropped(line)) && !(base.length === next.length && dropped(base[index])),
  );
  const value = [...new Set([...kept, ...own])];
  return value.length <= most ? { value, behind: false } : { value: wanted, behind: true };
}

/** Each target for itself: a person's own figure stays, those that follow from the budget are counted anew. */
function followTargets(
  wanted: Brief["kpiTargets"],
  base: Brief["kpiTargets"],
  next: Brief["kpiTargets"],
): Followed<Brief["kpiTargets"]> {
  if (same(base, next)) return { value: wanted, behind: false };
  const of = (list: Brief["kpiTargets"], metric: string) => list.find((kpi) => kpi.metric === metric);
  const own = wanted.filter((kpi) => !same(kpi, of(base, kpi.metric)));
  if (own.length === wanted.length && own.length > 0) return { value: wanted, behind: true };
  const dropped = base.filter((kpi) => !of(wanted, kpi.metric)).map((kpi) => kpi.metric);
  const counted = next.filter((kpi) => !dropped.includes(kpi.metric));
  return {
    value: [
      ...counted.map((kpi) => of(own, kpi.metric) ?? kpi),
      ...own.filter((kpi) => !of(counted, kpi.metric)),
    ].slice(0, 10),
    behind: own.some((kpi) => !same(of(base, kpi.metric), of(next, kpi.metric))),
  };
}

/** What to make is asked for and never follows; only the writer's notes beside it do. */
function followNotes(
  wanted: Brief["platformDeliverables"],
  base: Brief["platformDeliverables"],
  next: Brief["platformDeliverables"],
): Followed<Brief["platformDeliverables"]> {
  let behind = false;
  const value = wanted.map((piece) => {
    const noteIn = (list: Brief["platformDeliverables"]): string | undefined =>
      list.find((item) => item.platformName === piece.platformName && item.contentFormat === piece.contentFormat)
        ?.notes;
    const [was, is] = [noteIn(base), noteIn(next)];
    if (was === undefined || is === undefined || was === is || piece.notes === "") return piece;
    if (piece.notes === was) return { ...piece, notes: is };
    behind = true;
    return piece;
  });
  return { value, behind };
}
