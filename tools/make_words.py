"""Make `builder/structure/common_words.txt` (words too common to be a tag) from the dictionary of jieba (MIT).

    pip download --no-deps jieba && python tools/make_words.py jieba-*.tar.gz > builder/structure/common_words.txt

Kept are nouns and their like of two to four characters that the dictionary has seen at least 600 times.
"""

from __future__ import annotations

import sys
import tarfile
from pathlib import Path

LEAST = 600
TAGS = ("n", "vn", "an", "l", "i", "j", "b", "s", "f", "t", "nz", "nt", "ns", "nr", "ng", "g", "a", "ad", "z")


def main(package: str) -> None:
    with tarfile.open(package) as archive:
        name = next(name for name in archive.getnames() if name.endswith("jieba/dict.txt"))
        file = archive.extractfile(name)
        assert file is not None
        lines = file.read().decode().splitlines()
    rows = (line.split(" ") for line in lines)
    words = [word for word, count, tag in rows if 1 < len(word) < 5 and int(count) >= LEAST and tag in TAGS]
    print(f"# Words too common to be a tag: made by tools/make_words.py from {Path(package).name} (MIT)")
    for at in range(0, len(words), 20):
        print(" ".join(words[at : at + 20]))


if __name__ == "__main__":
    main(sys.argv[1])
