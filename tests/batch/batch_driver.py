"""One run of a job in a process of its own, so that a test can kill it: driver.py INPUT OUT SECONDS."""

import sys
from pathlib import Path

from batch_stand_in import recipe

from analyzer.batch.job import Job, run
from analyzer.batch.local import Pool

if __name__ == "__main__":
    source, out, seconds = sys.argv[1:]
    run(Job((Path(source),), Path(out), shard=10), Pool(recipe(float(seconds)), workers=2), resume=True)
