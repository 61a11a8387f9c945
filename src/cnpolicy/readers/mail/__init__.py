"""Mail: messages with their attachments, and web pages kept in that form."""
