// Adds up vitest's JSON reports: "N passed, N failed", and ", N skipped" when there are any. A test file that did not
// load counts as one failed, and so does a report that is missing, so a crash never looks like a pass.
import { readFileSync } from "node:fs";

let missing = 0;
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
    if (suite.status === "failed" && !suite.assertionResults.some((test) => test.status === "failed"))
      counts.failed += 1;
  }
}
const { passed, failed, skipped } = counts;
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`);
process.exitCode = missing > 0 || passed === 0 ? 1 : 0; // what failed, vitest has already said
