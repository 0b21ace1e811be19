"""Plans become trained networks: presets, phases, the fit loop, checkpoints."""
