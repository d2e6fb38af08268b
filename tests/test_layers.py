"""The floor plan, held by a test: who imports whom, which library lives where, who may touch the disk.

The tables are the plan of the house. A change to one of them is a change of plan and is made on purpose.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "builder"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "__pycache__" not in path.parts)

STAGES = {"read", "repair", "structure", "link", "edition", "render", "index", "write"}
MAY_IMPORT = {
    "model": set(),
    "config": {"model"},
    "script": set(),  # the tables of the two scripts, for the stages that read or write them
    **{stage: {"model"} for stage in STAGES},
    "repair": {"model", "script"},
    "edition": {"model", "script"},
    "build": {"model", "config"} | STAGES,
    "serve": {"model", "config", "build"},
    "scaffold": {"model", "config"},
    "deploy": {"model"},
    "verify": {"model"},  # a room of its own: it trusts nothing but what is published, and no stage
    "offline": {"model"},  # so is this: the published site, packed to be opened from a disk
    "cli": {"model", "config", "build", "serve", "scaffold", "verify", "offline", "deploy"},
    "__main__": {"cli"},
    "__init__": set(),
}
LIVES_IN = {
    "click": {"cli"},
    "distributed": {"build"},
    "ftfy": {"repair"},
    "ghp_import": {"deploy"},
    "jinja2": {"render"},
    "markdown_it": {"structure"},
    "markupsafe": {"render"},
    "mdit_py_plugins": {"structure"},
    "nh3": {"structure"},
    "numpy": {"structure", "link"},
    "opencc": {"script", "index"},
    "pagefind_bin": {"index"},
    "pygments": {"structure"},
    "pypinyin": {"repair", "link"},
    "rich": {"cli"},
    "rjieba": {"structure", "repair", "script", "render"},
    "selectolax": {"structure"},
    "starlette": {"serve"},
    "tomllib": {"config", "read"},
    "uvicorn": {"serve"},
    "watchfiles": {"serve"},
    "yaml": {"read"},
}
# Calls that touch the disk, and the modules that may make them. `render.theme` and `render.templates` read the theme
# and keep it compiled, `index.pagefind` hands its pages to another program, and the data tables of the package are
# read through importlib.resources.
TOUCHES = {"write_bytes", "write_text", "unlink", "mkdir", "rmdir", "rename", "replace_file", "rmtree", "open"}
MAY_TOUCH = {
    *("read.files", "write.ground", "write.swap", "offline", "serve", "scaffold", "cli", "build.cache", "build.lock"),
    *("index.pagefind", "render.theme", "render.templates"),
}
# The imports inside functions, and there are no others: libraries that take longer to load than most documents take to
# mend, and that only a damaged text, a program listing or the preview ever needs.
LATE = {
    ("build.cluster", "distributed"): "a cluster, which few builds have",
    ("build.pipeline", "builder"): "the stages: a build that finds nothing changed ends without them",
    ("cli", "builder"): "what one command alone needs: the stages, the preview and its server, the proof",
    ("repair.mojibake", "ftfy"): "mojibake of Western encodings",
    ("repair.readings", "pypinyin"): "the readings of 41,000 characters, for injected pinyin",
    ("repair.words", "rjieba"): "a word list, for bytes out of step",
    ("render.differences", "rjieba"): "a word list, for the few pages that compare two versions",
    ("structure.marks.listings", "pygments"): "colours for program listings",
}


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts if parts[-1] != "__init__" or len(parts) == 1 else parts[:-1])


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports say the whole name"
            yield node.module or ""


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_imports_only_what_its_layer_allows(path: Path) -> None:
    room = name_of(path).partition(".")[0]
    found = list(imports(ast.parse(path.read_text(encoding="utf-8"))))
    rooms = {name.split(".")[1] for name in found if name.startswith("builder.")} - {room}
    assert rooms <= MAY_IMPORT[room], f"{room} may not import {sorted(rooms - MAY_IMPORT[room])}"
    for name in found:
        library = name.partition(".")[0]
        assert room in LIVES_IN.get(library, {room}), f"{library} lives in {LIVES_IN[library]}, not in {room}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_import_hides_in_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    hidden = {(name_of(path), name.partition(".")[0]) for function in functions for name in imports(function)}
    assert hidden <= LATE.keys()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_the_edges_touch_the_disk(path: Path) -> None:
    calls = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }
    assert not calls & TOUCHES or name_of(path) in MAY_TOUCH, f"{name_of(path)} calls {sorted(calls & TOUCHES)}"


def test_no_module_is_named_like_a_library_it_would_hide() -> None:
    taken = {"html", "markdown", "opencc", "email", "calendar"}
    assert not [path for path in MODULES if path.stem in taken and path.parent == PACKAGE]


def test_modules_stay_within_four_screens() -> None:
    long = {name_of(path): lines for path in MODULES if (lines := len(path.read_text("utf-8").splitlines())) > 400}
    long.pop("render.messages", None)  # one table of words in three languages, read line by line
    assert long == {}
