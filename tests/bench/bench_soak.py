# SPDX-License-Identifier: GPL-3.0-or-later
"""How the memory of a backend and of a console that watches it grows while the demo is busy.
bench_soak.py [minutes]: looked at each 30 s. What is kept of the last hour (figures, charts) fills
in the first hour; both are to be flat from then on, so an hour more than the stretch that is judged
says the most.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time

import benchlib

WARM_UP_S = 120
STRETCH_S = 1800  # the last half hour is judged
PAUSE_S = 30


def watch(pids, seconds):
    """(seconds since the start, {name: resident MB}) for each look."""
    begun = time.monotonic()
    looks = []
    while time.monotonic() - begun < seconds:
        time.sleep(PAUSE_S)
        looks.append((time.monotonic() - begun, {name: benchlib.memory_mb(pid) for name, pid in pids.items()}))
    return looks


def tell(name, looks):
    begin = [look for look in looks if look[0] >= WARM_UP_S] or looks
    last = [look for look in begin if look[0] >= looks[-1][0] - STRETCH_S]
    grown = last[-1][1][name] - last[0][1][name]
    benchlib.row("%s, %.0f min of the busy demo" % (name, looks[-1][0] / 60),
                 "%.1f MB after two minutes, %.1f MB at the end" % (begin[0][1][name], looks[-1][1][name]),
                 "%+.1f MB in the last %.0f min" % (grown, (last[-1][0] - last[0][0]) / 60))


def main():
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 30
    with benchlib.Daemon(arguments=["--demo"]) as daemon, tempfile.TemporaryDirectory() as home:
        console = subprocess.Popen(
            [os.path.join(benchlib.BIN, "signalbox"), "--connect", "http://127.0.0.1:%d" % daemon.port],
            env=dict(os.environ, XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home, QT_QPA_PLATFORM="offscreen"),
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            looks = watch({"signalboxd": daemon.pid, "the console": console.pid}, minutes * 60)
        finally:
            console.send_signal(signal.SIGTERM)
            console.wait()
        for name in looks[0][1]:
            tell(name, looks)


main()
