# SPDX-License-Identifier: GPL-3.0-or-later
"""From the moment an image is closed in its camera's folder to the moment its detection is stored and told,
less what the AI service took itself. bench_flow.py [images]"""

import os
import shutil
import sys
import tempfile
import time

import benchlib


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    stub = benchlib.StubServices()
    source = tempfile.mkdtemp(prefix="signalbox-bench-")
    try:
        images = benchlib.jpegs(count, source)
        with benchlib.Daemon(stub.toml()) as daemon:
            daemon.wait_running(benchlib.WORKERS)
            folder = os.path.join(daemon.cameras, "bench")
            os.makedirs(folder)
            events = benchlib.WebSocket(daemon.port, "/ws/events")
            taken = []
            for number, image in enumerate(images):
                hidden = os.path.join(folder, "%05d.tmp" % number)
                shutil.copyfile(image, hidden)
                start = time.time()
                os.rename(hidden, hidden[:-4] + ".jpg")
                _, at = events.next_of("detection.new")
                taken.append((at - start - stub.busy[-1]) * 1000)
                time.sleep(0.02)
    finally:
        shutil.rmtree(source)
    p95 = benchlib.quantile(taken, 0.95)
    benchlib.row("image closed -> detection stored, less the AI (%d)" % count,
                 "p95 %.1f ms, median %.1f ms" % (p95, benchlib.median(taken)))


main()
