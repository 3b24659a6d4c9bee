import type { Card } from "../cards/card.ts";
import type { Presenter } from "../i18n/presenter.ts";
import type { Costs } from "./costs-output.ts";
import { dollarNumber, dollars } from "./dollars.ts";

/** Lines of a table before it is too long for a chat. */
const SHOWN = 10;

export function costsCard(costs: Costs, p: Presenter): Card {
  const { days, estimatedCalls } = costs;
  const title = p.t(costs.whole ? "ai.costs.title_team" : "ai.costs.title_own", { period: periodText(costs, p) });
  return {
    title,
    facts: [
      { label: p.t("ai.costs.total"), value: dollars(costs.costMicros, p), required: true },
      { label: p.t("ai.costs.calls"), value: p.number(costs.calls) },
      {
        label: p.t("ai.costs.tokens"),
        value: p.t("ai.costs.tokens_value", {
          input: p.number(costs.inputTokens),
          output: p.number(costs.outputTokens),
        }),
      },
    ],
    ...(costs.calls > 0 && { table: tableOf(costs, p) }),
    ...(days.length > 1 && {
      chart: {
        kind: "bar" as const,
        title: p.t("ai.costs.by_day"),
        xLabels: days.map(({ day }) => p.date(day)),
        series: [{ name: "USD", values: days.map(({ costMicros }) => dollarNumber(costMicros)) }],
        altText: days.map(({ day, costMicros }) => `${p.date(day)}: ${dollars(costMicros, p)}`).join("; "),
      },
    }),
    actions: [{ kind: "call", useCase: "assistant.get_budget", input: {}, label: p.t("ai.action.budget") }],
    ...(estimatedCalls > 0 && { footer: p.t("ai.costs.estimated", { count: p.number(estimatedCalls) }) }),
  };
}

export function costsSummary(costs: Costs, p: Presenter): string {
  return p.t(costs.whole ? "ai.costs.summary_team" : "ai.costs.summary_own", {
    period: periodText(costs, p),
    total: dollars(costs.costMicros, p),
    calls: p.number(costs.calls),
  });
}

function tableOf({ whole, people, tasks }: Costs, p: Presenter): Card["table"] {
  const lines = [
    ...(whole ? people.map((line) => ({ ...line, label: line.name ?? p.t("ai.costs.house") })) : []),
    ...tasks.map((line) => ({ ...line, label: taskText(line.task, p) })),
  ];
  return {
    columns: [
      { label: p.t(whole ? "ai.costs.who_or_what" : "ai.costs.what") },
      { label: "USD", align: "end" },
      { label: p.t("ai.costs.calls"), align: "end" },
    ],
    rows: lines
      .slice(0, SHOWN)
      .map(({ label, costMicros, calls }) => [label, p.number(dollarNumber(costMicros), 4), p.number(calls)]),
  };
}

function taskText(task: string, p: Presenter): string {
  const key = `ai.task.${task}`;
  return p.has(key) ? p.t(key) : task;
}

function periodText({ period, from }: Costs, p: Presenter): string {
  return period === "today" ? p.date(from) : p.t(`ai.period.${period}`);
}
