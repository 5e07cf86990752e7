# SPDX-License-Identifier: GPL-3.0-or-later
"""How soon the death of a worker is told, and how soon a due restart happens; supervisord beside it.
bench_restart.py [kills]"""

import datetime
import os
import signal
import subprocess
import sys
import tempfile
import time

import benchlib

VICTIM = "cleanup_service"
UNPACKED = os.path.join(benchlib.ROOT, "build", "servers", "supervisor")
PACKAGES = os.path.join(UNPACKED, "usr", "lib", "python3", "dist-packages")


def milliseconds(iso):
    return datetime.datetime.fromisoformat(iso.replace("Z", "+00:00")).timestamp() * 1000


def told_and_due(count):
    """Milliseconds from kill -9 to the message, and from the due moment to the start."""
    told = []
    late = []
    stub = benchlib.StubServices()
    toml = stub.toml() + "[supervisor]\nmax_restarts = 1000\nbackoff_base_seconds = 0.1\nbackoff_cap_seconds = 0.1\n"
    with benchlib.Daemon(toml) as daemon:
        daemon.wait_running(benchlib.WORKERS)
        api = benchlib.Api(daemon.port)
        events = benchlib.WebSocket(daemon.port, "/ws/events")
        events.say({"type": "subscribe", "data": {"events": ["service.*"]}})
        events.next_of("subscribed")

        def says(status):
            return lambda data: data["service"] == "worker:" + VICTIM and data["status"] == status

        for _ in range(count):
            pid = daemon.worker(api, VICTIM)["pid"]
            start = time.time()
            os.kill(pid, signal.SIGKILL)
            told.append((events.next_of("service.status_changed", says("crashed"))[1] - start) * 1000)
            due = daemon.worker(api, VICTIM)["next_attempt_at"]
            events.next_of("service.status_changed", says("running"))
            if due:
                late.append(milliseconds(daemon.worker(api, VICTIM)["last_started_at"]) - milliseconds(due))
    return told, late


class Ticker:
    """A program that says its process id when it starts, and the moments at which it said so."""

    def __init__(self, directory):
        self.fifo = os.path.join(directory, "fifo")
        self.script = os.path.join(directory, "ticker.sh")
        os.mkfifo(self.fifo)
        self.reader = os.fdopen(os.open(self.fifo, os.O_RDWR))
        with open(self.script, "w") as file:
            file.write("echo $$ > '%s'\nexec sleep 1000\n" % self.fifo)

    def kill_and_wait(self, count):
        """Milliseconds from each kill to the next start."""
        pid = int(self.reader.readline())
        taken = []
        for _ in range(count):
            time.sleep(0.05)
            start = time.monotonic()
            os.kill(pid, signal.SIGKILL)
            pid = int(self.reader.readline())
            taken.append((time.monotonic() - start) * 1000)
        return taken


def ours(count):
    with tempfile.TemporaryDirectory() as directory:
        ticker = Ticker(directory)
        toml = ('[ai]\nembedded = "false"\n[[worker]]\nname = "ticker"\ncommand = ["/bin/sh", "%s"]\nmax_restarts = 1000\n'
                "backoff_base_seconds = 0.01\nbackoff_cap_seconds = 0.01\n" % ticker.script)
        with benchlib.Daemon(toml):
            return ticker.kill_and_wait(count)


def supervisords(count):
    with tempfile.TemporaryDirectory() as directory:
        ticker = Ticker(directory)
        config = os.path.join(directory, "supervisord.conf")
        with open(config, "w") as file:
            file.write("[supervisord]\nnodaemon=true\nlogfile={0}/log\npidfile={0}/pid\nchildlogdir={0}\n"
                       "[unix_http_server]\nfile={0}/socket\n[program:ticker]\ncommand=/bin/sh {1}\n"
                       "autorestart=true\nstartsecs=0\nstartretries=1000\n".format(directory, ticker.script))
        process = subprocess.Popen(
            ["/usr/bin/python3", "-c", "from supervisor.supervisord import main; main()", "-n", "-c", config],
            env={**os.environ, "PYTHONPATH": PACKAGES}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            return ticker.kill_and_wait(count)
        finally:
            process.terminate()
            process.wait()


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    told, late = told_and_due(count)
    benchlib.row("kill -9 of a worker -> message on a WebSocket (%d)" % count,
                 "median %.1f ms, worst %.1f ms" % (benchlib.median(told), max(told)))
    benchlib.row("due restart -> program started (%d)" % len(late),
                 "median %.1f ms, worst %.1f ms" % (benchlib.median(late), max(late)))
    mine = ours(count)
    beside = "supervisord: not unpacked under build/servers"
    if os.path.isdir(PACKAGES):
        other = supervisords(count)
        beside = "supervisord median %.1f ms, worst %.1f ms: %.1f times" % (
            benchlib.median(other), max(other), benchlib.median(other) / benchlib.median(mine))
    benchlib.row("kill -9 -> program started again, backoff 10 ms (%d)" % count,
                 "median %.1f ms, worst %.1f ms" % (benchlib.median(mine), max(mine)), beside)


main()
