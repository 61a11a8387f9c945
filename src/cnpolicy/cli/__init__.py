"""The command line: a file in, what was found on the terminal."""
