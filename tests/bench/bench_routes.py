# SPDX-License-Identifier: GPL-3.0-or-later
"""Every GET route over 32 kept-alive connections: a signalboxd with data in it, beside a QHttpServer that sends the same
bytes. bench_routes.py [seconds] [rounds] [part of a path]
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time

import benchlib

CONNECTIONS = 32
LEAST = 0.6
LEAST_OF = {"/api/system/pipeline": 0.35, "/api/system/performance": 0.35, "/api/system/performance/history": 0.35}
TOML = "[pipeline]\nbatch_idle_timeout_seconds = 1\nbatch_window_seconds = 2\n"
IMAGES = 60


def fill(daemon):
    """Images of three cameras, until there are events."""
    api = benchlib.Api(daemon.port)
    with tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(benchlib.jpegs(IMAGES, folder)):
            camera = os.path.join(daemon.cameras, "camera_%d" % (number % 3))
            os.makedirs(camera, exist_ok=True)
            with open(name, "rb") as source, open(os.path.join(camera, "%d.part" % number), "wb") as target:
                target.write(source.read())
            os.rename(target.name, os.path.join(camera, "%d.jpg" % number))
    benchlib.wait_until(lambda: len(api.get("/api/events")["items"]) >= 3, 60)
    time.sleep(1)


def some_value(api, path, parameter):
    """What stands for {parameter}: the first that the list above it has."""
    if "/workers/" in path:
        return api.get("/api/system/supervisor")["workers"][0]["name"]
    document = api.get(path[:path.index("/{" + parameter)])
    items = document.get("items") or next(iter(document.values()))
    return str(items[0].get(parameter, items[0].get("id"))) if items else None


def targets(api):
    """The GET routes with something in their braces."""
    for path, operations in api.get("/openapi.json")["paths"].items():
        target = path
        while target and "get" in operations and "{" in target:
            parameter = re.search(r"\{(\w+)\}", target).group(1)
            try:
                value = some_value(api, target, parameter)
            except (KeyError, StopIteration, ValueError, IndexError):
                value = None
            target = value and target.replace("{%s}" % parameter, value)
        if target and "get" in operations:
            yield path, target
        elif "get" in operations:
            benchlib.note("%s: there is none, not measured" % path)


def load(port, path, seconds):
    done = subprocess.run([os.path.join(benchlib.BIN, "bench_load"), str(port), path, str(CONNECTIONS), str(seconds)],
                          check=True, capture_output=True, text=True)
    return json.loads(done.stdout)["requests_per_second"]


def measure(daemon, path, body, seconds, rounds):
    """The best of all rounds, each of ours next to one of the bare server; and processor time for a request."""
    with tempfile.NamedTemporaryFile() as document:
        document.write(body)
        document.flush()
        bare = subprocess.Popen([os.path.join(benchlib.BIN, "bench_bare"), path.split("?")[0], document.name],
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        servers = {"ours": (daemon.port, daemon.pid), "bare": (int(bare.stdout.readline()), bare.pid)}
        best = {}
        try:
            for _ in range(rounds):
                for name, (port, pid) in servers.items():
                    before = benchlib.cpu_seconds(pid)
                    rate = load(port, path, seconds)
                    cpu = (benchlib.cpu_seconds(pid) - before) / max(rate * seconds, 1) * 1e6
                    known = best.get(name, (0, cpu))
                    best[name] = (max(known[0], rate), min(known[1], cpu))
        finally:
            bare.stdin.close()
            bare.wait()
    return best["ours"], best["bare"]


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    part = sys.argv[3] if len(sys.argv) > 3 else ""
    stub = benchlib.StubServices()
    with benchlib.Daemon(stub.toml() + TOML) as daemon:
        daemon.wait_running(benchlib.WORKERS)
        fill(daemon)
        api = benchlib.Api(daemon.port)
        for path, target in [one for one in targets(api) if part in one[0]]:
            status, body = api.raw(target)
            (mine, cpu), (bare, bare_cpu) = measure(daemon, target, body, seconds, rounds)
            least = LEAST_OF.get(path, LEAST)
            if mine < least * bare:
                benchlib.note("%s is below %.2f times: %.2f" % (path, least, mine / bare))
            benchlib.row("GET %s (%d, %d bytes), %d connections" % (path, status, len(body), CONNECTIONS),
                         "%.0f requests/s, %.1f us" % (mine, cpu),
                         "QHttpServer %.0f requests/s, %.1f us: %.2f times" % (bare, bare_cpu, mine / bare))


main()
