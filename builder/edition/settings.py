"""The settings of a second tree: what it says of itself in its own script, and where it stands."""

from __future__ import annotations

from dataclasses import replace

from builder.edition.turner import turner
from builder.model import Config, HomeTexts, Language


def second_trees(config: Config) -> tuple[Config, ...]:
    """The settings of each edition below the site's own, () where there is one edition only."""
    return tuple(_settings(config, language) for language in config.editions[1:])


def _settings(config: Config, language: Language) -> Config:
    turn = turner(language)
    there = replace(config, language=language)
    return replace(
        there,
        title=turn.name(config.title, "body"),
        description=turn.text(config.description),
        base_url=(config.base_url or "/") + there.folder,
        licence=turn.text(config.licence),
        home=HomeTexts(turn.text(config.home.lead), tuple(map(turn.text, config.home.queries))),
        sources=tuple(replace(rule, name=turn.name(rule.name, "source")) for rule in config.sources),
    )
