# SPDX-License-Identifier: GPL-3.0-or-later
"""GET /api/system/supervisor as a FastAPI program builds it: models, validation, the moment of the answer.
fastapi_supervisor.py FILE, where FILE has the document to build; prints its port."""

import datetime
import json
import socket
import sys
from typing import List, Optional

import fastapi
import pydantic
import uvicorn


class Worker(pydantic.BaseModel):
    name: str
    status: str
    restart_count: int
    max_restarts: int
    last_started_at: Optional[datetime.datetime]
    last_crashed_at: Optional[datetime.datetime]
    error: Optional[str]

    class Config:
        extra = pydantic.Extra.allow


class Status(pydantic.BaseModel):
    running: bool
    worker_count: int
    workers: List[Worker]
    timestamp: datetime.datetime


app = fastapi.FastAPI()
with open(sys.argv[1]) as file:
    KNOWN = json.load(file)["workers"]


@app.get("/api/system/supervisor", response_model=Status)
async def supervisor():
    return Status(running=True, worker_count=len(KNOWN), workers=[Worker(**worker) for worker in KNOWN],
                  timestamp=datetime.datetime.now(datetime.timezone.utc))


def main():
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    server = uvicorn.Server(uvicorn.Config(app, loop="uvloop", http="httptools", access_log=False, log_level="error"))
    server.run(sockets=[listener])


main()
