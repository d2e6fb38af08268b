"""`python -m builder` is the command `fangzhi`."""

from builder.cli import main

if __name__ == "__main__":
    main(prog_name="fangzhi")
