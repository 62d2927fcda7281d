"""The application: what the parts under `api/` and `pages/` answer, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from vbparse import __version__
from vbparse.archive.archive import Archive
from vbparse.archive.folder import opening
from vbparse.errors import ArchiveError
from vbparse.web import access, api, pages, problems
from vbparse.web.answers import COUNTS, Answers
from vbparse.web.api import describing, metrics
from vbparse.web.archives import Archives
from vbparse.web.background.jobs import Jobs
from vbparse.web.background.page_words import PageWords
from vbparse.web.background.renditions import Renditions
from vbparse.web.background.watched import WatchedUploads
from vbparse.web.background.webhooks import WebhookSender
from vbparse.web.background.workers import Workers
from vbparse.web.bounds import Bounds
from vbparse.web.guard import Guard
from vbparse.web.heads import HeadAsGet
from vbparse.web.pages.pictures import PATIENCE, PictureCache
from vbparse.web.settings import API, Settings
from vbparse.web.versioned import COMPRESSED, STATIC, VersionedFiles


def create_app(settings: Settings) -> FastAPI:
    """The application over the archive in `settings.folder`, which is made where there is none. Raises ArchiveError,
    also where the folder holds other things and no archive."""
    if not opening.has_archive(settings.folder) and (others := opening.foreign_names(settings.folder)):
        raise ArchiveError("archive.foreign", folder=settings.folder, choices=", ".join(others[:3]))
    with Archive(settings.folder, create=True) as archive:
        read_only = archive.is_read_only

    app = FastAPI(
        title="vbparse",
        version=__version__,
        lifespan=run_parts,
        openapi_url=f"{API}/openapi.json",
        docs_url=None,  # its page loads scripts from elsewhere
        redoc_url=None,
        generate_unique_id_function=describing.operation_id,
    )
    app.state.settings, app.state.bounds = settings, Bounds()
    problems.install(app)
    access.install(app, settings, read_only=read_only)
    app.add_middleware(Guard, settings=settings)
    routers = list(collect_routes(api))
    for routes in routers:
        app.include_router(routes, prefix=API, dependencies=[Depends(describing.check_parameters)])
    metrics.install(app)
    describing.install(app, routers)
    app.add_middleware(GZipMiddleware, exclude_content_types=COMPRESSED)
    app.add_middleware(HeadAsGet)
    for routes in collect_routes(pages):
        app.include_router(routes, include_in_schema=False)
    app.mount("/static", VersionedFiles(directory=STATIC), name="static")
    return app


def collect_routes(room: ModuleType) -> Iterator[APIRouter]:
    """The `routes` of each module of a room that has some."""
    for module in iter_modules(room.__path__, f"{room.__name__}."):
        if routes := getattr(import_module(module.name), "routes", None):
            yield routes


@asynccontextmanager
async def run_parts(app: FastAPI) -> AsyncIterator[None]:
    """What lives as long as the server: open archives, workers, jobs. In a read-only archive no job is worked on."""
    state, settings = app.state, app.state.settings
    state.archives = Archives(settings.folder)
    state.answers, state.counts = Answers(), Answers(COUNTS)
    state.workers = Workers.from_settings(settings)
    state.drawn = PictureCache()
    made = Path(state.read_only.name) if state.read_only else settings.folder
    state.renditions = Renditions(made, state.workers.reading, PATIENCE)
    state.page_words = PageWords(made, state.workers.drawing, PATIENCE)
    state.jobs = Jobs(settings.folder, state.workers.parsing)
    state.watched = WatchedUploads(state.jobs, settings.watch)
    state.webhooks = WebhookSender(state.accounts, state.archives, state.jobs, private=settings.private_webhooks)
    if not state.read_only:
        state.jobs.start()
        state.watched.start()
        state.webhooks.start()
    yield
    for part in (state.webhooks, state.watched, state.jobs, state.workers, state.archives, state.accounts):
        part.close()
    if state.read_only:
        state.read_only.cleanup()
