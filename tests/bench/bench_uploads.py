# SPDX-License-Identifier: GPL-3.0-or-later
"""Uploads as cameras and networks make them: slow, broken off, taken up again, written anew, renamed, closed twice, of
a size that is known beforehand. Judged by what the uploaders wrote down: nothing is taken in before it is complete,
nothing complete is missed, and what was broken off is listed with a reason. To end within a minute, a kilobyte follows
another after 20 ms, pauses last up to 3.3 s, and 10 s are the end of patience. bench_uploads.py [--quick]"""

import asyncio
import collections
import datetime
import hashlib
import os
import random
import sys
import tempfile
import time

import benchlib
import floodlib

CAMERAS = ["camera %d" % number for number in range(4)]
AT_ONCE = 100
BLOCK = 1024
LONGEST_PAUSE = 3.3
CONFIG = "[pipeline]\nincomplete_after_seconds = 10\n"


class Log:
    """What every uploader did: the contents that were complete at some time, and when the last one was."""

    def __init__(self):
        self.complete = collections.defaultdict(dict)  # path -> sha256 -> wall time of the last byte
        self.final = {}  # path -> sha256
        self.aborted = set()

    def done(self, path, content):
        digest = hashlib.sha256(content).hexdigest()
        self.complete[path][digest] = time.time()
        self.final[path] = digest


async def rest(chance):
    """Mostly 20 ms, now and then a long one."""
    await asyncio.sleep(chance.uniform(0.5, LONGEST_PAUSE) if chance.random() < 0.03 else 0.02)


async def pour(file, content, chance):
    for at in range(0, len(content), BLOCK):
        if at > 0:
            await rest(chance)
        file.write(content[at:at + BLOCK])


async def slow(path, content, _, chance, log):
    with open(path, "wb", buffering=0) as file:
        await pour(file, content, chance)
        log.done(path, content)


async def aborted(path, content, _, chance, log):
    with open(path, "wb", buffering=0) as file:
        await pour(file, content[:chance.randrange(1, len(content) - 2)], chance)
    log.aborted.add(path)


async def resumed(path, content, _, chance, log):
    cut = chance.randrange(1, len(content) - 2)
    with open(path, "wb", buffering=0) as file:
        await pour(file, content[:cut], chance)
    await asyncio.sleep(chance.uniform(0.1, LONGEST_PAUSE))
    with open(path, "ab", buffering=0) as file:
        await pour(file, content[cut:], chance)
        log.done(path, content)


async def rewritten(path, content, other, chance, log):
    for one in (other, content):
        with open(path, "wb", buffering=0) as file:
            await pour(file, one, chance)
            log.done(path, one)
        await asyncio.sleep(chance.uniform(0, 0.5))


async def renamed(path, content, _, chance, log):
    with open(path + ".part", "wb", buffering=0) as file:
        await pour(file, content, chance)
    await rest(chance)
    log.done(path, content)
    os.rename(path + ".part", path)


async def closed_twice(path, content, _, chance, log):
    with open(path, "wb", buffering=0) as file:
        await pour(file, content, chance)
        log.done(path, content)
    await rest(chance)
    with open(path, "ab", buffering=0):
        await rest(chance)


async def sized_before(path, content, _, chance, log):
    with open(path, "wb", buffering=0) as file:
        file.truncate(len(content))
        await pour(file, content, chance)
        log.done(path, content)


KINDS = [slow, aborted, resumed, rewritten, renamed, closed_twice, sized_before]


async def upload_all(daemon, shots, count, log):
    places = asyncio.Semaphore(AT_ONCE)

    async def one(number):
        chance = random.Random(number)
        path = os.path.join(daemon.cameras, CAMERAS[number % len(CAMERAS)], "%05d.jpg" % number)
        content = floodlib.distinct(shots[number % len(shots)], number)
        other = floodlib.distinct(shots[(number + 1) % len(shots)], number)
        async with places:
            await KINDS[number % len(KINDS)](path, content, other, chance, log)

    await asyncio.gather(*(one(number) for number in range(count)))


def wall(iso):
    return datetime.datetime.fromisoformat(iso.replace("Z", "+00:00")).timestamp()


def judge(store, log):
    """Seconds from the last byte of a complete upload to the row of it."""
    rows = collections.defaultdict(list)
    for path, digest, state, accepted, reason in store.connection.execute(
            "SELECT path, sha256, state, accepted_at, reason FROM images"):
        rows[path].append(digest)
        # What was complete and then written anew before anybody had looked at it is a dead letter that says so.
        replaced = digest != log.final[path] and "the file was replaced" in (reason or "")
        floodlib.check(state == "done" or replaced, "%s is %s: %s" % (path, state, reason))
        floodlib.check(digest in log.complete[path], "%s was taken in before it was complete" % path)
        floodlib.check(wall(accepted) > log.complete[path][digest] - 0.002, "%s was taken in too early" % path)
    for path, digest in log.final.items():
        floodlib.check(rows[path].count(digest) == 1, "%s: %d rows" % (path, rows[path].count(digest)))
    aside = dict(store.connection.execute("SELECT path, reason FROM set_aside WHERE kind = 'incomplete'"))
    floodlib.check(set(aside) == log.aborted, "%d of %d listed as incomplete" % (len(aside), len(log.aborted)))
    floodlib.check(all(aside.values()), "one has no reason")
    return [wall(accepted) - log.complete[path][digest] for path, digest, accepted in
            store.connection.execute("SELECT path, sha256, accepted_at FROM images")]


def main():
    count = 70 if "--quick" in sys.argv else 1000
    services = floodlib.InstantServices(320, 240)
    log = Log()
    with tempfile.TemporaryDirectory(prefix="signalbox-bench-") as directory:
        shots = floodlib.frames(directory, ["-vf", "scale=320:240", "-q:v", "3"])
    with benchlib.Daemon(services.toml() + CONFIG) as daemon:
        daemon.wait_running(benchlib.WORKERS)
        for camera in CAMERAS:
            os.makedirs(os.path.join(daemon.cameras, camera))
        begun = time.monotonic()
        asyncio.run(upload_all(daemon, shots, count, log))
        seconds = time.monotonic() - begun
        store = floodlib.Store(daemon)

        def settled():
            return (store.number("SELECT count(DISTINCT path) FROM images WHERE state <> 'accepted'")
                    + store.number("SELECT count(*) FROM set_aside") >= count)

        benchlib.wait_until(settled, 120, 0.2)
        waits = judge(store, log)
    services.kill()
    benchlib.row("%d uploads of %d kinds in %.0f s, %d broken off" % (count, len(KINDS), seconds, len(log.aborted)),
                 "0 early, 0 missed, %d listed; taken in %.0f ms after the last byte (median), %.0f ms (p99)"
                 % (len(log.aborted), 1000 * benchlib.median(waits), 1000 * benchlib.quantile(waits, 0.99)))


main()
