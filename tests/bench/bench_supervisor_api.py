# SPDX-License-Identifier: GPL-3.0-or-later
"""GET /api/system/supervisor over 32 kept-alive connections: a signalboxd with its four workers, a QHttpServer that
sends the same bytes, and FastAPI on uvicorn that builds the same document. bench_supervisor_api.py [seconds] [rounds]
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import benchlib

PATH = "/api/system/supervisor"
CONNECTIONS = 32


def with_wrk(port, seconds):
    text = subprocess.run(
        ["wrk", "-t", "1", "-c", str(CONNECTIONS), "-d", "%ds" % seconds, "--latency",
         "http://127.0.0.1:%d%s" % (port, PATH)], check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in text:
        raise RuntimeError(text)
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)), float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def with_our_own(port, seconds):
    done = subprocess.run([os.path.join(benchlib.BIN, "bench_load"), str(port), PATH, str(CONNECTIONS), str(seconds)],
                          check=True, capture_output=True, text=True)
    result = json.loads(done.stdout)
    return result["requests_per_second"], result["p99_ms"]


def started(command):
    """A server that prints its port on its first line."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    return process, int(process.stdout.readline() or "0")


def stop(process):
    process.stdin.close()
    process.terminate()
    process.wait()


def best(servers, load, seconds, rounds):
    """The best of several rounds for each, taken in turns so that other load on the machine meets all of them."""
    found = {}
    for _ in range(rounds):
        for name, port in servers.items():
            load(port, 1)
            result = load(port, seconds)
            if result[0] > found.get(name, (0, 0))[0]:
                found[name] = result
    return found


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    load = with_wrk if shutil.which("wrk") else with_our_own
    stub = benchlib.StubServices()
    with benchlib.Daemon(stub.toml()) as daemon, tempfile.NamedTemporaryFile() as document:
        daemon.wait_running(benchlib.WORKERS)
        document.write(benchlib.Api(daemon.port).raw(PATH)[1])
        document.flush()
        processes = []
        servers = {"signalboxd": daemon.port}
        try:
            process, servers["QHttpServer"] = started([os.path.join(benchlib.BIN, "bench_bare"), PATH, document.name])
            processes.append(process)
            fastapi = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fastapi_supervisor.py")
            process, port = started(["/usr/bin/python3", fastapi, document.name])
            processes.append(process)
            if port:
                servers["FastAPI"] = port
            else:
                benchlib.note("no FastAPI: python3-fastapi uvicorn python3-uvloop python3-httptools are not installed")
            found = best(servers, load, seconds, rounds)
        finally:
            for process in processes:
                stop(process)
    ours, p99 = found["signalboxd"]
    for name in list(servers)[1:]:
        rate, other = found[name]
        benchlib.row("GET %s, 32 connections" % PATH,
                     "%.0f requests/s, p99 %.2f ms" % (ours, p99),
                     "%s %.0f requests/s, p99 %.2f ms: %.2f times" % (name, rate, other, ours / rate))


main()
