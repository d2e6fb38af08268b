"""The theme's files: what they weigh, how they are layered, whether they can be read, what a site may change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment
from markupsafe import Markup, escape

from builder.model import BuildError, Page, Theme
from builder.render import theme
from builder.render.escaping import escaped
from builder.render.messages import words
from builder.render.site import Painter, static
from builder.render.templates import Templates
from tests import handmade
from tests.handmade import ARCHIVE, BODIES, COLOPHON, FLOOD, NOTES

CSS = theme.built_in() / "static/css"
JS = theme.built_in() / "static/js"
OURS = [path for path in sorted(JS.glob("*.js")) if not path.name.startswith(("search", "found"))]
LAYERS = (CSS / "_layers.css").read_text(encoding="utf-8")
COLOURS = {
    name: (light, dark or light)
    for name, light, dark in re.findall(r"--(\w[\w-]*): (?:light-dark\()?(#\w{6})(?:, (#\w{6})\))?;", LAYERS)
}

# (text, ground, least contrast): 4.5 for text, 3 for what only has to be seen (WCAG 2.2, 1.4.3 and 1.4.11).
CONTRASTS = [
    ("ink", "paper", 4.5),
    ("ink", "wash", 4.5),
    ("ink", "mark", 4.5),
    ("soft", "paper", 4.5),
    ("soft", "wash", 4.5),
    ("seal", "paper", 4.5),
    ("seal", "wash", 4.5),
    ("on-stamp", "stamp", 4.5),
    ("paper", "seal", 4.5),
    ("edge", "paper", 3.0),
    ("stamp", "paper", 3.0),
]


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), CONTRASTS)
def test_colours_can_be_read(text: str, ground: str, least: float, scheme: int) -> None:
    assert contrast(COLOURS[text][scheme], COLOURS[ground][scheme]) >= least


def test_the_contrast_of_black_on_white_is_known() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda path: path.stem)
def test_style_stands_in_a_layer_and_raw_colours_in_one_file(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
    if path.stem != "print":
        assert text.lstrip().startswith("@layer")
    if path.stem not in ("_layers", "print"):
        assert not re.search(r"#[0-9a-f]{3,8}\b(?=[;,\s)])|\brgba?\(|\bhsla?\(|\boklch\(", text)
    assert text.count("{") == text.count("}")
    physical = r"\b(?:margin|padding|border)-(?:left|right|top|bottom)\b|[^-]\b(?:left|right|width|height)\s*:"
    assert not re.search(physical, re.sub(r"@(?:media|page)[^{]*", "", text)), "logical properties only"


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_a_script_is_small_and_stands_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    assert not re.search(r"^\s*(import|export)\b|\binnerHTML\b|\beval\b|\bdocument\.write\b", text, re.M)
    if path.name != "theme.js":
        assert re.search(rf'customElements\.define\("{path.stem}"', text), "the file is called as its element"


def test_weights() -> None:
    sizes = {str(file.path): len(file.data) for file in static(handmade.config())}
    css = next(size for name, size in sizes.items() if name.startswith("static/site.") and name.endswith(".css"))
    scripts = sum(len(path.read_bytes()) for path in OURS)
    assert css <= 30_000
    assert scripts <= 30_000


def test_a_document_page_is_light() -> None:
    painter = Painter(ARCHIVE, handmade.config(), COLOPHON, NOTES)
    page = painter.draw(Page("document", FLOOD.key), BODIES[FLOOD.key])[0]
    assert len(page.data) - len(BODIES[FLOOD.key].html.encode()) <= 40_000


def test_names_of_joined_files_follow_their_content() -> None:
    plain = {str(file.path) for file in static(handmade.config())}
    wide = {str(file.path) for file in static(handmade.config(theme=Theme(width=40)))}
    changed = {name for name in plain ^ wide if name.endswith(".css")}
    assert len(changed) == 2, "the style has another name"
    assert {name for name in plain if name.endswith(".js")} == {name for name in wide if name.endswith(".js")}


def test_settings_reach_the_style() -> None:
    settings = handmade.config(theme=Theme(accent="#123456", face="sans", width=30, indent=False))
    css = next(file.data.decode() for file in static(settings) if str(file.path).endswith(".css"))
    assert css.endswith(":root{--seal:#123456;--body-face:var(--hei);--measure:30em;--indent:0}")


def own(root: Path, **files: str) -> Painter:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Painter(ARCHIVE, handmade.config(root), COLOPHON, NOTES)


def test_a_sites_own_template_wins_and_may_extend_the_built_in_one(tmp_path: Path) -> None:
    mine = '{% extends "builtin/about.html" %}{% block main %}<p>本馆由两人看守。</p>{{ super() }}{% endblock %}'
    painter = own(tmp_path, **{"templates/about.html": mine})
    text = painter.draw(Page("about", ""))[0].data.decode()
    assert "本馆由两人看守。" in text and 'id="rules"' in text
    assert "本馆由两人看守。" not in painter.draw(Page("timeline", ""))[0].data.decode()


def test_a_sites_own_style_wins_by_name_and_more_is_joined(tmp_path: Path) -> None:
    files = {"static/css/home.css": ".home{--mine:1}", "static/css/zz.css": ".zz{--more:2}", "static/pic.txt": "x"}
    own(tmp_path, **files)
    found = {str(file.path): file.data.decode() for file in static(handmade.config(tmp_path))}
    css = next(text for name, text in found.items() if name.endswith(".css"))
    assert ".home{--mine:1}" in css and ".zz{--more:2}" in css and "writing-mode" not in css
    assert found["static/pic.txt"] == "x"


def test_a_changed_style_is_seen_by_a_program_that_keeps_running(tmp_path: Path) -> None:
    own(tmp_path, **{"static/css/zz.css": ".zz{--more:2}"})
    before = {str(file.path) for file in static(handmade.config(tmp_path))}
    own(tmp_path, **{"static/css/zz.css": ".zz{--more:345}"})
    assert {str(file.path) for file in static(handmade.config(tmp_path))} != before


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("<p>\n{{ v.nothing }}</p>", 2, "nothing"),
        ("<p>\n\n{% if %}</p>", 3, "Expected an expression"),
        ('{% extends "none.html" %}', 0, "none.html"),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    painter = own(tmp_path, **{"templates/about.html": text})
    with pytest.raises(BuildError) as caught:
        painter.draw(Page("about", ""))
    (problem,) = caught.value.problems
    assert problem.path == "templates/about.html" or line == 0
    assert problem.line in (line, 1) and message in problem.message


@pytest.mark.parametrize(
    "value", ["", "甲", "<甲 & 'b'>", 'a"b', Markup("<b>甲</b>"), 7, 2.5, True, None, ("<",), Path("a<b")]
)
def test_what_a_template_prints_is_escaped_as_jinja_does_it(tmp_path: Path, value: object) -> None:
    assert escaped(value) == escape(value)
    mine = "{% macro m(x) %}[{{ x }}]{% endmacro %}{% set y %}{{ given }}{% endset %}{{ m(given) }}{{ y }}"
    own(tmp_path, **{"templates/mine.html": mine})
    plain = Environment(autoescape=True).from_string(mine)
    templates = Templates(handmade.config(tmp_path), words("zh-Hans"))
    assert templates.render("mine.html", given=value) == plain.render(given=value)


def test_compiled_templates_are_kept(tmp_path: Path) -> None:
    for _ in range(2):
        painter = Painter(ARCHIVE, handmade.config(), COLOPHON, NOTES, cache=tmp_path / "kept")
        first = painter.draw(Page("home", ""))[0].data
    assert list((tmp_path / "kept").iterdir())
    assert first == Painter(ARCHIVE, handmade.config(), COLOPHON, NOTES).draw(Page("home", ""))[0].data
