"""Runs a job on one worker and tells the peak memory of this process and of the worker, in kB: peak.py INPUT OUT."""

import resource
import sys
from functools import partial
from pathlib import Path

from analyzer.batch.job import Job, run
from analyzer.batch.local import Pool
from analyzer.batch.worker import Recipe, make_analyzer

if __name__ == "__main__":
    run(
        Job((Path(sys.argv[1]),), Path(sys.argv[2]), detail="summary"),
        Pool(Recipe(partial(make_analyzer), detail="summary"), 1),
    )
    peaks = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    sys.stdout.write(" ".join(str(peak) for peak in peaks))
