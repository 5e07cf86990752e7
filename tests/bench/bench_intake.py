# SPDX-License-Identifier: GPL-3.0-or-later
"""Many photographs at once: how many a second are stored with what the detector found, and how long the backend's
thread is kept from answering meanwhile. The AI services answer at once. bench_intake.py [--quick]"""

import sys
import tempfile
import time

import benchlib
import floodlib

CAMERAS = ["camera %d" % number for number in range(5)]


def photographs(count, write):
    with tempfile.TemporaryDirectory(prefix="signalbox-bench-") as directory:
        shots = floodlib.frames(directory, ["-q:v", "4"])
    for number in range(count):
        write(CAMERAS[number % len(CAMERAS)], "%05d.jpg" % number, floodlib.distinct(shots[number % len(shots)], number))


def judge(daemon, count):
    store = floodlib.Store(daemon)
    for what, statement in (
            ("images", "SELECT count(*) FROM images"),
            ("images done", "SELECT count(*) FROM images WHERE state = 'done'"),
            ("paths", "SELECT count(DISTINCT path) FROM images"),
            ("detections", "SELECT count(*) FROM detections"),
            ("images with detections", "SELECT count(DISTINCT image_id) FROM detections")):
        found = store.number(statement)
        floodlib.check(found == count, "%d %s of %d" % (found, what, count))
    floodlib.check_accounts(daemon, count)


def cpu_seconds(daemon):
    return sum(benchlib.cpu_seconds(pid) for pid in benchlib.descendants(daemon.pid))


def main():
    count = 300 if "--quick" in sys.argv else 5000
    services = floodlib.InstantServices(768, 576)
    with benchlib.Daemon(services.toml()) as daemon:
        daemon.wait_running(benchlib.WORKERS)
        disk = floodlib.flush(daemon)
        store = floodlib.Store(daemon)
        idle = floodlib.Probe(daemon)
        time.sleep(2)
        idle = idle.stop()
        moves = floodlib.prepare(daemon, CAMERAS, lambda write: photographs(count, write))
        before = cpu_seconds(daemon)
        probe = floodlib.Probe(daemon)
        begun = floodlib.drop(moves)
        benchlib.wait_until(lambda: store.number("SELECT count(*) FROM images WHERE state = 'done'") >= count, 600, 0.05)
        seconds = time.monotonic() - begun
        taken = probe.stop()
        cpu = cpu_seconds(daemon) - before
        judge(daemon, count)
    services.kill()
    worst, own = max(one[0] for one in taken), max(one[1] for one in taken)
    benchlib.row("%d photographs of 60 KB at once, detections stored" % count,
                 "%.0f images/s, %.1f ms of a core each" % (count / seconds, 1000 * cpu / count), disk)
    benchlib.row("the backend's thread meanwhile: an answer took",
                 "%.1f ms at worst, p99 %.1f ms; at most %.1f ms of work in a row" %
                 (worst, benchlib.quantile([one[0] for one in taken], 0.99), own),
                 "idle: %.1f ms at worst" % max(one[0] for one in idle))


main()
