// SPDX-License-Identifier: GPL-3.0-or-later
// Node's ws as bench_fanout.cpp is: prints its port, then for each line "COUNT BYTES" sends every client so many
// messages of so many bytes, each made once for all of them. Ends with its standard input.
"use strict";

const { WebSocketServer } = require("ws");

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });
server.on("listening", () => console.log(server.address().port));

require("readline")
    .createInterface({ input: process.stdin })
    .on("line", (line) => {
        const [count, bytes] = line.split(" ").map(Number);
        for (let i = 0; i < count; i++) {
            const message = Buffer.from(JSON.stringify({ type: "camera.enabled", data: "x".repeat(bytes - 39) }));
            for (const client of server.clients) {
                client.send(message, { binary: false });
            }
        }
    })
    .on("close", () => process.exit(0));
