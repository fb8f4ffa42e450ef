"""`python -m partner_tui`."""

from partner_tui.cli import program

if __name__ == "__main__":
    program()
