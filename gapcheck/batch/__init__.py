"""Many jurisdictions at once: finding their laws, assessing them in several processes."""

from __future__ import annotations

from gapcheck.batch.jobs import Job, find_jobs
from gapcheck.batch.run import assess_job, assess_jobs, failed

__all__ = ["Job", "assess_job", "assess_jobs", "failed", "find_jobs"]
