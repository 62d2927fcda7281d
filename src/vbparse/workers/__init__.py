"""Child processes that do what a document could make go wrong, with limits of time, memory and file size.

A document that hangs, eats memory or kills its process costs its own call. `pool` lends workers to any thread,
`process` is one of them as its parent sees it, `keeper` is the child's side. Nothing stays behind: each worker has a
keeper, a process that does nothing but wait, and that ends the worker with all that it started when it dies, when its
parent asks, and when its parent has ended, be it killed.
"""
