# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the console takes from its start until it has painted live data of a running backend.
bench_firstlive.py [starts]: on the display that there is, else without one (offscreen).
"""

import os
import signal
import subprocess
import sys
import tempfile
import time

import benchlib

ASKED_FOR_MS = 400
SIGN = b"the first live picture is painted"


def start_once(daemon, home):
    environment = dict(os.environ, XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home)
    if not environment.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    begun = time.monotonic()
    console = subprocess.Popen(
        [os.path.join(benchlib.BIN, "signalbox"), "--connect", "http://127.0.0.1:%d" % daemon.port,
         "--log-level", "debug"],
        env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        for line in console.stderr:
            if SIGN in line:
                return (time.monotonic() - begun) * 1000
        raise SystemExit("the console ended before it showed anything")
    finally:
        console.send_signal(signal.SIGTERM)
        console.communicate()


def main():
    starts = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    with benchlib.Daemon() as daemon, tempfile.TemporaryDirectory() as home:
        start_once(daemon, home)  # what the machine reads from its disk once is not counted
        times = [start_once(daemon, home) for _ in range(starts)]
    benchlib.row("the console from its start to a painted picture of live data, %d starts" % starts,
                 "median %.0f ms, worst %.0f ms" % (benchlib.median(times), max(times)),
                 "asked for: %d ms" % ASKED_FOR_MS)


main()
