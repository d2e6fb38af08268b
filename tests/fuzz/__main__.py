"""`python -m tests.fuzz SECONDS`: fuzz read, repair and structure for so long; what is found is kept and told.

The first tenth of the time goes to hypothesis (`tests/test_fuzz.py`: headers, dates, addresses, tokens), the rest to
the fuzzer. Findings are looked at again in a program that nobody watches, and stand in build/fuzz/findings/: reduce
one, mend its cause, and put it into `tests/fuzz/cases.py`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.fuzz.harness import TOKENS, fault

ROOT = Path(__file__).resolve().parent.parent.parent
HOME = ROOT / "build" / "fuzz"


def main(seconds: int) -> int:
    findings, corpus = HOME / "findings", HOME / "corpus"
    shutil.rmtree(findings, ignore_errors=True)
    findings.mkdir(parents=True)
    seed(corpus)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), str(HOME / "atheris")])}
    properties = ["-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", "tests/test_fuzz.py"]
    more = {"FUZZ_EXAMPLES": str(max(100, 3 * seconds))}
    held = subprocess.run([sys.executable, *properties], cwd=ROOT, env=environment | more, check=False).returncode
    command = [sys.executable, "-m", "tests.fuzz.guided", str(findings), str(corpus), str(seconds)]
    ended = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
    wrong = [(path, fault(path.read_bytes()) or "") for path in sorted(findings.iterdir())]
    wrong = [
        (path, said or "ended the fuzzer") for path, said in wrong if said or path.name.startswith(("crash", "oom"))
    ]
    for path, said in wrong:
        print(f"{path.relative_to(ROOT)}: {said}")
    hangs = sum(said.startswith("hang") for _, said in wrong)
    print(
        f"{len(wrong) - hangs} crashes, {hangs} hangs over 2 s per 100 kB; the properties {'fail' if held else 'hold'}"
    )
    return 1 if wrong or held or ended else 0


def seed(corpus: Path) -> None:
    """Inputs to begin with: this repository's own documents, whole and in pieces, and every token alone."""
    corpus.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(sorted((ROOT / "seeds").iterdir())):
        data = path.read_bytes()
        for part, at in enumerate(range(0, len(data), 1500)):
            (corpus / f"seed{number}-{part}").write_bytes(bytes([number + part & 3]) + data[at : at + 1500])
    for place in range(0, len(TOKENS), 8):
        row = [(place + step) % 256 for step in range(24)]
        (corpus / f"tokens{place}").write_bytes(bytes([64 | place // 8 % 16, *row]))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 600))
