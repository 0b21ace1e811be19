"""The frame around every panel: rail, messages, jobs tray, command palette, settings."""
