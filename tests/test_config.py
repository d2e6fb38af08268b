"""`site.toml`: every default, every fault with its line, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.config import SETTINGS, commented, load
from builder.model import BuildError, Config


def site(folder: Path, text: str) -> Path:
    (folder / "content").mkdir(exist_ok=True)
    (folder / "site.toml").write_text(text, encoding="utf-8")
    return folder


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(BuildError) as caught:
        load(site(folder, text))
    return [f"{problem.line}: {problem.message}" for problem in caught.value.problems]


def test_an_empty_file_gives_every_default(tmp_path: Path) -> None:
    config = load(site(tmp_path, ""))
    root = tmp_path.resolve()
    assert config == Config(root=root, content=root / "content", output=root / "public")


def test_the_commented_file_says_exactly_the_defaults(tmp_path: Path) -> None:
    text = commented()
    assert load(site(tmp_path, text)) == load(site(tmp_path, ""))
    assert all(setting.meaning in text for setting in SETTINGS)


def test_every_setting_is_read(tmp_path: Path) -> None:
    config = load(
        site(
            tmp_path,
            """
            [site]
            title = "某镇志"
            language = "zh-Hant"
            base_url = "https://example.org/archive"
            [repair]
            rules = ["pinyin"]
            [home]
            queries = ["防汛"]
            [sources."某报"]
            aliases = ["某某报"]
            gmt_is_local = false
            [tags."防汛"]
            definition = "防御洪水"
            never = false
            [people."张三"]
            split = ["镇长", "校长"]
            [theme]
            width = 30
            """,
        )
    )
    assert (config.title, config.language) == ("某镇志", "zh-Hant")
    assert (config.base_url, config.base_path) == ("https://example.org/archive/", "/archive/")
    assert config.repairs == ("pinyin",)
    assert config.home.queries == ("防汛",)
    assert config.sources[0].gmt_is_local is False
    assert config.vocabulary[0].definition == "防御洪水"
    assert config.people[0].split == ("镇长", "校长")
    assert config.theme.width == 30


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[site]\ntitel = 'x'", "2: unknown key 'titel' in [site]; did you mean 'title'?"),
        ("[thme]\nx = 1", "1: unknown table [thme]; did you mean 'theme'?"),
        ("[site]\n\nlanguage = 'fr'", "3: language is one of zh-Hans, zh-Hant, en, not 'fr'"),
        ("[site]\ntitle = 3", "2: title is text in quotes, not 3"),
        ("[theme]\nindent = 'yes'", "2: indent is true or false, not 'yes'"),
        ("[site]\ntimezone = 'Mars/Base'", '2: timezone is the name of a time zone, such as "Asia/Shanghai"'),
        ("[site]\noutput = '../up'", "2: output is a folder inside the site's own, not '../up'"),
        ("[site]\noutput = 'content'", "2: output would overwrite the documents"),
        ("[site]\npermalink = '/:year/'", "2: permalink must hold :id, :slug or :title"),
        ("[site]\npermalink = '/../:id/'", '2: permalink starts with "/"'),
        ("[tags.'防汛']\nalias = ['x']", "2: unknown key 'alias' in [tags.防汛]; did you mean 'aliases'?"),
        ("[tags]\n'防汛' = 1", '[tags] holds one table a name, such as [tags."防汛"]'),
        ("[theme]\naccent = 'red;}'", "2: accent is a CSS colour"),
        ("[site]\nreport_url = 'javascript:x'", "2: report_url starts with https://"),
        ("[site\n", "1: is not TOML"),
    ],
)
def test_a_fault_is_told_with_its_line_and_the_way_out(tmp_path: Path, text: str, wanted: str) -> None:
    assert any(wanted in fault for fault in faults(tmp_path, text)), faults(tmp_path, text)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    assert len(faults(tmp_path, "[site]\ntitel = 'x'\nlanguage = 'fr'\n[thme]\n")) == 3


def test_a_folder_without_settings_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="fangzhi init"):
        load(tmp_path)


def test_the_command_line_wins_over_the_file(tmp_path: Path) -> None:
    config = load(site(tmp_path, "[site]\noutput = 'here'"), output=tmp_path / "there", base_url="https://e.org/x/")
    assert config.output == (tmp_path / "there").resolve()
    assert config.base_path == "/x/"
