"""`cnpolicy text`: what a reader takes from a file.

In: a file. Out: its text with the numbers of its lines, by which the other commands
tell where something stands; with `--json` also what the file says of itself and what
of it is not in the text.
"""

from __future__ import annotations

from cnpolicy.cli import console
from cnpolicy.cli.command import Job, Output, file_command
from cnpolicy.lexical.line_ends import LINE_END


@file_command("text")
def show(job: Job, output: Output) -> None:
    """Print the text of the file with the numbers of its lines.

    With --json one object a file: its format, what it states of itself, the notes of
    the reader, and the lines with their places in the file.
    """
    lines = []
    start = 0
    for line in LINE_END.split(job.text):
        lines.append({**job.place(start), "text": line})
        start += len(line)
        ending = LINE_END.match(job.text, start)
        start = ending.end() if ending else start
    if lines and not lines[-1]["text"]:
        lines.pop()
    source = job.source
    if output.as_json:
        console.echo_json({"file": job.file, **job.stated(), "lines": lines})
        return
    file = [job.file] if output.several else []
    if output.terminal:
        for name, value in source.metadata.items():
            console.echo_tabs([*file, "", f"{name}：{value}"])
    for row in lines:
        console.echo_tabs([*file, row["line"], row["text"]])
