"""The runner: a new delivery starts `stek run` by itself, once for several that come together.

It is what stands in for Dagster's sensor where no daemon runs.
"""

from portal.runner.runner import Runner
from portal.runner.state import RunState

__all__ = ["RunState", "Runner"]
