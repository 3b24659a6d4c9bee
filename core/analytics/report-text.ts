import type { Presenter } from "../i18n/presenter.ts";
import type { Finding, FindingParam } from "./findings.ts";
import { amountText, kpiValue } from "./performance-card.ts";

function paramText(param: FindingParam, p: Presenter): string | number {
  switch (param.kind) {
    case "count":
      return p.number(param.value);
    case "share":
      return p.percent(param.value);
    case "times":
      return p.number(param.value, 1);
    case "money":
      return amountText(param.value, param.currency, p);
    case "metric":
      return kpiValue(param.metric, param.value, "IDR", p);
    case "names":
      return p.list(param.names);
    case "term":
      return p.has(`analytics.${param.key}`)
        ? p.t(`analytics.${param.key}`)
        : param.key.replace(/^[a-z]+\./, "").replace("_", " ");
  }
}

/** A finding in the reader's language: the offline text of the report. */
export function findingText(finding: Finding, p: Presenter): string {
  const params = Object.fromEntries(Object.entries(finding.params).map(([name, param]) => [name, paramText(param, p)]));
  return p.t(`analytics.finding.${finding.key}`, params);
}
