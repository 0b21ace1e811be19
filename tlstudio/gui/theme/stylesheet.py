"""The style sheet, made from colours and a font size; widgets ask for looks by `role`."""

from __future__ import annotations

from string import Template

from tlstudio.core.paths import resources_dir
from tlstudio.gui.theme.colours import Colours

_SHEET = Template("""
* { font-family: "Inter"; font-size: ${base}pt; }
QWidget { color: $text; }
QMainWindow, QDialog, QWidget[role="ground"] { background: $ground; }
QWidget[role="surface"] { background: $surface; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 6px 8px; }

QLabel { background: transparent; }
QLabel[role="display"] { font-size: ${display}pt; font-weight: 700; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 700; }
QLabel[role="heading"] { font-size: ${heading}pt; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="caption"] { color: $muted; font-size: ${small}pt; }
QLabel[role="error"] { color: $bad; }
QLabel[role="warning"] { color: $warning; }
QLabel[role="good"] { color: $good; }
QLabel[role="accent"] { color: $accent; font-weight: 600; }
QLabel[role="warm"] { color: $warm; }
QLabel[role="cool"] { color: $cool; }
QLabel[role="badge"] {
  background: $raised; color: $muted; border-radius: 8px; padding: 1px 8px;
  font-size: ${small}pt; font-weight: 600;
}
QLabel[role="badge-good"] {
  background: $good_soft; color: $good; border-radius: 8px; padding: 1px 8px;
  font-size: ${small}pt; font-weight: 600;
}
QLabel[role="badge-warning"] {
  background: $warning_soft; color: $warning; border-radius: 8px; padding: 1px 8px;
  font-size: ${small}pt; font-weight: 600;
}

QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: 10px; }
QFrame[role="card"][selected="true"] { border: 2px solid $accent; background: $accent_soft; }
QFrame[role="card"][hoverable="true"]:hover { border: 1px solid $accent; }
QFrame[role="inset"] { background: $raised; border: none; border-radius: 8px; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; min-height: 1px; }
QFrame[role="info"] { background: $accent_soft; border: none; border-radius: 8px; }
QFrame[role="good"] { background: $good_soft; border: none; border-radius: 8px; }
QFrame[role="warning"] { background: $warning_soft; border: none; border-radius: 8px; }
QFrame[role="error"] { background: $bad_soft; border: none; border-radius: 8px; }
QLabel[role="good"], QLabel[role="warning"], QLabel[role="error"] {
  background: transparent; border-radius: 0;
}
QFrame[role="drop"] { background: $surface; border: 2px dashed $line; border-radius: 12px; }
QFrame[role="drop"][hovered="true"] { border-color: $accent; background: $accent_soft; }

QPushButton, QToolButton {
  background: $surface; border: 1px solid $line; border-radius: 7px; padding: 6px 14px;
}
QPushButton:hover, QToolButton:hover { background: $raised; }
QPushButton:pressed, QToolButton:pressed { background: $line; }
QPushButton:focus, QToolButton:focus { border: 1px solid $accent; }
QPushButton:disabled, QToolButton:disabled { color: $muted; background: $raised; }
QPushButton:checked, QToolButton:checked {
  background: $accent_soft; border-color: $accent; color: $accent;
}
QPushButton[role="primary"] {
  background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
  padding: 7px 18px;
}
QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: 6px 17px; }
QPushButton[role="primary"]:disabled { background: $line; border-color: $line; color: $muted; }
QPushButton[role="danger"] { color: $bad; border-color: $bad; }
QPushButton[role="danger"]:hover { background: $bad_soft; }
QPushButton[role="quiet"], QToolButton[role="quiet"] {
  background: transparent; border: 1px solid transparent; padding: 5px 9px;
}
QPushButton[role="quiet"]:hover, QToolButton[role="quiet"]:hover { background: $raised; }
QPushButton[role="quiet"]:focus, QToolButton[role="quiet"]:focus { border: 1px solid $accent; }
QPushButton[role="quiet"]:checked, QToolButton[role="quiet"]:checked {
  background: $accent_soft; color: $accent;
}
QPushButton[role="link"] {
  background: transparent; border: 1px solid transparent; color: $accent; padding: 2px 0;
  text-align: left;
}
QPushButton[role="link"]:hover { text-decoration: underline; }
QPushButton[role="link"]:focus { border: 1px solid $accent; }
QToolButton { padding: 5px 8px; }
QToolButton::menu-indicator { image: none; width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QSpinBox, QDoubleSpinBox, QComboBox {
  background: $surface; border: 1px solid $line; border-radius: 7px; padding: 5px 8px;
  selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus,
QComboBox:focus { border: 1px solid $accent; }
QLineEdit[invalid="true"], QSpinBox[invalid="true"], QDoubleSpinBox[invalid="true"],
QComboBox[invalid="true"] { border: 1px solid $bad; background: $bad_soft; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled {
  color: $muted; background: $raised;
}
QSpinBox, QDoubleSpinBox { padding: 3px 8px 4px 0; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url($controls/chevron-down.svg); width: 14px; height: 14px; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button,
QDoubleSpinBox::down-button { border: none; background: transparent; width: 20px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button { subcontrol-position: bottom right; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {
  image: url($controls/chevron-up.svg); width: 11px; height: 11px;
}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {
  image: url($controls/chevron-down.svg); width: 11px; height: 11px;
}
QComboBox QAbstractItemView {
  background: $surface; border: 1px solid $line; selection-background-color: $accent_soft;
  selection-color: $text; outline: none; padding: 4px;
}
QCheckBox, QRadioButton { background: transparent; spacing: 8px; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {
  width: 15px; height: 15px; border: 1px solid $muted; background: $surface;
}
QCheckBox::indicator, QAbstractItemView::indicator { border-radius: 4px; }
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {
  border-color: $accent; background: $accent; image: url($controls/check-$scheme.svg);
}
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid $accent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: $line; }
QRadioButton::indicator { border-radius: 8px; }
QRadioButton::indicator:checked { width: 7px; height: 7px; border: 5px solid $accent; }
QGroupBox { border: none; margin-top: 22px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; top: 0; }

QListView, QTreeView, QTableView, QListWidget, QTableWidget, QTreeWidget {
  background: $surface; border: 1px solid $line; border-radius: 8px; outline: none;
  selection-background-color: $accent_soft; selection-color: $text;
  alternate-background-color: $raised; gridline-color: $line;
}
QTableView, QTreeView, QTableWidget, QTreeWidget { padding: 3px; }
QTableView::item, QTreeView::item { padding: 0 5px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QListView::item, QListWidget::item { padding: 6px 8px; border-radius: 6px; }
QListView::item:hover, QListWidget::item:hover { background: $raised; }
QListView::item:selected, QListWidget::item:selected { background: $accent_soft; color: $text; }
QHeaderView { background: $surface; }
QHeaderView::section {
  background: $surface; color: $muted; border: none; border-bottom: 1px solid $line;
  padding: 6px 8px; font-weight: 600;
}
QTableCornerButton::section { background: $surface; border: none; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[role="content"] { background: transparent; }
QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 28px; min-width: 28px;
  margin: 2px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar {
  background: $raised; border: none; border-radius: 4px; max-height: 8px; min-height: 8px;
  text-align: center; color: transparent;
}
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QSlider::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: $accent; height: 4px; border-radius: 2px; }
QSlider::handle:horizontal {
  background: $surface; border: 2px solid $accent; width: 12px; height: 12px; margin: -6px 0;
  border-radius: 8px;
}
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QTabBar { background: transparent; }
QTabBar::tab {
  background: transparent; color: $muted; padding: 8px 14px; border: none;
  border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent; }
QTabBar QToolButton { padding: 0; border: none; background: $ground; }
QTabBar QToolButton::left-arrow { image: url($controls/chevron-left.svg); }
QTabBar QToolButton::right-arrow { image: url($controls/chevron-right.svg); }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMenu { background: $surface; border: 1px solid $line; border-radius: 8px; padding: 6px; }
QMenu::item { padding: 6px 22px 6px 14px; border-radius: 5px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 5px 8px; }
QMenuBar { background: $surface; border-bottom: 1px solid $line; }
QMenuBar::item { padding: 5px 10px; background: transparent; }
QMenuBar::item:selected { background: $raised; border-radius: 5px; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: $line; }

QFrame[role="rail"] { background: $surface; border: none; border-right: 1px solid $line; }
QPushButton[role="step"] {
  background: transparent; border: 1px solid transparent; border-radius: 8px; padding: 9px 10px;
  text-align: left; font-weight: 600;
}
QPushButton[role="step"]:hover { background: $raised; }
QPushButton[role="step"]:checked { background: $accent_soft; color: $accent; }
QPushButton[role="step"]:focus { border: 1px solid $accent; }
QFrame[role="bar"] { background: $surface; border: none; border-bottom: 1px solid $line; }
QFrame[role="footer"] { background: $surface; border: none; border-top: 1px solid $line; }
""")


def style_sheet(colours: Colours, base: float) -> str:
    """The sheet for a set of colours.

    Args:
        colours: Light or dark.
        base: Size of ordinary text in points.
    """
    sizes = {"small": base * 0.88, "heading": base * 1.14, "title": base * 1.5}
    sizes |= {"display": base * 2.0, "base": base}
    words = {name: f"{size:.1f}" for name, size in sizes.items()}
    # Qt's style sheets take pictures from files alone, so the marks of boxes and lists are some.
    words |= {"controls": (resources_dir() / "controls").as_posix()}
    words |= {"scheme": "dark" if colours.dark else "light"}
    return _SHEET.substitute(words, **{k: str(v) for k, v in vars(colours).items()})
