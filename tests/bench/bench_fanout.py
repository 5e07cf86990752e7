# SPDX-License-Identifier: GPL-3.0-or-later
"""Events to many WebSocket clients: our sockets, each event a committed journal line, beside Node's ws with messages
out of its memory; what a thousand clients cost a signalboxd; what one client costs the others that stops reading.
bench_fanout.py [rounds]. ws comes from npm into build/ws; without node, npm or a registry it says so.
"""

import os
import shutil
import subprocess
import sys
import tempfile

import benchlib

CLIENTS = 200
BROADCASTS = 2000
BYTES = 250
WS = os.path.join(benchlib.ROOT, "build", "ws")


class Program:
    """A program that answers each line with at most one."""

    def __init__(self, command, environment=None):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, **(environment or {})})
        self.first = self.process.stdout.readline().strip()

    def say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def ask(self, line):
        self.say(line)
        return self.process.stdout.readline().strip()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def ours(pair=()):
    return Program([os.path.join(benchlib.BIN, "bench_fanout"), *pair])


def certificate(folder):
    """The files of a certificate for this run only."""
    pair = [os.path.join(folder, name) for name in ("certificate.pem", "key.pem")]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc",
                    "-days", "2", "-subj", "/CN=localhost", "-out", pair[0], "-keyout", pair[1]],
                   check=True, stderr=subprocess.DEVNULL)
    os.chmod(pair[1], 0o600)
    return pair


def node():
    """Node with ws, or nothing when it cannot be had."""
    if not shutil.which("node") or not shutil.which("npm"):
        benchlib.note("node and npm are not installed: no figures of ws")
        return None
    if not os.path.isdir(os.path.join(WS, "node_modules", "ws")):
        os.makedirs(WS, exist_ok=True)
        done = subprocess.run(["npm", "install", "--prefix", WS, "--no-save", "--no-audit", "--no-fund", "ws@8"],
                              stdout=subprocess.DEVNULL)
        if done.returncode != 0:
            benchlib.note("ws could not be fetched: no figures of it")
            return None
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "ws_fanout.js")
    return Program(["node", script], {"NODE_PATH": os.path.join(WS, "node_modules")})


def listeners(port, path, clients, stuck=0, kind="plain"):
    crowd = Program([os.path.join(benchlib.BIN, "bench_listen"), str(port), path, str(clients), str(stuck), kind])
    if crowd.first != "ready":
        raise RuntimeError("not all clients were let in")
    return crowd


def broadcast(server, crowd, count):
    """Seconds until all have got all of it, and the server's processor time for each message in microseconds."""
    order = "%d %d" % (count, BYTES)
    before = benchlib.cpu_seconds(server.process.pid)
    crowd.say(order)
    server.say(order)
    seconds = float(crowd.process.stdout.readline())
    if seconds < 0:
        raise RuntimeError("a client lost its connection")
    return seconds, benchlib.cpu_seconds(server.process.pid) - before


def rate(server, path, rounds, kind="plain"):
    """Messages a second and processor time for a message in microseconds, each the best of all rounds."""
    with listeners(int(server.first), path, CLIENTS, kind=kind) as crowd:
        broadcast(server, crowd, 100)
        runs = [broadcast(server, crowd, BROADCASTS) for _ in range(rounds)]
    messages = CLIENTS * BROADCASTS
    return messages / min(run[0] for run in runs), min(run[1] for run in runs) / messages * 1e6


def fan_out(rounds):
    name = "%d events of %d bytes to %d WebSocket clients" % (BROADCASTS, BYTES, CLIENTS)
    found = {}
    for label, start, path in (("signalbox", ours, "/ws/events"), ("ws", node, "/")):
        server = start()
        if server:
            with server:
                found[label] = rate(server, path, rounds)
    mine, cpu = found["signalbox"]
    beside = "no figures of Node's ws"
    if "ws" in found:
        other, other_cpu = found["ws"]
        beside = "Node's ws %.0f messages/s, %.2f us: %.1f times, %.1f times by processor time" % (
            other, other_cpu, mine / other, other_cpu / cpu)
    benchlib.row(name, "%.0f messages/s, %.2f us of processor time each" % (mine, cpu), beside)
    with tempfile.TemporaryDirectory() as folder, ours(certificate(folder)) as server:
        secure, cpu = rate(server, "/ws/events", rounds, "tls")
    benchlib.row(name + ", TLS", "%.0f messages/s, %.2f us of processor time each" % (secure, cpu),
                 "plain: %.2f times" % (secure / mine))


def memory(count=1000):
    with benchlib.Daemon("[limits]\nmax_connections = 1500\nmax_per_address = 1500\n") as daemon:
        daemon.wait_running(benchlib.WORKERS)
        with listeners(daemon.port, "/ws/events", 1):
            before = benchlib.memory_mb(daemon.pid)
            with listeners(daemon.port, "/ws/events", count):
                after = benchlib.memory_mb(daemon.pid)
    benchlib.row("memory of %d WebSocket clients" % count, "%.1f MB more" % (after - before), "at most 60 MB")


def stuck(steps, pair=()):
    """Far more than one client may leave unread, in steps that every reader has taken before the next."""
    kind = "tls" if pair else "plain"
    seconds = []
    grown = []
    for unread in (0, 1):
        with ours(pair) as server, listeners(int(server.first), "/ws/events", 50 + unread, unread, kind) as crowd:
            broadcast(server, crowd, 1000)
            before = benchlib.memory_mb(server.process.pid)
            seconds.append(sum(broadcast(server, crowd, 1000)[0] for _ in range(steps)))
            grown.append(benchlib.memory_mb(server.process.pid, "VmHWM") - before)
    benchlib.row("one of 51 WebSocket clients (%s) reads nothing, %d events" % (kind, steps * 1000),
                 "the others have all after %.2f s, at most %.1f MB more" % (seconds[1], grown[1]),
                 "without it %.2f s, %.1f MB; its backlog may be 1 MB" % (seconds[0], grown[0]))


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    fan_out(rounds)
    memory()
    steps = 40 if rounds > 1 else 10
    stuck(steps)
    with tempfile.TemporaryDirectory() as folder:
        stuck(steps, certificate(folder))


main()
