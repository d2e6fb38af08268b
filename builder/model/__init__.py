"""The nouns: one frozen type for each thing that a stage hands the next.

    read → repair → structure → link → render ┐
                                     └→ index ─┴→ write
    Source    Text     Sheet   Archive   File     Report

Each file here holds the nouns of one stage, and the algebra that belongs to them alone. Nothing in this
package reads a disk, a clock or a setting; every other module may import it, and it imports none of them.
"""

from builder.model.archive import Archive, Entry, Group, Link, Occurrence, Period, Ref, Series, SheetRecord, Shown
from builder.model.dates import Date, sort_key
from builder.model.document import (
    Body,
    Citation,
    Credit,
    Document,
    Heading,
    Issuance,
    Passage,
    Person,
    Quality,
    Reference,
    Sheet,
    Turn,
)
from builder.model.ledger import Line
from builder.model.output import Colophon, File, Kept, Page, Placed, Report, Tally
from builder.model.problem import BuildError, Problem
from builder.model.settings import (
    Config,
    HomeTexts,
    Language,
    NamedPerson,
    SourceRule,
    Term,
    Theme,
    folder,
)
from builder.model.source import NO_ASSETS, NO_HEADER, Asset, Assets, Found, Header, Refusal, Source
from builder.model.text import EMPTY_VOCABULARY, Change, RuleNote, Text, Vocabulary, apply, compose, revert

__all__ = [
    "EMPTY_VOCABULARY",
    "NO_ASSETS",
    "NO_HEADER",
    "Archive",
    "Asset",
    "Assets",
    "Body",
    "BuildError",
    "Change",
    "Citation",
    "Colophon",
    "Config",
    "Credit",
    "Date",
    "Document",
    "Entry",
    "File",
    "Found",
    "Group",
    "Header",
    "Heading",
    "HomeTexts",
    "Issuance",
    "Kept",
    "Language",
    "Line",
    "Link",
    "NamedPerson",
    "Occurrence",
    "Page",
    "Passage",
    "Period",
    "Person",
    "Placed",
    "Problem",
    "Quality",
    "Ref",
    "Reference",
    "Refusal",
    "Report",
    "RuleNote",
    "Series",
    "Sheet",
    "SheetRecord",
    "Shown",
    "Source",
    "SourceRule",
    "Tally",
    "Term",
    "Text",
    "Theme",
    "Turn",
    "Vocabulary",
    "apply",
    "compose",
    "folder",
    "revert",
    "sort_key",
]
