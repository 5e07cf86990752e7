# SPDX-License-Identifier: GPL-3.0-or-later
"""kill -9 of children, of the AI services and of the backend at random moments under load, by the test that judges
it: what was lost or doubled fails it. bench_chaos.py [--quick]"""

import os
import re
import subprocess
import sys

import benchlib


def main():
    quick = "--quick" in sys.argv
    program = os.path.join(os.path.dirname(benchlib.BIN), "tests", "tst_chaoskill")
    environment = dict(os.environ, SIGNALBOX_BIN=benchlib.BIN, SIGNALBOX_CHAOS="" if quick else "thousand")
    run = subprocess.run([program], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    kills = re.search(r"(\d+) images, (\d+) children, (\d+) services and (\d+) backends killed", run.stdout)
    times = re.search(r"an image accepted by it: median (\d+) worst (\d+)", run.stdout)
    if run.returncode != 0 or not kills or not times:
        benchlib.note(run.stdout)
        sys.exit("the chaos test failed")
    benchlib.row("%s images, %s children, %s services and %s backends killed" % kills.groups(),
                 "0 lost, 0 doubled; accepting again after %s ms (median), %s (worst)" % times.groups())


main()
