"""True sentences about recorded votes and the same with one slot made false: what the engine must say is computed from the
roll call here, without a line of the engine's judging code."""
