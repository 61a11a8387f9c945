"""Mail: files that hold others: messages, archives, and pages kept as messages."""
