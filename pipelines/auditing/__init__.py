"""The attacker: what a reader of the published files can work out; shares no code with protection."""
