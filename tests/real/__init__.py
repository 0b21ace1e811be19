"""The real window on a virtual X screen, driven with real mouse and key events."""
