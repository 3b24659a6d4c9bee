// Adds up vitest's JSON reports: "N passed, N failed", and ", N skipped" when there are any. A test file that did not
// load counts as one failed, and so does a report that is missing, so a crash never looks like a pass. What failed, and
// the beginning of why, is said again on standard error: a log that is cut keeps its end.
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";

const WHY_LINES = 4;
const LINE_WIDTH = 300;

let missing = 0;
const why = (message = "") =>
  stripVTControlCharacters(message)
    .split("\n")
    .slice(0, WHY_LINES)
    .map((line) => `    ${line.slice(0, LINE_WIDTH)}\n`)
    .join("");
const tell = (file, name, message) =>
  process.stderr.write(`failed: ${relative(process.cwd(), file)} > ${name}\n${why(message)}`);
const counts = { passed: 0, failed: 0, skipped: 0 };
for (const file of process.argv.slice(2)) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, "utf8"));
  } catch {
    process.stderr.write(`no report in ${file}\n`);
    counts.failed += 1;
    missing += 1;
    continue;
  }
  counts.passed += report.numPassedTests;
  counts.failed += report.numFailedTests;
  counts.skipped += report.numPendingTests + report.numTodoTests;
  for (const suite of report.testResults) {
    const broken = suite.assertionResults.filter((test) => test.status === "failed");
    for (const test of broken) tell(suite.name, test.fullName, test.failureMessages[0]);
    if (suite.status === "failed" && broken.length === 0) {
      tell(suite.name, "the file or its set-up", suite.message);
      counts.failed += 1;
    }
  }
}
const { passed, failed, skipped } = counts;
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = missing > 0 || passed === 0 ? 1 : 0;
