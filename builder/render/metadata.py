"""What machines read in a page's head: description, Open Graph, Dublin Core, `citation_*`, Zotero's type, JSON-LD.

Strategy: one list of (attribute, name, content), built from the same `Work` as the citations, then written out at once;
an empty content is left out. Zotero reads the `citation_*` and Dublin Core names, search engines the JSON-LD, chat
programs Open Graph.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from urllib.parse import urljoin

from markupsafe import Markup

from builder.model import Config, Entry
from builder.render.citation import Work
from builder.render.escaping import escaped

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_LOCALES = {"zh-Hans": "zh_CN", "zh-Hant": "zh_TW", "en": "en"}


def page_head(config: Config, title: str, description: str, url: str, kind: str = "website", image: str = "") -> Markup:
    """Description, canonical address and Open Graph of any page."""
    whole = "://" in config.base_url
    tags = [
        ("name", "description", description),
        ("property", "og:title", title),
        ("property", "og:type", kind),
        ("property", "og:site_name", config.title),
        ("property", "og:locale", _LOCALES[config.language]),
        ("property", "og:description", description),
        ("property", "og:url", config.base_url + url if whole else ""),
        ("property", "og:image", image if image.startswith(("http://", "https://")) else ""),
    ]
    canonical = f'<link rel="canonical" href="{escaped(config.base_url + url)}">\n' if whole else ""
    return Markup(canonical) + metas(tags)


def document_head(entry: Entry, one: Work, config: Config, description: str) -> Markup:
    """Everything the head of a document's page says for machines."""
    document = entry.document
    tags = [
        ("property", "article:published_time", one.date),
        *(("property", "article:tag", tag.title) for tag in entry.tags),
        ("name", "DC.title", one.title),
        *(("name", "DC.creator", name) for name in one.authors),
        ("name", "DC.date", one.date),
        ("name", "DC.publisher", one.publisher),
        ("name", "DC.source", document.source_url if document.source_url.startswith("http") else ""),
        ("name", "DC.identifier", one.url),
        ("name", "DC.language", one.language),
        ("name", "DC.subject", "; ".join(tag.title for tag in (*entry.tags, *entry.derived_tags))),
        ("name", "z:itemType", one.kind.zotero),
        ("name", "citation_title", one.title),
        *(("name", "citation_author", name) for name in one.authors),
        ("name", "citation_publication_date", one.date.replace("-", "/")),
        ("name", "citation_journal_title", one.container),
        ("name", "citation_publisher", one.publisher),
        ("name", "citation_issue", one.issue),
        ("name", "citation_language", one.language),
        ("name", "citation_public_url", one.url if "://" in one.url else ""),
    ]
    head = page_head(config, one.title, description, entry.url, "article", _whole(entry.cover, config))
    return head + metas(tags) + json_ld(_thing(entry, one, config, description))


def metas(tags: Iterable[tuple[str, str, str]]) -> Markup:
    """`<meta>` tags for (attribute, name, content), without those that say nothing.

    >>> print(metas([("name", "DC.title", "甲<乙"), ("name", "DC.date", "")]), end="")
    <meta name="DC.title" content="甲&lt;乙">
    """
    return Markup("".join(f'<meta {kind}="{name}" content="{escaped(text)}">\n' for kind, name, text in tags if text))


def json_ld(thing: dict[str, object]) -> Markup:
    """A JSON-LD block that no value can break out of.

    >>> print(json_ld({"name": "</script>"}))
    <script type="application/ld+json">{"name":"\\u003c/script>"}</script>
    """
    text = _JSON(thing).replace("<", "\\u003c")
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _whole(address: str, config: Config) -> str:
    """A picture's whole address, "" where the site does not know its own."""
    if not address or address.startswith(("http://", "https://")):
        return address
    return urljoin(config.base_url, address) if "://" in config.base_url else ""


def _thing(entry: Entry, one: Work, config: Config, description: str) -> dict[str, object]:
    document = entry.document
    issuance = document.issuance
    base = config.base_url if "://" in config.base_url else ""
    part_of: dict[str, object] = {"@type": "Collection", "name": config.title}
    if base:
        part_of["url"] = base
    hosts: list[dict[str, object]] = [part_of]
    if issuance.series:
        hosts.insert(0, {"@type": "Periodical", "name": issuance.series})
        if one.issue:
            hosts[0] = {"@type": "PublicationIssue", "issueNumber": one.issue, "isPartOf": hosts[0]}
    thing: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": one.kind.schema,
        "headline": one.title[:110],
        "name": one.title,
        "alternativeHeadline": document.subtitle,
        "url": one.url if base else "",
        "datePublished": one.date,
        "inLanguage": one.language,
        "description": description,
        "image": _whole(entry.cover, config),
        "author": [
            {"@type": "Organization" if name == issuance.issuer else "Person", "name": name} for name in one.authors
        ],
        "sourceOrganization": {"@type": "Organization", "name": one.publisher} if one.publisher else "",
        "legislationIdentifier": one.number if one.kind.schema == "Legislation" else "",
        "keywords": [tag.title for tag in (*entry.tags, *entry.derived_tags)],
        "mentions": [{"@type": "Person", "name": person.title} for person in entry.people[:20]],
        "isPartOf": hosts if len(hosts) > 1 else hosts[0],
        "isBasedOn": document.source_url if document.source_url.startswith("http") else "",
        "isAccessibleForFree": True,
    }
    return {key: value for key, value in thing.items() if value}
