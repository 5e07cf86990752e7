# SPDX-License-Identifier: GPL-3.0-or-later
"""What a signalboxd and a console with the backend inside cost while nothing happens. bench_idle.py [seconds]"""

import sys
import time

import benchlib


def measure(daemon, seconds):
    """Processor percent of the whole family, and of the program alone."""
    time.sleep(3)  # the first probes and scans are no idling
    before = {pid: benchlib.cpu_seconds(pid) for pid in benchlib.descendants(daemon.pid)}
    time.sleep(seconds)
    spent = {pid: benchlib.cpu_seconds(pid) - was for pid, was in before.items()}
    return 100 * sum(spent.values()) / seconds, 100 * spent[daemon.pid] / seconds


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    workers = benchlib.WORKERS + ["vision"]
    with benchlib.Daemon() as daemon:
        daemon.wait_running(workers)
        family, alone = measure(daemon, seconds)
        api = benchlib.Api(daemon.port)
        child = benchlib.memory_mb(daemon.worker(api, "detection_worker")["pid"])
        vision = benchlib.memory_mb(daemon.worker(api, "vision")["pid"])
        benchlib.row("idle, %d s: signalboxd and its children" % seconds,
                     "%.2f %% of a core (%.2f %% itself)" % (family, alone))
        benchlib.row("resident memory: signalboxd", "%.1f MB" % benchlib.memory_mb(daemon.pid))
        benchlib.row("resident memory: a worker", "%.1f MB" % child)
        benchlib.row("resident memory: signalbox-vision", "%.1f MB" % vision)
    with benchlib.Daemon(program="signalbox", environment={"QT_QPA_PLATFORM": "offscreen"}) as console:
        console.wait_running(workers)
        family, alone = measure(console, seconds)
        benchlib.row("idle, %d s: console with the backend inside, and its children" % seconds,
                     "%.2f %% of a core (%.2f %% itself)" % (family, alone))
        benchlib.row("resident memory: console with the backend inside", "%.1f MB" % benchlib.memory_mb(console.pid))


main()
