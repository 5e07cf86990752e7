# SPDX-License-Identifier: GPL-3.0-or-later
"""More files than inotify can tell of, while the file watcher stands still: how long until all of them are taken in
after it goes on. They are tiny photographs, which the real decoders look at; the AI services answer at once, since
no more than 10,000 may wait for them."""

import os
import signal
import tempfile
import time

import benchlib
import floodlib

CAMERAS = ["camera %d" % number for number in range(10)]
# It stands still for as long as the files take to be made, and is not to be taken for hung.
CONFIG = "[supervisor]\nwatchdog_seconds = 600\n"


def tiny(count, write):
    with tempfile.TemporaryDirectory(prefix="signalbox-bench-") as directory:
        shots = floodlib.frames(directory, ["-vf", "scale=32:32,noise=alls=40:allf=t", "-q:v", "2"])
    for number in range(count):
        write(CAMERAS[number % len(CAMERAS)], "%06d.jpg" % number, floodlib.distinct(shots[number % len(shots)], number))


def watch(store, count, begun):
    """Seconds until the first tenth and until all of them were rows of images."""
    tenth = None
    while time.monotonic() - begun < 1200:
        taken = store.number("SELECT count(*) FROM images")
        now = time.monotonic() - begun
        tenth = now if tenth is None and taken >= count / 10 else tenth
        if taken >= count:
            return tenth, now
        time.sleep(0.1)
    raise SystemExit("wrong: %d of %d after 20 minutes" % (taken, count))


def judge(store, daemon, count):
    def drained():
        return store.number("SELECT count(*) FROM images WHERE state = 'done'") >= count

    benchlib.wait_until(drained, 1200, 0.5)
    for what, statement in (
            ("images", "SELECT count(*) FROM images"),
            ("paths", "SELECT count(DISTINCT path) FROM images"),
            ("images with detections", "SELECT count(DISTINCT image_id) FROM detections"),
            ("detections", "SELECT count(*) FROM detections")):
        found = store.number(statement)
        floodlib.check(found == count, "%d %s of %d" % (found, what, count))
    floodlib.check_accounts(daemon, count)
    watcher = benchlib.Api(daemon.port).get("/api/system/pipeline")["file_watcher"]
    floodlib.check(watcher["overflows"] > 0, "nothing has overflowed")


def main():
    count = 20000  # more than inotify tells of at once, and more than may wait
    services = floodlib.InstantServices(32, 32)
    with benchlib.Daemon(services.toml() + CONFIG) as daemon:
        daemon.wait_running(benchlib.WORKERS)
        watcher = daemon.worker(benchlib.Api(daemon.port), "file_watcher")["pid"]
        moves = floodlib.prepare(daemon, CAMERAS, lambda write: tiny(count, write))
        os.kill(watcher, signal.SIGSTOP)
        floodlib.drop(moves)
        begun = time.monotonic()
        os.kill(watcher, signal.SIGCONT)
        store = floodlib.Store(daemon)
        tenth, all_of_them = watch(store, count, begun)
        judge(store, daemon, count)
        drained = time.monotonic() - begun
        disk = floodlib.flush(daemon)
    services.kill()
    benchlib.row("%d files while the watcher stood still: all taken in" % count,
                 "%.1f s (the first tenth %.1f s), all detections stored %.1f s" % (all_of_them, tenth, drained), disk)


main()
