"""Read and write files safely: the only package that writes, renames or removes any.

Entries: `write_files.write_generated_files`, `atomic_swap.replace_folder` and `safe_open.read_regular_file`.
"""
