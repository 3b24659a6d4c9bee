/** One check, as the conformance runner writes it to a scenario's `checks.json`. */
export interface Check {
  readonly id: string;
  readonly status: string;
  readonly errorMessage?: string;
}

/** What one scenario came to. */
export interface Verdict {
  readonly scenario: string;
  /** Checks that passed and look at what the scenario is about. */
  readonly passed: number;
  readonly warned: number;
  /** Why it is not green; empty when it is. */
  readonly faults: readonly string[];
}

/** A check of every message's form, which a scenario passes without having done what it is about. */
const OF_FORM = "wire-schema-";

/**
 * Judges a scenario by its own checks, not by the runner's word: green needs a passed check and no failed one.
 * `known` names checks that are expected to fail; one that does not fail any more is a fault too.
 */
export function judge(scenario: string, checks: readonly Check[] | undefined, known: readonly string[] = []): Verdict {
  if (!checks) return { scenario, passed: 0, warned: 0, faults: ["it did not run"] };
  const failed = checks.filter(({ status }) => status === "FAILURE");
  const passed = checks.filter(({ id, status }) => status === "SUCCESS" && !id.startsWith(OF_FORM)).length;
  const unexpected = failed.filter(({ id }) => !known.includes(id));
  const gone = known.filter((id) => !failed.some((check) => check.id === id));
  return {
    scenario,
    passed,
    warned: checks.filter(({ status }) => status === "WARNING").length,
    faults: [
      ...unexpected.map(({ id, errorMessage }) => `${id}: ${errorMessage ?? "failed"}`),
      ...gone.map((id) => `${id} is expected to fail and does not: take it off the list`),
      ...(passed === 0 && unexpected.length === 0 ? ["no check passed: nothing was proven"] : []),
    ],
  };
}

/** The scenarios that a requirement file of the suite counts for servers. */
export function scoredScenarios(requirements: string): string[] {
  const lines = requirements.split("\n");
  const from = lines.indexOf("server:");
  const length = lines.slice(from + 1).findIndex((line) => /^\w/.test(line));
  const block = lines.slice(from + 1, length < 0 ? undefined : from + 1 + length);
  return from < 0 ? [] : block.flatMap((line) => /^ {2}- (\S+)/.exec(line)?.[1] ?? []);
}
