"""What a document's references to other files lead to: another document's page, or a file published beside it.

Strategy: `files` has said which file a reference means; here that file gets its address. What means no file may still
be an address that a document had (`/2022/07/16/flood/`), or lie on the site that the document was taken from; what is
left is dead, and told with its line and what to do. A heading behind the `#` becomes the anchor that it has with us.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import quote, unquote, urljoin

from builder.link.files import target
from builder.link.fold import fold
from builder.link.ids import Addresses
from builder.model import Assets, Document, Problem, Reference, Shown

_TOLD = 8  # dead references of one document that are told one by one
_WHOLE = ("http://", "https://")
_JOINTS = re.compile(r"[\s_-]+")

Target = tuple[int, str]  # the place of a document, and the anchor in it ("" for all)


class References:
    """The references of an archive, resolved: by place the ways to other documents, as (written, target); the
    files shown; the cover."""

    def __init__(self, documents: Sequence[Document], where: Addresses, assets: Assets) -> None:
        self.ways: dict[int, tuple[tuple[str, Target], ...]] = {}
        self.shown: dict[int, tuple[Shown, ...]] = {}
        self.problems: list[Problem] = []
        self._documents, self._where, self._assets = documents, where, assets
        asking = [place for place, document in enumerate(documents) if document.references]
        if not asking:
            return
        self._places = {str(one.path): place for place, one in reversed(list(enumerate(documents))) if one.article == 1}
        self._old = _addresses(documents, where)
        for place in asking:
            self._resolve(place)

    def cover(self, place: int) -> str:
        """The address of the picture that stands for a document, from our root where it is ours; "" if it is dead."""
        cover = self._documents[place].cover
        if not cover or cover.startswith(_WHOLE):
            return cover
        return next((one.url for one in self.shown.get(place, ()) if one.name == cover), "")

    def _resolve(self, place: int) -> None:
        document = self._documents[place]
        files = self._assets.located.get(str(document.path), {})
        ways: dict[str, Target] = {}
        shown: dict[str, Shown] = {}
        dead: dict[str, Problem] = {}
        for one in document.references:
            if one.written in ways or one.written in shown or one.written in dead:
                continue
            path = files.get(one.written, "")
            asset = self._assets.measured.get(path)
            if asset is not None and not asset.fault:
                shown[one.written] = Shown(one.written, asset.url, asset.kind, asset.width, asset.height)
            elif asset is not None:
                dead[one.written] = _problem(document, one, "asset-refused", f"{path} is left out: {asset.fault}")
            elif (way := self._page(path, one)) is not None:
                ways[one.written] = way
            elif document.source_url.startswith(_WHOLE):
                whole = urljoin(document.source_url, one.written)
                shown[one.written] = Shown(one.written, whole, "file" if one.kind == "link" else "image")
            else:
                dead[one.written] = _dead(document, one, path)
        if ways:
            self.ways[place] = tuple(ways.items())
        self.shown[place] = tuple(shown.values())
        faults = list(dead.values())
        self.problems += faults[:_TOLD]
        if len(faults) > _TOLD:
            said = f"{len(faults) - _TOLD} more references of this document lead nowhere; they stand as plain text"
            self.problems.append(Problem(str(document.path), 0, "link-dead", said))

    def _page(self, path: str, one: Reference) -> Target | None:
        """The document that a reference means, with the anchor of its heading; None where there is none."""
        place = self._places.get(path, -1)
        if place < 0 and one.kind == "link" and not path:
            place = self._old.get(_key(one.written), -1)
        if place < 0 or one.kind != "link":
            return None
        return place, anchor(self._documents[place], one.written.partition("#")[2])


def anchor(document: Document, heading: str) -> str:
    """`#s3` for a heading of a document, as written after a `#`; "" for one that it has not."""
    if not heading:
        return ""
    wanted = _joint(unquote(heading))
    return next((f"#{one.anchor}" for one in document.outline if _joint(one.text) == wanted), "")


def _joint(text: str) -> str:
    return _JOINTS.sub("", re.sub(r"[^\w\s-]", "", fold(text)))


def _addresses(documents: Sequence[Document], where: Addresses) -> Mapping[str, int]:
    """The place of each address that a document has or had."""
    old: dict[str, int] = {}
    for place, document in enumerate(documents):
        for address in (where.urls[place], *where.redirects[place], document.permalink):
            if address:
                old.setdefault(_key(address), place)
    return old


def _key(address: str) -> str:
    path = target(re.sub(r"^https?://[^/]*", "", address)).strip("/")
    return re.sub(r"(?:^|/)index\.html?$|\.html?$", "", path)


def _dead(document: Document, one: Reference, path: str) -> Problem:
    wanted = unquote(one.written.partition("#")[0])
    if one.kind != "link":
        said = f"there is no file {wanted!r} in the archive; put it beside the document, or take the picture out"
        return _problem(document, one, "asset-missing", said)
    if path:
        said = f"{path} is not published (the report says why), so this link stands as plain text; take it out"
    else:
        said = f"the link {wanted!r} leads to no document and no file here; mend it, or write its whole address"
    return _problem(document, one, "link-dead", said)


def _problem(document: Document, one: Reference, kind: str, message: str) -> Problem:
    shown = unquote(one.written)
    excerpt = shown if shown.isprintable() else quote(one.written, safe="/#?%.:&=+ ~!$'()*,;@[]")
    return Problem(str(document.path), one.line, kind, message, excerpt[:120])
