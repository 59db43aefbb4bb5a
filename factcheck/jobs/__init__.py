"""Background work: the queue, its worker, and how far each piece of work has come."""
