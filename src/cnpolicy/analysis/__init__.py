"""Analysis: annotations put together: tasks, comparison, chunks."""
