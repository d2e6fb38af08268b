"""Written dates → EDTF: a table of what is read, a longer one of what is left alone."""

from __future__ import annotations

import time
from pathlib import Path, PurePosixPath

import pytest

from builder.model import Config, Date, Header
from builder.structure.dates import days, find, read
from builder.structure.dating import (
    Evidence,
    alone,
    closing_dates,
    from_header,
    from_name,
    in_force,
    in_lead,
    in_title,
    own_year,
    passed,
    path_year,
    settle,
    with_year,
)
from builder.structure.layout import lay_out

READ = [
    ("Sat, 16 Jul 2022 16:08:42 +0800", "2022-07-16", "16:08:42"),
    ("Sat, 16 Jul 2022 16:08:42 GMT", "2022-07-17", "00:08:42"),
    ("16 Jul 2022", "2022-07-16", ""),
    ("Tue, 26 Nov 2019 19:23:04 -0500", "2019-11-27", "08:23:04"),
    ("Sat Jul 16 16:08:42 CST 2022", "2022-07-16", "16:08:42"),
    ("July 16, 2022", "2022-07-16", ""),
    ("2022-07-16", "2022-07-16", ""),
    ("2022-7-6 8:05", "2022-07-06", "08:05"),
    ("2022/10/24", "2022-10-24", ""),
    ("2022.7.25", "2022-07-25", ""),
    ("2016-010-23 21:48:25", "2016-10-23", "21:48:25"),
    ("1566000000", "2019-08-17", "08:00:00"),
    ("1566000000000", "2019-08-17", "08:00:00"),
    ("2022-07-16T08:00:00Z", "2022-07-16", "16:00:00"),
    ("2022-07-16T20:00:00Z", "2022-07-17", "04:00:00"),
    ("2022-07-16T20:00:00.123+08:00", "2022-07-16", "20:00:00"),
    ("2022-07-16T20:00", "2022-07-16", "20:00"),
    ("20220104", "2022-01-04", ""),
    ("20220716160842", "2022-07-16", "16:08:42"),
    ("2022-07", "2022-07", ""),
    ("2022", "2022", ""),
    ("2022年", "2022", ""),
    ("2022年10月", "2022-10", ""),
    ("2022年10月24日", "2022-10-24", ""),
    ("2022 年 3 月 8 日", "2022-03-08", ""),
    ("2022年3月8日 星期二 08:30", "2022-03-08", "08:30"),
    ("2022年3月8日8时30分", "2022-03-08", "8:30".zfill(5)),
    ("二〇二二年", "2022", ""),
    ("二○二二年十月二十四日", "2022-10-24", ""),
    ("二零二二年十二月三十一日", "2022-12-31", ""),
    ("一九九八年三月五号", "1998-03-05", ""),
    ("民国三十五年", "1946", ""),
    ("民国35年七月一日", "1946-07-01", ""),
    ("民国元年元月一日", "1912-01-01", ""),
    ("6月20日", "XXXX-06-20", ""),
    ("2022-04-06?", "2022-04-06?", ""),
    ("XXXX-06-20", "XXXX-06-20", ""),
    ("199X", "199X", ""),
    ("2025-09-27 00:09:09 - pr - notion", "2025-09-27", "00:09:09"),
]


@pytest.mark.parametrize(("written", "edtf", "clock"), READ)
def test_read(written: str, edtf: str, clock: str) -> None:
    stamp = read(written)
    assert (stamp.edtf, stamp.time, stamp.fault) == (edtf, clock, "")


IMPOSSIBLE = [
    ("2022-02-30", "", "there is no such day"),
    ("2015-02-29", "", "there is no such day"),
    ("2022-13-01", "", "there is no such month"),
    ("2022年13月1日", "", "there is no such month"),
    ("2月30日", "", "there is no such day"),
    ("2020-03-04 17:264:51", "2020-03-04", "there is no such time of day"),
    ("2020-03-04 25:00", "2020-03-04", "there is no such time of day"),
    ("1919 17:34:23", "", "this is no date"),
    ("昨天", "", "this is no date"),
    ("3分钟前", "", "this is no date"),
    ("abc", "", "this is no date"),
    ("202201", "", "this is no date"),
    ("22-07-16", "", "this is no date"),
]


@pytest.mark.parametrize(("written", "edtf", "fault"), IMPOSSIBLE)
def test_impossible_dates_are_told_and_never_guessed(written: str, edtf: str, fault: str) -> None:
    stamp = read(written)
    assert (stamp.edtf, stamp.fault) == (edtf, fault)
    assert stamp.time == ""


def test_nothing_written_is_no_fault() -> None:
    assert read("  ") == read("")
    assert read("").fault == ""


def test_mislabelled_gmt_stays_on_its_day() -> None:
    assert read("Sat, 16 Jul 2022 23:08:42 GMT", gmt_is_local=True).edtf == "2022-07-16"
    assert read("Sat, 16 Jul 2022 23:08:42 GMT").edtf == "2022-07-17"
    assert read("Sat, 16 Jul 2022 23:08:42 GMT", "Europe/Paris").edtf == "2022-07-17"
    assert read("Sat, 16 Jul 2022 16:08:42 GMT", "America/New_York").time == "12:08:42"


@pytest.mark.parametrize(
    "text",
    [
        "排查问题隐患8.1万多条",
        "开展11.1万多家次",
        "电话0371-67180000",
        "第20220号文件",
        "编号1202207161",
        "3.2.1版本",
        "192.168.2022.1",
        "比例是10:24",
        "增长2022.7%".replace("2022", "12"),
        "二是在责任上再强化",
        "一月之内",
        "年年有余",
        "月月红",
        "三十年河东",
    ],
)
def test_find_leaves_alone(text: str) -> None:
    assert list(find(text)) == []


def test_find_and_days_in_text() -> None:
    text = "2022年4月1日至2022年4月6日，6月20日，2022-07-16 08:00。"
    assert [stamp.edtf for stamp in find(text)] == ["2022-04-01", "2022-04-06", "2022-07-16"]
    assert [stamp.edtf for stamp in days(text)] == ["XXXX-06-20"]
    assert next(text[stamp.start : stamp.end] for stamp in find(text)) == "2022年4月1日"


def test_finding_is_linear() -> None:
    for piece in ("2022-", "一二", "1 ", "2022年 ", "Sat, ", "二〇二二年十"):
        text = piece * 20000
        started = time.process_time()
        sum(1 for _ in find(text))
        sum(1 for _ in days(text))
        read(text)
        assert time.process_time() - started < 3


# Which dates a document has


def line(text: str):  # type: ignore[no-untyped-def]
    return lay_out(text, 0)[0]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2022年10月24日", "2022-10-24"),
        ("（2022年10月24日）", "2022-10-24"),
        ("2022年4月7日 星期四", "2022-04-07"),
        ("2022-04-07 08:00", "2022-04-07"),
        ("二〇二二年五月", "2022-05"),
        ("2022年10月24日印发", ""),
        ("2022年10月24日，会议召开", ""),
        ("第49期", ""),
        ("2022年工作要点", ""),
        ("4月2日", ""),
    ],
)
def test_a_date_alone_on_its_line(text: str, edtf: str) -> None:
    assert alone(line(text), "Asia/Shanghai").edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("本报讯 4月2日上午，会议召开。", "XXXX-04-02"),
        ("本报讯（记者 张三）6月20日，市长主持会议。", "XXXX-06-20"),
        ("新华社北京7月15日电 记者从应急管理部获悉", "XXXX-07-15"),
        ("1月15日上午，市八届人大一次会议闭幕", "XXXX-01-15"),
        ("2022年7月15日，全市会议召开", "2022-07-15"),
        ("为让群众走近检察，4月26日，检察院邀请学生走进机关。", "XXXX-04-26"),
        ("会议决定，从7月1日起执行", ""),
        ("近日，全市在6月20日开展演练", ""),
        ("安伟强调，“7·20”问题整改", ""),
        ("截至9月21日，全市检查", ""),
    ],
)
def test_the_day_that_a_lead_opens_with(text: str, edtf: str) -> None:
    assert in_lead(line(text)).edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("正文。\n王小明\n2022年7月1日", "2022-07-01"),
        ("正文。\n二〇一九年一月二十五日\n书记员 王小明", "2019-01-25"),
        ("正文。\n下沟村村民委员会 2022年7月1日", "2022-07-01"),
        ("失主：王小明\n4月6日", "XXXX-04-06"),
        ("4月6日\n失主：王小明", ""),
        ("正文。\n2022年7月", ""),
        ("正文。\n自2022年7月1日起施行", ""),
        ("公示时间：2021年5月10日至14日。\n中共东河县委组织部", ""),
        ("2022年7月1日，河水退了。", ""),
        ("", ""),
    ],
)
def test_the_date_under_a_text(text: str, edtf: str) -> None:
    found = closing_dates([one for one in lay_out(text, 0) if one.text])
    assert [one.date.edtf for one in found] == ([edtf] if edtf else [])


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("大事记（2018年1月）", "2018-01"),
        ("工作总结(2021年)", "2021"),
        ("——2020年1月6日在市人民代表大会上", "2020-01-06"),
        ("工作总结（试行）", ""),
        ("人物（1889—1952）", ""),
        ("2020年工作要点", ""),
        ("——写在2020年到来之际", ""),
    ],
)
def test_the_date_that_a_title_bears(text: str, edtf: str) -> None:
    assert in_title(line(text)).edtf == edtf


@pytest.mark.parametrize(
    ("name", "edtf"),
    [
        ("2025-06-12-GoodThings.md", "2025-06-12"),
        ("20220104 some words.md", "2022-01-04"),
        ("2022_07_16.txt", "2022-07-16"),
        ("某市条例(2018-11-22).txt", "2018-11-22"),
        ("2022年4月6日会议.txt", "2022-04-06"),
        ("001_6d62fb2e2e7b4d80.txt", ""),
        ("1202201045.txt", ""),
        ("2022-99-99.txt", ""),
        ("报告2022.txt", ""),
    ],
)
def test_the_date_in_a_file_name(name: str, edtf: str) -> None:
    found = from_name(PurePosixPath(name))
    assert (found.edtf if found else "") == edtf
    assert found is None or found.origin == "file-name"


@pytest.mark.parametrize(
    ("text", "year", "certain"),
    [
        ("区长对2022年全区防汛工作进行了部署。今年要抓好落实。", "2022", True),
        ("2022年第一季度会议召开。", "2022", True),
        ("会议通报了2021年以来的情况。", "", False),
        ("2020年底前完成。", "", False),
        ("2018年建成的水库。", "2018", False),
        ("2021年的教训和2022年的任务都要记住。2022年工作要抓紧。", "2022", True),
        ("部署2022年工作，到2025年建成。", "", False),
        ("没有年份。", "", False),
        ("", "", False),
    ],
)
def test_the_year_that_a_text_speaks_in(text: str, year: str, certain: bool) -> None:
    assert own_year([line(text)] if text else []) == (year, certain)


def test_a_year_is_lent_with_a_mark() -> None:
    day = Date("written", "XXXX-04-06", "4月6日", "body")
    lent = with_year(day, "2022", certain=False)
    assert (lent.edtf, lent.inferred) == ("2022-04-06?", "year")
    own = with_year(day, "2022", certain=True)
    assert (own.edtf, own.inferred) == ("2022-04-06", "")
    assert with_year(day, "", certain=False) is day
    leap = Date("written", "XXXX-02-29", "2月29日", "body")
    assert with_year(leap, "2022", certain=False) is leap
    whole = Date("published", "2021-04-06", "2021年4月6日", "body")
    assert with_year(whole, "2022", certain=True) is whole


@pytest.mark.parametrize(
    ("path", "year"), [("2022/04/页.txt", "2022"), ("报纸2021年/a.txt", "2021"), ("a/b.txt", ""), ("12022/a.txt", "")]
)
def test_the_year_of_a_path(path: str, year: str) -> None:
    assert path_year(PurePosixPath(path)) == year


def test_laws_say_when_they_were_passed_and_apply() -> None:
    assert passed(line("(2010年7月22日某市人民代表大会常务委员会第十八次会议通过")).edtf == "2010-07-22"
    history = "2006年1月1日某市人大通过 根据2016年11月18日第三十一次会议修订)"
    assert passed(line(history)).edtf == "2016-11-18"
    assert passed(line("2016年11月18日会议在京举行。")).edtf == ""
    found = in_force([line("第六十条 本条例自2017年1月1日起施行。")])
    assert found is not None
    assert (found.date.kind, found.date.edtf) == ("effective", "2017-01-01")
    assert in_force([line("自古以来就有")]) is None
    assert in_force([line("本办法自公布之日起施行。")]) is None


def test_days_that_disagree_are_told() -> None:
    first = Evidence(Date("published", "2022-07-16", "16 Jul", "header"))
    coarse = Evidence(Date("published", "2022-07", "2022年7月", "body"))
    other = Evidence(Date("published", "2022-07-15", "7月15日", "body"))
    dates, problems = settle([first, coarse], "a.txt", lambda place: 1)
    assert ([date.edtf for date in dates], problems) == (["2022-07-16"], ())
    dates, problems = settle([first, other], "a.txt", lambda place: 3)
    assert [date.edtf for date in dates] == ["2022-07-16"]
    assert [(one.kind, one.line) for one in problems] == [("date-conflict", 3)]
    assert "7月15日" in problems[0].message


def test_header_dates() -> None:
    config = Config(root=Path("/"))
    header = Header("yaml", (1, 4), date="2022-02-30", updated="2022-03-01 08:00")
    dates, problems = from_header(header, config, False, "a.md", lambda said: 1 + (said == "2022-02-30"))
    assert [(date.kind, date.edtf, date.time) for date in dates] == [("updated", "2022-03-01", "08:00")]
    assert [(one.path, one.line, one.kind, one.excerpt) for one in problems] == [
        ("a.md", 2, "date-impossible", "2022-02-30")
    ]
    assert from_header(Header(), config, False, "a.md", len) == ((), ())
