"""Do work in other processes, all of which end with the process that started them.

Entries: `worker_pool.map_in_worker_pool` and `child_process.start_child_module`.
"""
