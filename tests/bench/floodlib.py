# SPDX-License-Identifier: GPL-3.0-or-later
"""What the benchmarks with many files at once share."""

import asyncio
import glob
import json
import multiprocessing
import os
import sqlite3
import subprocess
import time

import benchlib

FORK = multiprocessing.get_context("fork")  # a process of its own each: they must not wait for the measuring one
HEALTH = {"status": "healthy", "model_loaded": True}
VERDICT = {"content": json.dumps({"risk_score": 30, "risk_level": "medium", "summary": "A person.",
                                  "reasoning": "Stub."}), "stop": True}


class _Connection(asyncio.Protocol):
    def __init__(self, detection):
        self.detection = detection
        self.pending = bytearray()

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.pending += data
        end = self.pending.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self.pending[:end]).lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15:].split(b"\r\n", 1)[0]) if at >= 0 else 0
        if len(self.pending) < end + 4 + length:
            return
        target = head.split(b" ", 2)
        self.pending.clear()
        document = HEALTH if target[0] == b"get" else self.detection if target[1].endswith(b"/detect") else VERDICT
        body = json.dumps(document).encode()
        self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
                             % len(body) + body)


async def _serve(port, detection, started):
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(detection), "127.0.0.1", port)
    started.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


class InstantServices:
    """The five AI services as one process that answers at once: one person in every image of this size."""

    def __init__(self, width, height):
        self.detection = {"detections": [{"class": "person", "confidence": 0.9,
                                          "bbox": {"x": 4, "y": 4, "width": 16, "height": 40}}],
                          "inference_time_ms": 0.1, "image_width": width, "image_height": height}
        self.port = 0
        self.start()

    def start(self):
        """Also again, after kill(), on the same port."""
        told, tells = FORK.Pipe(False)
        self.process = FORK.Process(
            target=lambda: asyncio.run(_serve(self.port, self.detection, tells)), daemon=True)
        self.process.start()
        self.port = told.recv()

    def kill(self):
        self.process.kill()
        self.process.join()

    def toml(self):
        names = ["yolo26", "nemotron", "florence", "clip", "enrichment"]
        return "".join('[ai.%s]\nurl = "http://127.0.0.1:%d"\n' % (name, self.port) for name in names)


def frames(directory, options, count=25):
    """That many JPEGs of the demo's clip, made by ffmpeg with these options; their bytes."""
    subprocess.run(["ffmpeg", "-nostdin", "-loglevel", "error", "-i", benchlib.CLIP, *options,
                    "-frames:v", str(count), os.path.join(directory, "frame%03d.jpg")], check=True)
    found = []
    for name in sorted(glob.glob(os.path.join(glob.escape(directory), "frame*.jpg"))):
        with open(name, "rb") as file:
            found.append(file.read())
        os.unlink(name)
    return found


def distinct(image, number):
    """The same picture as other bytes: with a comment behind the start marker."""
    text = b"%08d" % number
    return image[:2] + b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text + image[2:]


def _thread_of(pid, name):
    for task in os.listdir("/proc/%d/task" % pid):
        with open("/proc/%d/task/%s/comm" % (pid, task)) as file:
            if file.read().strip() == name:
                return task
    return str(pid)  # signalboxd: its first thread is the backend's


def _worked(path):
    """Milliseconds that the thread has had a core."""
    with open(path) as file:
        return int(file.read().split()[0]) / 1e6


def _probe(port, pid, told):
    path = "/proc/%d/task/%s/schedstat" % (pid, _thread_of(pid, "backend"))
    api = benchlib.Api(port)
    taken = []
    while not told.poll(0.002):
        worked, start = _worked(path), time.monotonic()
        api.raw("/api/intake/none")
        answer = (time.monotonic() - start) * 1000
        taken.append((answer, _worked(path) - worked))
    told.recv()
    told.send(taken)


class Probe:
    """Asks for a route that does not exist, again and again, on one connection: the backend's thread was blocked for
    no longer than an answer took. Of each answer: the milliseconds that it took, and how much of them that thread
    worked; the rest is what anybody waited for a core, and what that thread waited for others."""

    def __init__(self, daemon):
        self.mine, theirs = FORK.Pipe()
        self.process = FORK.Process(target=_probe, args=(daemon.port, daemon.pid, theirs), daemon=True)
        self.process.start()

    def stop(self):
        self.mine.send(None)
        taken = self.mine.recv()
        self.process.join()
        return taken


class Store:
    """The daemon's store, read from the side."""

    def __init__(self, daemon):
        path = os.path.join(daemon.data, "signalbox.db")
        self.connection = sqlite3.connect("file:%s?mode=ro" % path, uri=True, timeout=30)

    def number(self, statement):
        return self.connection.execute(statement).fetchone()[0]


def check(condition, text):
    if not condition:
        raise SystemExit("wrong: " + text)


def check_accounts(daemon, images):
    """in = out + waiting + lost in every stage, and nothing but these images came in; counts are of a moment ago."""
    api = benchlib.Api(daemon.port)
    accounts = []

    def settled():
        accounts[:] = api.get("/api/system/pipeline")["accounts"]
        return accounts[0]["in"] == images and accounts[0]["out"] == images

    try:
        benchlib.wait_until(settled, 10, 0.1)
    except TimeoutError:
        raise SystemExit("wrong: the account of images: %s" % accounts[0]) from None
    for one in accounts:
        check(one["in"] == one["out"] + one["waiting"] + sum(one["lost"].values()), "the account %s" % one)


def flush(daemon):
    """What the disk does: every image is a commit that waits for it."""
    taken = []
    with open(os.path.join(daemon.directory, "flushed"), "wb", buffering=0) as file:
        for _ in range(50):
            file.write(b"x" * 4096)
            start = time.monotonic()
            os.fdatasync(file.fileno())
            taken.append((time.monotonic() - start) * 1000)
    return "the disk: %.1f ms a flush" % benchlib.median(taken)


def prepare(daemon, folders, make):
    """Writes files beside their cameras' folders: `make(write)` calls write(camera, name, bytes) for each. Returns
    what drop() is to rename."""
    hidden = os.path.join(daemon.directory, "hidden")
    os.makedirs(hidden)
    for folder in folders:
        os.makedirs(os.path.join(daemon.cameras, folder), exist_ok=True)
    moves = []

    def write(camera, name, content):
        source = os.path.join(hidden, name)
        with open(source, "wb") as file:
            file.write(content)
        moves.append((source, os.path.join(daemon.cameras, camera, name)))

    make(write)
    return moves


def drop(moves):
    """Renames every file into its camera's folder, as one burst; the moment at which that began."""
    begun = time.monotonic()
    for source, target in moves:
        os.rename(source, target)
    return begun
