// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the findings of an OpenAPI linter and fails when there are any.
import { readFileSync } from "node:fs";

const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
for (const problem of report.problems) {
    console.log(`${problem.severity}: ${problem.location[0].pointer}: ${problem.message} (${problem.ruleId})`);
}
console.log(`OpenAPI: ${report.problems.length} findings`);
process.exitCode = report.problems.length ? 1 : 0;
