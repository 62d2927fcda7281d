"""Whether the server runs; figures for Prometheus: requests by route, how long they took, what the archive holds."""

from __future__ import annotations

import time
from collections import Counter as Counted
from http import HTTPStatus

from fastapi import APIRouter, FastAPI, Request, Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from pydantic import BaseModel
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vbparse import __version__
from vbparse.web.access import Admin
from vbparse.web.archives import ArchiveDep
from vbparse.web.settings import API

routes = APIRouter(tags=["server"])

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)
LATE = 100
"""Uploads that are looked at."""
TEXT = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """What is counted, each application for itself."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        kinds = ["method", "route", "status"]
        self.requests = Counter("vbparse_requests", "Requests answered.", kinds, registry=self.registry)
        self.seconds = Histogram(
            "vbparse_request_seconds",
            "Seconds until an answer began.",
            kinds[:2],
            registry=self.registry,
            buckets=BUCKETS,
        )
        self.jobs = Gauge("vbparse_jobs", "Uploads of late, by their state.", ["state"], registry=self.registry)
        self.held = Gauge("vbparse_held", "What the archive holds.", ["what"], registry=self.registry)


class MetricsMiddleware:
    """Counts the requests of the application that it stands around."""

    def __init__(self, app: ASGIApp, figures: Metrics) -> None:
        self.app, self.figures = app, figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and count what is answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start, told = time.perf_counter(), False

        async def send_and_count(message: Message) -> None:
            nonlocal told
            if message["type"] == "http.response.start" and not told:
                told = True
                self._count(scope, message["status"], time.perf_counter() - start)
            await send(message)

        await self.app(scope, receive, send_and_count)

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        route = route_label(scope)
        method = scope["method"] if scope["method"] in METHODS else "other"
        self.figures.requests.labels(method, route, str(status)).inc()
        self.figures.seconds.labels(method, route).observe(seconds)


def route_label(scope: Scope) -> str:
    """The route of a request as the application has it, names of parameters and all: never what was asked for, since
    the paths of strangers are without number, and name documents. Whatever fits no route has one label."""
    path = getattr(scope.get("route"), "path", None)
    if isinstance(path, str):
        return f"{API}{path}" if scope["path"].startswith(f"{API}/") else path
    fixed = ("/static", f"{API}/openapi.json")
    return next((one for one in fixed if "endpoint" in scope and scope["path"].startswith(one)), "none")


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")


def install(app: FastAPI) -> None:
    """Count what the application answers."""
    app.state.figures = Metrics()
    app.add_middleware(MetricsMiddleware, figures=app.state.figures)


@routes.get(
    "/metrics",
    response_class=Response,
    responses={
        HTTPStatus.OK.value: {
            "description": "Text for Prometheus.",
            "content": {"text/plain": {"schema": {"type": "string"}}},
        }
    },
)
def get_metrics(request: Request, person: Admin, archive: ArchiveDep) -> Response:
    """Figures in the text format of Prometheus, for admins: they tell what others do, and how much there is."""
    figures: Metrics = request.app.state.figures
    for what, count in archive.counts().items():
        figures.held.labels(what).set(count)
    figures.jobs.clear()
    for state, count in Counted(job.state for job in request.app.state.jobs.newest_jobs(LATE)).items():
        figures.jobs.labels(state).set(count)
    return Response(generate_latest(figures.registry), media_type=TEXT)


class Health(BaseModel):
    """What a monitor asks for."""

    status: str
    version: str


@routes.get("/health")
def get_health() -> Health:
    """Whether the server answers; asks for no login."""
    return Health(status="ok", version=__version__)
