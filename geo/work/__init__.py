"""Long work in child processes: bounded, in turn, and stopped at a word."""

from geo.work.job import Job, Why, WorkError
from geo.work.limits import Limits
from geo.work.pool import Pool

__all__ = ["Job", "Limits", "Pool", "Why", "WorkError"]
