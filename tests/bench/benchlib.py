# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmark programs share. Python's standard library only."""

import base64
import http.client
import http.server
import json
import math
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN = os.environ.get("SIGNALBOX_BIN", os.path.join(ROOT, "build", "release", "bin"))
CLIP = "/usr/share/doc/opencv-doc/examples/data/vtest.avi"


def row(name, value, beside=""):
    """One line of the table: what was measured, of us, and of what it is measured beside."""
    print(json.dumps({"name": name, "value": value, "beside": beside}), flush=True)


def note(text):
    print(text, file=sys.stderr, flush=True)


def quantile(values, fraction):
    """The smallest value that at least this fraction of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * fraction) - 1)]


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def wait_until(condition, seconds=30.0, pause=0.01):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(pause)
    raise TimeoutError("gave up after %g s" % seconds)


class Api:
    """One kept-alive connection."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def raw(self, path, method="GET"):
        self.connection.request(method, path)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def get(self, path):
        return json.loads(self.raw(path)[1])


class WebSocket:
    """A client of RFC 6455: text frames in, pings answered."""

    def __init__(self, port, path):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall((
            "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            "Sec-WebSocket-Key: %s\r\nSec-WebSocket-Version: 13\r\n\r\n" % (path, port, key)).encode())
        self.pending = b""
        while b"\r\n\r\n" not in self.pending:
            self.pending += self._more()
        head, self.pending = self.pending.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0] + b" ":
            raise RuntimeError(head.decode(errors="replace"))

    def _more(self):
        got = self.socket.recv(65536)
        if not got:
            raise EOFError("the WebSocket was closed")
        return got

    def _take(self, count):
        while len(self.pending) < count:
            self.pending += self._more()
        taken, self.pending = self.pending[:count], self.pending[count:]
        return taken

    def _send(self, opcode, payload):
        mask = os.urandom(4)
        length = len(payload)
        size = bytes([0x80 | length]) if length < 126 else bytes([0x80 | 126]) + struct.pack(">H", length)
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
        self.socket.sendall(bytes([0x80 | opcode]) + size + mask + masked)

    def say(self, message):
        self._send(1, json.dumps(message).encode())

    def next(self):
        """The next message, with the moment of its arrival."""
        while True:
            first, second = self._take(2)
            length = second & 0x7F
            if length == 126:
                length = struct.unpack(">H", self._take(2))[0]
            elif length == 127:
                length = struct.unpack(">Q", self._take(8))[0]
            payload = self._take(length)
            at = time.time()
            opcode = first & 0x0F
            if opcode == 9:
                self._send(10, payload)
            elif opcode == 8:
                raise EOFError("the WebSocket was closed")
            elif opcode == 1:
                return json.loads(payload), at

    def next_of(self, kind, accept=lambda data: True):
        while True:
            message, at = self.next()
            if message.get("type") == "ping":
                self.say({"type": "pong", "sequence": message.get("sequence", 0)})
            if message.get("type") == kind and accept(message.get("data") or {}):
                return message, at


class Daemon:
    """A real signalboxd with a data directory of its own."""

    def __init__(self, toml="", program="signalboxd", arguments=(), environment=None):
        self.directory = tempfile.mkdtemp(prefix="signalbox-bench-")
        self.data = os.path.join(self.directory, "data")
        config = os.path.join(self.directory, "signalbox.toml")
        with open(config, "w") as file:
            file.write(toml)
        self.log = open(os.path.join(self.directory, "log"), "wb")
        self.process = subprocess.Popen(
            [os.path.join(BIN, program), "--config", config, "--data-dir", self.data, "--port", "0", *arguments],
            stdout=self.log, stderr=self.log, env={**os.environ, **(environment or {})})
        wait_until(self._listens)
        address = os.path.join(self.data, "api.json")
        with open(address) as file:
            self.port = int(json.load(file)["url"].rsplit(":", 1)[1].strip("/"))
        self.pid = self.process.pid
        self.cameras = os.path.join(self.data, "cameras")

    def _listens(self):
        if self.process.poll() is not None:
            with open(self.log.name) as file:
                raise RuntimeError("it ended: " + file.read())
        return os.path.exists(os.path.join(self.data, "api.json"))

    def worker(self, api, name):
        for one in api.get("/api/system/supervisor")["workers"]:
            if one["name"] == name:
                return one
        return {}

    def wait_running(self, names):
        api = Api(self.port)
        for name in names:
            wait_until(lambda: self.worker(api, name).get("status") == "running")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        shutil.rmtree(self.directory, ignore_errors=True)


WORKERS = ["file_watcher", "detection_worker", "analysis_worker", "cleanup_service"]


class StubServices:
    """The five AI services as one HTTP server that answers at once: one person in every image.

    `busy` has, for every request for a detection, the seconds from its first to its last byte here."""

    def __init__(self):
        stub = self
        self.busy = []

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, *_):
                pass

            def answer(self, document):
                body = json.dumps(document).encode()
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                                 % len(body) + body)

            def do_GET(self):
                self.answer({"status": "healthy", "model_loaded": True})

            def do_POST(self):
                start = time.monotonic()
                if self.headers.get("Expect", "").lower() == "100-continue":
                    self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                self.rfile.read(int(self.headers.get("Content-Length", "0")))
                if self.path.endswith("/detect"):
                    self.answer({"detections": [{"class": "person", "confidence": 0.9,
                                                 "bbox": {"x": 4, "y": 4, "width": 16, "height": 40}}],
                                 "inference_time_ms": 0.1, "image_width": 64, "image_height": 64})
                    stub.busy.append(time.monotonic() - start)
                else:
                    verdict = {"risk_score": 30, "risk_level": "medium", "summary": "A person.", "reasoning": "Stub."}
                    self.answer({"content": json.dumps(verdict), "stop": True})

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def toml(self):
        names = ["yolo26", "nemotron", "florence", "clip", "enrichment"]
        return "".join('[ai.%s]\nurl = "http://127.0.0.1:%d"\n' % (name, self.port) for name in names)


def jpegs(count, directory):
    """That many different JPEGs of the demo's clip, scaled to 64 x 64; the names of the files."""
    subprocess.run(["ffmpeg", "-nostdin", "-loglevel", "error", "-i", CLIP, "-vf", "scale=64:64,noise=alls=40:allf=t",
                    "-q:v", "2", "-frames:v", str(count), os.path.join(directory, "%05d.jpg")], check=True)
    return sorted(os.path.join(directory, name) for name in os.listdir(directory))


def descendants(pid):
    """The process and everything below it."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open("/proc/%s/stat" % entry) as file:
                    parents.setdefault(int(file.read().rsplit(")", 1)[1].split()[1]), []).append(int(entry))
            except OSError:
                pass
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def cpu_seconds(pid):
    try:
        with open("/proc/%d/stat" % pid) as file:
            fields = file.read().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid, field="VmRSS"):
    with open("/proc/%d/status" % pid) as file:
        for line in file:
            if line.startswith(field + ":"):
                return int(line.split()[1]) / 1024
    return 0.0
