"""What documents could make go wrong, and what takes long: uploads, jobs, and the processes that parse and draw."""
