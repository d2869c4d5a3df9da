"""From one posting to millions: records in, plain rows out.

`job.run` reads records as a stream, cuts them into shards, has an engine analyse each shard, keeps every finished shard
with a marker, and writes the rows in the order of the input. Engines differ in one module each (`local`, `cluster`);
both use `worker.Worker`, which owns an `Analyzer`. What was interrupted at any moment is taken up by `resume`.
"""
