#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Lints what a running signalboxd serves as /openapi.json and /asyncapi.json, with linters from npm that
# are kept under the build folder. Fails for warnings too.
#
#   lint.sh BUILD_FOLDER
set -euo pipefail

here=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
build=$(readlink -f "$1")
tools=$build/npm
work=$(mktemp -d)
daemon=

finish() {
    if [ -n "$daemon" ]; then
        kill "$daemon" 2>/dev/null || true
        wait "$daemon" 2>/dev/null || true
    fi
    rm -rf "$work"
}
trap finish EXIT

mkdir -p "$tools"
npm install --prefix "$tools" --no-audit --no-fund --silent @redocly/cli@1.34.5 @asyncapi/parser@3.4.0

"$build/release/bin/signalboxd" --port 0 --data-dir "$work/data" >"$work/out" 2>"$work/errors" &
daemon=$!
for _ in $(seq 100); do
    grep -q listening "$work/out" && break
    sleep 0.1
done
url=$(sed -n 's/^signalbox listening on //p' "$work/out")
for name in openapi asyncapi; do
    curl --silent --fail --output "$work/$name.json" "$url/$name.json"
done

REDOCLY_TELEMETRY=off "$tools/node_modules/.bin/redocly" lint --extends recommended --format json \
    "$work/openapi.json" >"$work/report.json" 2>"$work/errors" || true
node "$here/report.mjs" "$work/report.json"
node "$here/asyncapi.mjs" "$tools" "$work/asyncapi.json"
