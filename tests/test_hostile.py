"""Hostile documents through a whole build, and every page of it in a real Chromium: nothing fires, nothing foreign stands.

The pages are opened with their Content-Security-Policy switched off, so that it is the output itself that is tested, and
some once more under it. A canary remembers every call, dialog and request that a payload brings about; what the parser
made of a page is then looked through, live and as a second parser without scripts reads it.
"""

# ruff: noqa: E501 – attacks and scripts are tables, read line by line

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pytest

from builder.build.pipeline import build
from builder.config import load
from builder.model import Report
from builder.structure.marks.clean import CLEANER
from tests.browser import chromium, served
from tests.payloads import payloads, swallowing, values

PAYLOADS = payloads()
TOGETHER = 12  # pages opened side by side
EACH = 20  # documents to a format
DARK = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # not even a look-up leaves this machine
KINDS = ("md", "html", "txt")
# What a header may say; each name is attacked with every value in turn.
FIELDS = ("title", "tags", "author", "source", "source_url", "cover", "aliases", "permalink", "slug", "series", "date",
          "lang", "categories", "description", "issue", "文号", "original_url", "subtitle")  # fmt: skip

CANARY_SCRIPT = """
window.__fired = [];
for (const name of ['fire', 'alert', 'confirm', 'prompt', 'print', 'open'])
  Object.defineProperty(window, name, {value: (...a) => { __fired.push(name + ':' + a.join()); }, writable: false});
"""
# Everything wrong with a document, as an array of words. Only our own scripts and elements are known to it.
LOOK = """
(page, live) => {
  const wrong = [];
  const allowed = /^(https?:|mailto:)/i;
  const inText = page.querySelector('#text, #compare, .text');
  for (const el of page.querySelectorAll('*')) {
    const name = el.localName, html = el.outerHTML.slice(0, 120);
    if (['iframe','object','embed','applet','base','frame','frameset','portal','style','foreignobject','math','template',
         'xmp','plaintext','marquee','bgsound','audio','video','textarea','keygen'].includes(name)) wrong.push('element ' + html);
    if (name === 'script' && el.type !== 'application/ld+json' && !/^[./]*static\\/[\\w.\\/-]+\\.js$/.test(el.getAttribute('src') || ''))
      wrong.push('script ' + html);
    if (name === 'meta' && /refresh/i.test(el.httpEquiv) && !/^0; ?url=[^:]*$/.test(el.content)) wrong.push('meta ' + html);
    if (name === 'link' && !/^(\\.\\.?\\/|\\/(?!\\/)|[a-z]|$)/.test(el.getAttribute('href') || '')) wrong.push('link ' + html);
    if (el.namespaceURI !== 'http://www.w3.org/1999/xhtml' && !el.closest('svg[aria-hidden=true][viewBox]')) wrong.push('foreign ' + html);
    if (el.namespaceURI !== 'http://www.w3.org/1999/xhtml' && inText && inText.contains(el)) wrong.push('foreign in text ' + html);
    if (inText && inText !== el && inText.contains(el)) {
      if (['form','input','button','select','option','script','link','meta','dialog','title','body','noscript'].includes(name)) wrong.push('in text ' + html);
      if (el.id && !/^([ps]\\d+|L\\d+|fn\\d+|fnref\\d+|fz-[\\w-]+)$/.test(el.id)) wrong.push('id ' + html);
      if (el.hasAttribute('name')) wrong.push('name ' + html);
    }
    for (const a of el.attributes) {
      const value = a.value.replace(/[\\x00-\\x20]/g, '');
      if (/^on/i.test(a.name) || a.name === 'style' || a.name === 'srcdoc' || a.name === 'formaction' || a.name.startsWith('xlink:'))
        wrong.push('attribute ' + a.name + ' ' + html);
      if (['href','src','action','cite','background','poster','data','srcset'].includes(a.name)
          && /^[^\\/?#.]*:/.test(value) && !allowed.test(value)) wrong.push('address ' + html);
      if (/^data-pagefind/.test(a.name) && inText && inText !== el && inText.contains(el)) wrong.push('pagefind ' + html);
    }
  }
  for (const title of page.querySelectorAll('title, h1'))
    if (/[\\u202a-\\u202e\\u2066-\\u2069]/.test(title.textContent)) wrong.push('bidi ' + JSON.stringify(title.textContent));
  if (live) for (const name of ['getElementById','querySelector','body','head','cookie','forms','createElement','location'])
    if (Object.getOwnPropertyDescriptor(document, name) && name !== 'location') wrong.push('clobbered ' + name);
  return wrong;
}
"""
# Opens pages side by side, each in a frame, and wakes whatever waits for a reader: every element is touched in every way
# that does not lead off the page.
OPEN = f"""
async (paths) => {{
  const look = {LOOK}, out = [];
  await Promise.all(paths.map(path => new Promise(done => {{
    const frame = document.createElement('iframe');
    frame.onload = async () => {{
      const inside = frame.contentDocument;
      for (const el of inside.querySelectorAll('#text *, #compare *, h1, .imprint *, .record *'))
        for (const type of ['mouseover','pointerenter','focus','focusin','toggle','animationstart','error','load','scrollend'])
          el.dispatchEvent(new Event(type));
      await new Promise(later => setTimeout(later, 50));
      for (const one of [...frame.contentWindow.__fired, ...look(inside, true)]) out.push(path + ': ' + one);
      if (frame.contentWindow.location.href !== path) out.push(path + ' led to ' + frame.contentWindow.location.href);
      if (!inside.querySelector('#text, #compare, h1')) out.push(path + ' is empty');
      frame.onload = null; frame.remove(); done();
    }};
    frame.src = path;
    document.body.append(frame);
  }})));
  return [...out, ...window.__fired];
}}
"""
# Reads the pages as a parser without scripts does.
READ = f"""
async (paths) => {{
  const look = {LOOK}, out = [];
  for (const path of paths) {{
    const text = await (await fetch(path)).text();
    for (const wrong of look(new DOMParser().parseFromString(text, 'text/html'), false)) out.push(path + ': ' + wrong);
  }}
  return out;
}}
"""


@dataclass(frozen=True)
class Site:
    public: Path
    report: Report
    pages: tuple[str, ...]

    def texts(self, *suffixes: str) -> Iterator[tuple[str, str]]:
        for path in sorted(self.public.rglob("*")):
            if path.suffix in suffixes and "pagefind" not in path.parts:
                yield str(path.relative_to(self.public)), path.read_text(encoding="utf-8")


def header(place: int) -> str:
    """A header whose every field is under attack, each by another value."""
    every = values()
    lines = []
    for shift, name in enumerate(FIELDS):
        value = every[(place + shift * 5) % len(every)]
        lines.append(f"{name}: {json.dumps(value)}")  # JSON's strings are YAML's
    return "---\n" + "\n".join(lines) + "\n---\n"


def toml(place: int) -> str:
    every = [value for value in values() if "\ud83d" not in value]
    lines = [
        f"{name} = {json.dumps(every[(place + shift * 5) % len(every)])}" for shift, name in enumerate(FIELDS[:11])
    ]
    return "+++\n" + "\n".join(lines) + "\n+++\n"


def lay_out(folder: Path) -> None:
    """The hostile archive: every payload as Markdown, as HTML and as plain text, and headers and names under attack."""
    content = folder / "content"
    content.mkdir(parents=True)
    (folder / "site.toml").write_text('[site]\ntitle = "恶意文献"\n', encoding="utf-8")
    ends = swallowing()
    hostile_names = ("<img src=x onerror=fire(1)>", "'\"><svg onload=fire(2)>", "\u202egpj.exe", "a&lt;b", "{{ 7*7 }}", "$(x)", "con",
                     "%2e%2e%2f", "javascript:fire(3)", "=1+1", "#x?y", "-rf", "a\nb")  # fmt: skip
    for kind in KINDS:
        for place in range(EACH):
            held = PAYLOADS[place::EACH]
            between = "\n\n" if kind == "md" else "\n<p>" if kind == "html" else "\n"
            body = between.join(f"第{place}篇第{at}段记事：{one}" for at, one in enumerate(held))
            body += f"{between}{{{{ 7*7 }}}} {{% raw %}} <p data-pagefind-ignore data-pagefind-body>青河县水利局</p>{between}{ends[place % len(ends)]}"
            head = (toml(place) if place % 5 == 4 else header(place)) if place % 3 else f"第{place}号{kind}记事\n"
            name = hostile_names[place % len(hostile_names)].replace("/", "_") if place % 4 == 1 else ""
            (content / f"{kind}{place:02}{name}.{kind}").write_bytes((head + body).encode("utf-8", "surrogatepass"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("hostile")
    lay_out(folder)
    report = build(load(folder), jobs=2, search=False)
    public = folder / "public"
    return Site(public, report, tuple(sorted(str(path.relative_to(public)) for path in public.rglob("*.html"))))


def test_there_are_enough_and_each_is_another() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 3000


def test_every_file_is_published(site: Site) -> None:
    assert site.report.tally.found == len(KINDS) * EACH
    assert {status for _, status, _ in site.report.files} == {"published"}


@pytest.mark.browser
def test_the_canary_sings(tmp_path: Path) -> None:
    live = "<h1>\u202ex</h1><div id=text><img src=x onerror=fire(1)><svg onload=fire(2)></svg><a href=javascript:fire(3)>x</a><b id=body>"
    (tmp_path / "index.html").write_text("<!doctype html>", encoding="utf-8")
    (tmp_path / "live.html").write_text(live, encoding="utf-8")
    with served(tmp_path, csp="") as address, chromium(DARK) as browser:
        page = browser.new_page(bypass_csp=True)
        page.add_init_script(CANARY_SCRIPT)
        page.goto(str(address))
        found = page.evaluate(OPEN, [f"{address}live.html"])
    said = " ".join(found)
    for word in ("fire:1", "fire:2", "foreign", "attribute onerror", "address", "id <b", "bidi"):
        assert word in said, word


@pytest.mark.browser
def test_nothing_fires_and_nothing_foreign_stands(site: Site) -> None:
    wrong: list[str] = []
    with served(site.public, csp="") as address, chromium(DARK) as browser:
        context = browser.new_context(bypass_csp=True)
        context.add_init_script(CANARY_SCRIPT)
        context.set_default_timeout(10_000)

        # No host but ours is found (DARK), and only a picture may ask for another one.
        def heard(request: Any) -> None:
            if not request.url.startswith(str(address)) and request.resource_type != "image":
                wrong.append(f"asked for {request.resource_type} {request.url}")

        page = context.new_page()
        page.on("request", heard)
        page.on("dialog", lambda dialog: (wrong.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("popup", lambda popup: wrong.append(f"popup {popup.url}"))
        shown = [path for path in site.pages if re.match(r"d/[^/]+/(source/)?index\.html", path)]
        page.goto(f"{address}404.html")
        for at in range(0, len(shown), TOGETHER):
            wheres = [f"{address}{path.removesuffix('index.html')}" for path in shown[at : at + TOGETHER]]
            wrong.extend(page.evaluate(OPEN, wheres))
        wrong.extend(page.evaluate(READ, [f"{address}{quote(path)}" for path in site.pages]))
        context.close()
    assert not wrong, "\n".join([f"{len(wrong)} faults", *(one[:300] for one in wrong[:40])])


@pytest.mark.browser
def test_under_its_own_policy_a_page_works_and_complains_of_nothing(site: Site) -> None:
    said: list[str] = []
    shown = [path for path in site.pages if re.match(r"d/[^/]+/index\.html", path)][::12]
    with served(site.public) as address, chromium(DARK) as browser:
        page = browser.new_page()
        page.add_init_script(CANARY_SCRIPT)
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        for path in shown:
            page.goto(f"{address}{path.removesuffix('index.html')}", wait_until="domcontentloaded")
            said.extend(page.evaluate("() => window.__fired"))
    assert len(shown) >= 5
    assert [one for one in said if "Failed to load resource" not in one] == []  # strangers' pictures


def test_what_is_cleaned_is_stable_when_cleaned_again() -> None:
    for payload in PAYLOADS:
        once = CLEANER.clean(payload)
        assert CLEANER.clean(once) == once, payload


def test_no_cell_of_the_table_is_a_formula(site: Site) -> None:
    rows = list(csv.reader(io.StringIO((site.public / "data/documents.csv").read_text(encoding="utf-8-sig"))))
    assert len(rows) > len(KINDS) * EACH
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


def test_feeds_are_sound_and_hold_no_live_markup(site: Site) -> None:
    feeds = list(site.texts(".xml"))
    assert len(feeds) > 2
    for path, text in feeds:
        for element in ElementTree.fromstring(text).iter():
            assert str(element.tag).startswith("{"), (path, element.tag)
            assert not str(element.tag).endswith("}script"), path
            for name, value in element.attrib.items():
                assert not re.match(r"\s*(?:javascript|data|vbscript):", value, re.I), (path, name, value)


def test_embedded_data_ends_where_it_says(site: Site) -> None:
    count = 0
    for path, text in site.texts(".html"):
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script', text, re.S):
            assert "<" not in block, path
            json.loads(block)
            count += 1
    assert count >= len(KINDS) * EACH


def test_template_text_of_a_body_is_text(site: Site) -> None:
    shown = [text for path, text in site.texts(".html") if re.fullmatch(r"d/[^/]+/index\.html", path)]
    assert sum("{{ 7*7 }}" in text for text in shown) > EACH
    assert not [text for text in shown if re.search(r"<[^>]*data-pagefind-ignore[^>]*>青河县水利局", text)]


def test_no_file_climbs_out_and_no_name_traps_a_system(site: Site) -> None:
    folder = site.public.parent
    assert {path.name for path in folder.iterdir()} == {"content", "public", "site.toml", "ids.tsv", ".fangzhi"}
    for path in site.public.rglob("*"):
        assert not path.is_symlink()
        name = path.name
        assert not re.search(r'[\x00-\x1f<>:"|?*\\\u202a-\u202e\u2066-\u2069]|[. ]$', name), name
        assert not re.fullmatch(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", name), name
