# SPDX-License-Identifier: GPL-3.0-or-later
"""The rows of all benchmarks as one table: table.py FILE, where FILE has one JSON object a line."""

import json
import sys


def rows(path):
    with open(path) as file:
        for line in file:
            one = json.loads(line)
            if one.get("bench") == "http":
                yield ("the HTTP door, 200 fixed bytes, 32 connections",
                       "%(gate_requests_per_second).0f requests/s, p99 %(gate_p99_ms).2f ms" % one,
                       "QHttpServer %(bare_requests_per_second).0f requests/s, p99 %(bare_p99_ms).2f ms: "
                       "%(ratio).2f times" % one)
            else:
                yield one["name"], one["value"], one["beside"]


def main():
    table = [("measured", "signalbox", "beside it"), *rows(sys.argv[1])]
    widths = [max(len(row[column]) for row in table) for column in range(3)]
    table.insert(1, tuple("-" * width for width in widths))
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())


main()
