"""A folder of each generator, as its own documentation describes one, is built unchanged and keeps its addresses."""

# ruff: noqa: E501
from __future__ import annotations

import json
from pathlib import Path

import pytest

from builder.build.pipeline import build
from builder.config import load
from builder.verify.check import verify
from tests.test_assets import png

BODY = "河堤加固工程今日开工，预计三个月完成。"
Case = tuple[str, str, dict[str, str | bytes], dict[str, str], dict[str, str]]

# name, the permalink setting, the files, the address of each document, the reason of each file that is not published
CASES: tuple[Case, ...] = (
    (
        "hexo",
        "/:year/:month/:day/:title/",
        {
            "source/_posts/hello-world.md": f"---\ntitle: Hello World\ndate: 2013-07-14 17:01:34\ncategories:\n- 水利\n- 河堤\n"
            f"tags:\n- 河堤\ncomments: true\n---\n{BODY}\n\n<!-- more -->\n\n{{% asset_img dam.png 大坝 %}}\n",
            "source/_posts/hello-world/dam.png": png(4, 3),
            "source/_posts/lorem/flood.md": f"title: 洪水\ndate: 2014/1/2\n---\n{BODY}{{% post_link hello-world %}}\n",
            "source/_posts/防汛通知.md": f"---\ntitle: 防汛通知\ndate: 2014-02-03 08:00:00\nupdated: 2014-02-04\n---\n{BODY}\n",
            "source/_posts/own.md": f"---\ntitle: 自定\ndate: 2014-02-05\npermalink: special/own.html\n---\n{BODY}\n",
            "source/_drafts/idea.md": f"---\ntitle: 想法\n---\n{BODY}\n",
            "source/about/index.md": f"---\ntitle: 关于本站\ndate: 2014-03-01\npermalink: /about-us/\n---\n{BODY}一。\n",
            "scaffolds/post.js": "console.log(1)",
        },
        {
            "source/_posts/hello-world.md": "/2013/07/14/hello-world/",
            "source/_posts/lorem/flood.md": "/2014/01/02/lorem/flood/",
            "source/_posts/防汛通知.md": "/2014/02/03/防汛通知/",
            "source/_posts/own.md": "/special/own.html",
            "source/about/index.md": "/about-us/",
        },
        {"source/_drafts/idea.md": "marked as a draft in its header"},
    ),
    (
        "hexo-hash",  # the example of its own documentation, which runs by UTC
        "/:title-:hash/",
        {"source/_posts/hello-world.md": f"---\ntitle: Hello World\ndate: 2013-07-14 17:01:34\n---\n{BODY}\n"},
        {"source/_posts/hello-world.md": "/hello-world-a2c8ac003b43/"},
        {},
    ),
    (
        "hexo-names",
        "/:category/:timestamp/:second/:post_title.html",
        {
            "source/_posts/one.md": f"---\ntitle: 'Été: 河堤, Final!'\ndate: 2013-07-14 17:01:34\ncategories:\n- 水 利\n- Big Dam\n---\n"
            f"{BODY}\n",
            "source/_posts/two.md": f"---\ntitle: 无类\ndate: 2013-07-14\n---\n{BODY}二。\n",
        },
        {
            "source/_posts/one.md": "/水-利/Big-Dam/1373821294/34/ete-河堤-final.html",
            "source/_posts/two.md": "/uncategorized/1373760000/00/无类.html",
        },
        {},
    ),
    (
        "hugo-sections",
        "/:sections[1:]/:year/:monthname/:yearday/:weekday/:slugorcontentbasename/",
        {
            "blog/release/Pig 1.6.md": f"---\ntitle: 一\ndate: 2022-07-17\n---\n{BODY}\n",
            "blog/two.md": f"---\ntitle: 二\ndate: 2022-01-01\nslug: second\n---\n{BODY}二。\n",
        },
        {
            "blog/release/Pig 1.6.md": "/release/2022/July/198/0/pig-1.6/",
            "blog/two.md": "/2022/January/1/6/second/",
        },
        {},
    ),
    (
        "hugo-layout",
        "/:sections[last]/:2006/:01/:02/:filename/",
        {"blog/release/one.md": f"---\ntitle: 一\ndate: 2022-07-17\n---\n{BODY}\n"},
        {"blog/release/one.md": "/release/2022/07/17/one/"},
        {},
    ),
    (
        "hugo",
        "/:sections/:slugorfilename/",
        {
            "posts/post-1.md": f'+++\ntitle = "第一篇"\ndate = 2022-07-16T08:00:00+08:00\ntags = ["河堤"]\n+++\n{BODY}\n',
            "posts/sub/My Post.md": f'---\ntitle: "第二篇"\ndate: 2022-07-17\ndraft: false\n---\n{BODY}二。'
            '[一]({{< ref "/posts/post-1.md" >}})\n',
            "posts/dike/index.md": f'---\ntitle: "成束"\ndate: 2022-07-18\nlastmod: 2022-07-19\n---\n{BODY}三。\n\n'
            '{{< figure src="photo.png" title="河堤" >}}\n',
            "posts/dike/photo.png": png(5, 5),
            "posts/slugged.md": f'---\ntitle: "有名"\ndate: 2022-07-19\nslug: my-first-post\n---\n{BODY}四。\n',
            "posts/moved.md": f'{{"title": "搬家", "date": "2022-07-20", "url": "/old/place/"}}\n{BODY}五。\n',
            "contact.md": f'---\ntitle: "关于"\ndate: 2022-01-01\naliases: [/who/]\n---\n{BODY}六。\n',
            "posts/draft.md": f"---\ntitle: 草稿\ndraft: true\n---\n{BODY}\n",
            "posts/future.md": f"---\ntitle: 将来\ndate: 2999-01-01\n---\n{BODY}七。\n",
            "posts/later.md": f"---\ntitle: 以后\ndate: 2022-01-01\npublishDate: 2998-01-01\n---\n{BODY}八。\n",
            "posts/gone.md": f"---\ntitle: 过期\ndate: 2019-01-01\nexpiryDate: 2020-01-01\n---\n{BODY}九。\n",
        },
        {
            "posts/post-1.md": "/posts/post-1/",
            "posts/sub/My Post.md": "/posts/sub/my-post/",
            "posts/dike/index.md": "/posts/dike/",
            "posts/slugged.md": "/posts/my-first-post/",
            "posts/moved.md": "/old/place/",
            "contact.md": "/contact/",
        },
        {
            "posts/draft.md": "marked as a draft in its header",
            "posts/future.md": "dated 2999-01-01 in its header, and held back until then",
            "posts/later.md": "held back until 2998-01-01, as its header says",
            "posts/gone.md": "expired on 2020-01-01, as its header says",
        },
    ),
    (
        "jekyll",
        "/:categories/:year/:month/:day/:title:output_ext",
        {
            "_posts/2016-07-26-name-of-post.md": f"---\nlayout: post\ntitle: 一\ncategories: Water dikes\n---\n{BODY}\n\n"
            "![图]({{ site.baseurl }}/assets/images/a.png)\n",
            "water/_posts/2016-07-27-Second.md": f"---\nlayout: post\ntitle: 二\n---\n{BODY}二。\n"
            "[一]({% post_url 2016-07-26-name-of-post %})\n",
            "_posts/2016-07-28-slugged.md": f"---\nlayout: post\ntitle: 三\nslug: 河堤\ndate: 2016-07-29 10:00:00 +0800\n"
            f"---\n{BODY}三。\n",
            "_posts/2016-07-30-own.md": f"---\ntitle: 四\npermalink: /mine/:year/:title/\n---\n{BODY}四。\n",
            "_posts/2016-07-31-hidden.md": f"---\ntitle: 五\npublished: false\n---\n{BODY}五。\n",
            "_drafts/six.md": f"---\ntitle: 六\n---\n{BODY}六。\n",
            "assets/images/a.png": png(2, 2),
        },
        {
            "_posts/2016-07-26-name-of-post.md": "/water/dikes/2016/07/26/name-of-post.html",
            "water/_posts/2016-07-27-Second.md": "/water/2016/07/27/Second.html",
            "_posts/2016-07-28-slugged.md": "/2016/07/29/河堤.html",
            "_posts/2016-07-30-own.md": "/mine/2016/own/",
        },
        {
            "_posts/2016-07-31-hidden.md": "marked as a draft in its header",
            "_drafts/six.md": "marked as a draft in its header",
        },
    ),
    (
        "jekyll-pretty",
        "/:categories/:year/:month/:day/:title/",
        {"_posts/2016-07-26-name-of-post.md": f"---\ntitle: 一\ncategory: food\n---\n{BODY}\n"},
        {"_posts/2016-07-26-name-of-post.md": "/food/2016/07/26/name-of-post/"},
        {},
    ),
    (
        "jekyll-weekdate",
        "/:categories/:year/W:week/:short_day/:title:output_ext",
        {
            "_posts/2021-01-02-one.md": f"---\ntitle: 一\ncategories: [Paper Reviews, Dikes]\n---\n{BODY}\n",
            "_posts/2021-02-03-two.md": f"---\ntitle: 二\n---\n{BODY}二。\n",
        },
        {
            "_posts/2021-01-02-one.md": "/paper reviews/dikes/2021/W53/Sat/one.html",
            "_posts/2021-02-03-two.md": "/2021/W05/Wed/two.html",
        },
        {},
    ),
    (
        "jekyll-slugified",
        "/:slugified_categories/:w_year/:short_month/:long_month/:i_day/:w_day/:long_day/:title/",
        {"_posts/2021-01-02-one.md": f"---\ntitle: 一\ncategories: [Sci-Fi Movi3s, '100% Dikes']\n---\n{BODY}\n"},
        {"_posts/2021-01-02-one.md": "/sci-fi-movi3s/100-dikes/2020/Jan/January/2/6/Saturday/one/"},
        {},
    ),
    (
        "jekyll-collection",
        "/:collection/:path:output_ext",
        {"_dikes/east/First One.md": f"---\ntitle: 一\n---\n{BODY}\n"},
        {"_dikes/east/First One.md": "/dikes/east/First One.html"},
        {},
    ),
    (
        "pelican-dated",
        "/posts/{date:%Y}/{date:%b}/{date:%d}/{slug}/",
        {"first.md": f"Title: My super title\nDate: 2010-12-03 10:20\n\n{BODY}\n"},
        {"first.md": "/posts/2010/Dec/03/my-super-title/"},
        {},
    ),
    (
        "pelican",
        "/:slugortitle.html",
        {
            "water/first.md": f"Title: My super title\nDate: 2010-12-03 10:20\nModified: 2010-12-05 19:30\nCategory: Water\n"
            f"Tags: pelican, publishing\nAuthors: 王文军, 赵贺龙\nSummary: 短文\n\n{BODY}\n\n![图]({{attach}}dam.png)\n",
            "water/dam.png": png(3, 3),
            "water/second.md": f"Title: 河堤\nDate: 2010-12-04\nSlug: my-super-post\n\n{BODY}二，见[一]({{filename}}first.md)。\n",
            "water/third.md": f"Title: 草稿\nDate: 2010-12-05\nStatus: draft\n\n{BODY}三。\n",
        },
        {"water/first.md": "/my-super-title.html", "water/second.md": "/my-super-post.html"},
        {"water/third.md": "marked as a draft in its header"},
    ),
    (
        "obsidian",
        "/:sections/:slugorfilename/",
        {
            "日记/2022-07-16.md": f"---\ntags:\n  - 水利/河堤\naliases:\n  - 开工日\ncssclasses: wide\n---\n# 开工\n\n{BODY}\n\n"
            "![[Pasted image 1.png|120]]\n",
            "笔记/河堤.md": f"---\ntags: [水利]\ndate: 2022-07-17\npublish: true\n---\n{BODY}二，见[[2022-07-16|那天]]和[[开工日]]。\n",
            "笔记/私事.md": f"---\npublish: false\n---\n{BODY}三。\n",
            "附件/Pasted image 1.png": png(9, 9),
        },
        {"日记/2022-07-16.md": "/日记/2022-07-16/", "笔记/河堤.md": "/笔记/河堤/"},
        {"笔记/私事.md": "marked as a draft in its header"},
    ),
    (
        "lines",
        "/:filename.html",
        {
            "20220716 Dike.md": "[#]: subject: (河堤加固)\n[#]: via: (https://news.example/dike)\n[#]: author: (王文军)\n"
            f"[#]: collector: (lujun)\n[#]: translator: ( )\n[#]: publisher: ( )\n[#]: url: ( )\n\n河堤加固\n======\n\n{BODY}\n",
        },
        {"20220716 Dike.md": "/20220716-dike.html"},
        {},
    ),
)  # fmt: skip


@pytest.mark.parametrize(("name", "permalink", "files", "addresses", "withheld"), CASES, ids=[one[0] for one in CASES])
def test_a_folder_of_each_generator_keeps_its_addresses(
    name: str,
    permalink: str,
    files: dict[str, str | bytes],
    addresses: dict[str, str],
    withheld: dict[str, str],
    tmp_path: Path,
) -> None:
    for path, data in files.items():
        target = tmp_path / "content" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data.encode() if isinstance(data, str) else data)
    (tmp_path / "site.toml").write_text(
        f'[site]\ntitle = "试"\ntimezone = "UTC"\npermalink = "{permalink}"\n', encoding="utf-8"
    )
    report = build(load(tmp_path), search=False)
    assert report.problems == ()
    for path, address in addresses.items():
        page = tmp_path / "public" / (address.lstrip("/") + ("index.html" if address.endswith("/") else ""))
        assert page.is_file(), f"{path} is not at {address}"
        assert "河堤加固工程今日开工" in page.read_text(encoding="utf-8")
        assert '<meta http-equiv="refresh"' not in page.read_text(encoding="utf-8")
    assert {path: why for path, status, why in report.files if status == "draft"} == withheld
    assert report.tally.published == len(addresses)
    assert verify(tmp_path / "public").problems == ()
    assert list(tmp_path.glob("public/assets/*.png")) or not any(path.endswith(".png") for path in files)


def test_a_note_of_obsidians_says_its_tags_in_its_text(tmp_path: Path) -> None:
    texts = {
        "笔记": f"{BODY}#水利/河堤 和 #安全，另见[[另一篇]]。 #2022 #话题#\n\n`#码`\n",
        "另一篇": f"{BODY}二。 #不是标签\n",
    }
    for name, text in texts.items():
        path = tmp_path / "content" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"---\ntitle: {name}\nslug: s{len(name)}\n---\n{text}", encoding="utf-8")
    (tmp_path / "site.toml").write_text('[site]\ntitle = "试"\n', encoding="utf-8")
    assert build(load(tmp_path), search=False).problems == ()
    record = json.loads((tmp_path / "public/d/s2/document.json").read_bytes())
    assert record["tags"] == ["安全"]
    other = json.loads((tmp_path / "public/d/s3/document.json").read_bytes())
    assert other["tags"] == []
