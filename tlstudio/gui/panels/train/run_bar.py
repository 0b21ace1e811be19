"""The head of a run: its name and state, pause, resume and stop, and where it is in words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tlstudio.core.events import MEASURING
from tlstudio.gui.background.centre import JobItem
from tlstudio.gui.nouns import IMAGES, Nouns
from tlstudio.gui.panels.train.record import RunRecord, planned_passes
from tlstudio.gui.panels.train.summaries import RunSummary
from tlstudio.gui.panels.train.timing import seconds_left
from tlstudio.gui.panels.train.trainings import Trainings
from tlstudio.gui.panels.train.words import (
    device_word,
    run_date,
    run_title,
    stage_word,
    state_word,
)
from tlstudio.gui.panels.train.worker_facts import WorkerFacts
from tlstudio.gui.widgets import below, make
from tlstudio.gui.widgets.words import count, duration, size
from tlstudio.project.runs import RunFolder


class RunBar(QWidget):
    """Buttons act on the job of the run that is shown."""

    def __init__(self, trainings: Trainings, nouns: Nouns = IMAGES, *, read_only: bool) -> None:
        super().__init__()
        self._nouns = nouns
        self._trainings = trainings
        self._read_only = read_only
        self._item: JobItem | None = None
        self._name = ""
        self._title = make.label("", "title")
        self._badge = make.label("", "badge")
        self._date = make.label("", "caption")
        self.pause = make.button(self.tr("Pause"), self.press_pause, icon_name="pause")
        self.stop = make.button(self.tr("Stop"), self.press_stop, icon_name="square")
        self.stop.setToolTip(self.tr("Ends the training and keeps the best network so far."))
        self.kill = make.button(self.tr("End at once"), self._kill, role="danger")
        self.kill.setToolTip(self.tr("Does not wait; what was saved is safe and can be resumed."))
        self.sooner = make.button(self.tr("Earlier"), self._sooner, icon_name="chevron-up")
        self.sooner.setToolTip(self.tr("Trade places with the training that waits before it."))
        line = make.row(self._title, 4, None, self.sooner, self.pause, self.stop, self.kill)
        line.insertWidget(2, self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(make.column(line, self._date, spacing=2))

    def set_item(self, item: JobItem | None) -> None:
        """What the buttons act on from now on; drawn by `show_run`."""
        self._item = item

    def show_run(
        self,
        run: RunFolder,
        record: RunRecord | None,
        item: JobItem | None,
        summary: RunSummary | None,
    ) -> None:
        """Show how a run stands."""
        self._item, self._name = item, run.name
        preset = record.plan.preset if record is not None else ""
        self._title.setText(run_title(run, preset))
        model = summary.model if summary is not None else ""
        self._date.setText(" · ".join(part for part in (model, run_date(run)) if part))
        active = item is not None and item.active
        state = item.state if item is not None else ""
        kind = "finished" if record and record.result else self._kind(item, summary)
        self._badge.setText(self._state(kind))
        make.set_role(self._badge, _BADGES.get(kind, "badge"))
        may = active and not self._read_only and not (record and record.result)
        self.pause.setVisible(may and state in ("running", "paused"))
        self.pause.setText(self.tr("Go on") if state == "paused" else self.tr("Pause"))
        self.stop.setVisible(may and state != "stopping")
        waits = state == "waiting"
        self.stop.setText(self.tr("Take out of the queue") if waits else self.tr("Stop"))
        self.kill.setVisible(may and state == "stopping")
        waiting = self._trainings.waiting()
        self.sooner.setVisible(may and run.name in waiting[1:])

    def where(self, record: RunRecord, item: JobItem, estimate: float | None) -> str:
        """Stage, pass and time left, as a sentence."""
        if item.state == "waiting":
            place = self._trainings.waiting().index(self._name) + 1
            return self.tr("Waits for its turn: number %n in the queue.", "", place)
        if item.state == "stopping":
            return self.tr("Stopping after this step; the best network is kept.")
        if record.measuring:
            return self._measuring(record)
        parts = [self._stage(record)]
        if item.state == "paused":
            parts.append(self.tr("paused"))
        else:
            left = seconds_left(record, estimate)
            if left is not None:
                parts.append(self.tr("about %1 left").replace("%1", duration(left)))
        parts.append(self.tr("you may close this window"))
        return " · ".join(parts)

    def _measuring(self, record: RunRecord) -> str:
        text = self._nouns.tr(self, "Trained. Measuring it on the tuning images …")
        name, done, total = record.waiting or ("", 0.0, None)
        if name != MEASURING and total:
            text += f" {done:,.0f} / {total:,.0f}"
        return text

    def _stage(self, record: RunRecord) -> str:
        if record.waiting is not None:
            name, done, total = record.waiting
            words = stage_word(name)
            return f"{words}: {done:,.0f} / {total:,.0f}" if total else words
        if record.stage < 0:
            return self.tr("Starting")
        phases = record.plan.phases
        phase = phases[min(record.stage, len(phases) - 1)]
        passes = planned_passes(record.plan, phase)
        text = self.tr("Stage %1 of %2, %3: pass %4 of %5")
        values = (
            str(record.stage + 1),
            str(len(phases)),
            below.stage(phase.name),
            str(min(record.epoch + 1, passes)),
            str(passes),
        )
        for place, value in enumerate(values, 1):
            text = text.replace(f"%{place}", value)
        return text

    def numbers(self, record: RunRecord, facts: WorkerFacts, *, working: bool) -> str:
        """Rate, learning rate, device and memory, as far as known."""
        parts = []
        if working and record.rate is not None and record.waiting is None:
            parts.append(
                self._nouns.tr(self, "%1 images a second").replace("%1", count(record.rate))
            )
        if working and record.learning_rate is not None:
            parts.append(self.tr("learning rate %1").replace("%1", f"{record.learning_rate:.2g}"))
        if facts.device:
            parts.append(self.tr("on %1").replace("%1", device_word(facts.device)))
        process, gpu = record.memory
        process = facts.memory or process
        if working and process:
            parts.append(self.tr("memory %1").replace("%1", size(process)))
        if working and gpu:
            parts.append(self.tr("GPU memory %1").replace("%1", size(gpu)))
        if not working and record.worked:
            parts.append(self.tr("took %1").replace("%1", duration(record.worked)))
        return " · ".join(parts)

    def _kind(self, item: JobItem | None, summary: RunSummary | None) -> str:
        if item is not None and (item.active or summary is None):
            return item.state
        return summary.state if summary is not None else ""

    def _state(self, kind: str) -> str:
        words = {
            "waiting": self.tr("waits"),
            "stopping": self.tr("stopping"),
            "": "",
        }
        return words[kind] if kind in words else state_word(kind)  # type: ignore[arg-type]

    def press_pause(self) -> None:
        """Pause, or go on."""
        if self._item is None:
            return
        if self._item.state == "paused":
            self._item.resume()
        else:
            self._item.pause()

    def press_stop(self) -> None:
        """Stop and keep the best."""
        if self._item is not None:
            self._item.stop()

    def _kill(self) -> None:
        if self._item is not None:
            self._item.kill()

    def _sooner(self) -> None:
        self._trainings.sooner(self._name)


_BADGES = {"finished": "badge-good", "failed": "badge-warning", "died": "badge-warning"}
