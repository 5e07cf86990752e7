// SPDX-License-Identifier: GPL-3.0-or-later
// Prints what an AsyncAPI parser finds and fails when there is anything.
//
//   node asyncapi.mjs FOLDER_OF_NODE_MODULES DOCUMENT
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const [, , tools, file] = process.argv;
const { Parser } = createRequire(`${tools}/`)("@asyncapi/parser");
const { document, diagnostics } = await new Parser().parse(readFileSync(file, "utf8"));
// That there is a newer version of the format is no fault of the document.
const findings = diagnostics.filter((finding) => finding.code !== "asyncapi-latest-version");
for (const finding of findings) {
    console.log(`${finding.code}: ${finding.path.join(".")}: ${finding.message}`);
}
console.log(`AsyncAPI: ${document ? findings.length : "not valid"} findings`);
process.exitCode = document && findings.length === 0 ? 0 : 1;
