"""Make `builder/structure/simplified.txt` from the character table of opencc-python-reimplemented (Apache-2.0).

    python tools/make_simplified.py > builder/structure/simplified.txt

Each pair is a traditional character and its simplified form, both in the basic plane. Only for reading (names, terms):
what is shown keeps its own script.
"""

from __future__ import annotations

from importlib.metadata import version
from importlib.resources import files


def main() -> None:
    table = files("opencc").joinpath("dictionary/TSCharacters.txt").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if "\t" in line)
    pairs = [(old, new.split(" ")[0]) for old, new in rows]
    kept = [old + new for old, new in pairs if len(old) == len(new) == 1 and max(old, new) <= "\uffff" and old != new]
    package = f"opencc-python-reimplemented {version('opencc-python-reimplemented')}"
    print(f"# Traditional and simplified characters: made by tools/make_simplified.py from {package} (Apache-2.0)")
    for at in range(0, len(kept), 20):
        print(" ".join(kept[at : at + 20]))


if __name__ == "__main__":
    main()
