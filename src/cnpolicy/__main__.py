"""`python -m cnpolicy`: the command line, see `cli`."""

from cnpolicy.cli.main import main

if __name__ == "__main__":
    main()
