"""A project: an ordinary folder with settings, a dataset, runs and exports."""

from __future__ import annotations

import contextlib
import re
import time
import tomllib
import uuid
from pathlib import Path
from types import TracebackType

import tomli_w
from pydantic import BaseModel, ConfigDict, ValidationError

from tlstudio.core import files
from tlstudio.core.errors import (
    LockedError,
    NewerVersionError,
    ProjectError,
    StudioError,
    UsageError,
)
from tlstudio.core.plans import Plan, to_toml
from tlstudio.project.backups import back_up
from tlstudio.project.lock import FileLock, holder
from tlstudio.project.runs import RunFolder
from tlstudio.version import __version__

PROJECT_VERSION = 1
_FILE = "project.toml"
_LOCK = ".lock"


class ProjectConfig(BaseModel):
    """`project.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    task: str
    id: str
    created: str
    created_with: str
    schema_version: int = PROJECT_VERSION


class Project:
    """An open project; a context manager that gives its lock back."""

    def __init__(self, folder: Path, config: ProjectConfig, lock: FileLock | None) -> None:
        self.folder = folder
        self.config = config
        self._lock = lock

    @classmethod
    def create(cls, folder: Path, *, name: str = "", task: str) -> Project:
        """Make a project in a new or empty folder.

        Raises:
            ProjectError: When the folder holds something already or cannot be written.
        """
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise ProjectError(f"{folder} is not empty.", "Choose a new or an empty folder.")
        config = ProjectConfig(
            name=name or folder.name,
            task=task,
            id=uuid.uuid4().hex,
            created=time.strftime("%Y-%m-%dT%H:%M:%S%z"),
            created_with=__version__,
        )
        with files.disk_errors("the project"):
            for part in ("media", "runs", "exports", "cache"):
                (folder / part).mkdir(parents=True, exist_ok=True)
        files.write_text(folder / _FILE, tomli_w.dumps(config.model_dump()))
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path, *, write: bool = True) -> Project:
        """Open a project; with `write` its lock is taken.

        Raises:
            ProjectError: When it is no project or is damaged.
            NewerVersionError: When a newer program wrote it.
            LockedError: When another process holds it.
        """
        config = read_config(folder)
        if not write:
            return cls(folder, config, None)
        lock = FileLock(folder / _LOCK)
        try:
            lock.acquire()
        except LockedError as error:
            raise LockedError(
                f"The project {folder.name} is open elsewhere: "
                f"{holder(folder / _LOCK) or 'another process'}.",
                error.hint,
            ) from error
        # A full disk is told when something is saved; opening goes on.
        with contextlib.suppress(StudioError, OSError):
            back_up(folder)
        return cls(folder, config, lock)

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the lock back."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    @property
    def read_only(self) -> bool:
        """Whether this opening may not write."""
        return self._lock is None

    @property
    def dataset_path(self) -> Path:
        """The dataset."""
        return self.folder / "dataset.sqlite"

    @property
    def media_dir(self) -> Path:
        """Files that were copied in."""
        return self.folder / "media"

    @property
    def runs_dir(self) -> Path:
        """Runs."""
        return self.folder / "runs"

    @property
    def crossvals_dir(self) -> Path:
        """Cross-validations."""
        return self.folder / "crossval"

    @property
    def exports_dir(self) -> Path:
        """Exports."""
        return self.folder / "exports"

    @property
    def cache_dir(self) -> Path:
        """What can be deleted at any time."""
        return self.folder / "cache"

    def runs(self) -> tuple[RunFolder, ...]:
        """Every run, oldest first."""
        if not self.runs_dir.is_dir():
            return ()
        found = (RunFolder(path) for path in sorted(self.runs_dir.iterdir()) if path.is_dir())
        return tuple(run for run in found if run.plan_path.exists())

    def crossvals(self) -> tuple[RunFolder, ...]:
        """Every cross-validation, oldest first."""
        if not self.crossvals_dir.is_dir():
            return ()
        found = (RunFolder(path) for path in sorted(self.crossvals_dir.iterdir()) if path.is_dir())
        return tuple(run for run in found if run.plan_path.exists())

    def run(self, name: str | None = None) -> RunFolder:
        """A run by its name or the beginning of it; without one, the newest with a model.

        Raises:
            UsageError: When there is none or the beginning fits several.
        """
        runs = self.runs()
        if name is None:
            done = [run for run in runs if (run.model_dir / "model.json").is_file()]
            if not done:
                raise UsageError("No run has a trained model yet.", "Train one: tlstudio train.")
            # From scratch is a yardstick; what people use next is what learned from pretraining.
            return next((run for run in reversed(done) if not _from_scratch(run)), done[-1])
        exact = [run for run in runs if run.name == name]
        fits = exact or [run for run in runs if run.name.startswith(name)]
        if len(fits) != 1:
            names = ", ".join(run.name for run in fits or runs) or "none yet"
            what = "several runs fit" if fits else "there is no run"
            raise UsageError(f"{what.capitalize()} {name!r}.", f"Runs: {names}.")
        return fits[0]

    def new_run(self, name: str, plan: Plan) -> RunFolder:
        """Make a run's folder with its frozen plan."""
        return self._new(self.runs_dir, name, plan)

    def new_crossval(self, name: str, plan: Plan) -> RunFolder:
        """Make a cross-validation's folder with its frozen plan."""
        return self._new(self.crossvals_dir, name, plan)

    def _new(self, parent: Path, name: str, plan: Plan) -> RunFolder:
        title = re.sub(r"[^\w.-]+", "-", name).strip("-.")[:60] or "run"
        stamp = time.strftime("%Y%m%d-%H%M%S")
        for number in range(1, 1000):
            suffix = f"-{number}" if number > 1 else ""
            path = parent / f"{stamp}-{title}{suffix}"
            try:
                with files.disk_errors("the run"):
                    path.mkdir(parents=True)
            except FileExistsError:
                continue
            files.write_text(path / "plan.toml", to_toml(plan))
            return RunFolder(path)
        raise ProjectError(f"Too many runs are named {title}.", "Choose another name.")


def _from_scratch(run: RunFolder) -> bool:
    try:
        return run.plan().weights == "random"
    except StudioError:
        return False


def read_config(folder: Path) -> ProjectConfig:
    """Read `project.toml`; see `Project.open` for the errors."""
    path = folder / _FILE
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError as error:
        raise ProjectError(
            f"{folder} is no project: it holds no {_FILE}.", "Make one: tlstudio new."
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ProjectError(
            f"The settings of {folder.name} are damaged: {error}.", f"Mend {path} by hand."
        ) from error
    version = raw.get("schema_version")
    if isinstance(version, int) and version > PROJECT_VERSION:
        raise NewerVersionError(
            f"The project {folder.name} was made by a newer version of the program.",
            "Update the program; nothing was changed.",
        )
    try:
        return ProjectConfig.model_validate(raw)
    except ValidationError as error:
        field = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise ProjectError(
            f"In {path.name} of {folder.name}, {field} is missing or wrong.", "Mend it by hand."
        ) from error
