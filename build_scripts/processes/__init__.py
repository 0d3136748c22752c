"""Do work in other processes: a worker pool, child processes that end with their parent, and git.

Entries: `worker_pool.map_in_worker_pool`, `child_process.start_child_module` and `git.run_git`.
"""
