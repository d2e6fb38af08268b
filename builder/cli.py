"""The command line: words in, exit status out. 0 fine, 1 problems, 2 wrong use."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click
from rich.console import Console
from rich.text import Text as Styled

from builder import __version__, scaffold
from builder.build import pipeline
from builder.build.deadline import SECONDS
from builder.config import load
from builder.model import BuildError, Change, Config, Problem, Tally

FINE, PROBLEMS, WRONG_USE = 0, 1, 2
SHOWN = 50  # problems printed before the rest are only counted

SUMMARY = (
    *(
        "title",
        "kicker",
        "subtitle",
        "date",
        "date_printed",
        "source",
        "issuer",
        "series",
        "issue",
        "number",
        "authors",
    ),
    *("authors", "categories", "tags", "derived_tags", "places", "bodies", "works", "events", "script", "url"),
)

P = ParamSpec("P")

site_argument = click.argument(
    "site", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path(), required=False
)
jobs_option = click.option("--jobs", type=click.IntRange(1), help="Processes at work; all processors by default.")


def _tells_faults(command: Callable[P, int]) -> Callable[P, None]:
    """Turn a site at fault into its problems on the screen and exit status 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            status = command(*args, **kwargs)
        except BuildError as error:
            _tell(error.problems)
            done = "pushed" if command.__name__ == "deploy" else "written"
            click.echo(f"{len(error.problems)} problems; nothing was {done}", err=True)
            status = PROBLEMS
        except BrokenPipeError:  # the reader of our output has gone; there is nobody left to tell
            sys.stderr.close()
            status = FINE
        sys.exit(status)

    return run


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="fangzhi")
def main() -> None:
    """Turn a folder of messy documents into a clean, cross-linked, searchable static archive.

    \b
    Example:
      fangzhi init my-archive
      fangzhi build my-archive
    """


@main.command()
@site_argument
@click.option("--output", type=click.Path(path_type=Path), help="Where to write the site, instead of site.toml's.")
@click.option("--base-url", help="Where the site will stand, instead of site.toml's.")
@click.option("--strict", is_flag=True, help="Fail on any problem, and write nothing then.")
@jobs_option
@click.option("--no-search", is_flag=True, help="Leave the search index out: much faster while writing.")
@click.option(
    "--timeout",
    type=click.FloatRange(0),
    default=SECONDS,
    show_default=True,
    help="Seconds for one document; 0: no limit.",
)
@click.option("--cluster", default="", metavar="ADDRESS", help="Prepare the documents on this Dask cluster (tcp://…).")
@click.option("--zip", "as_zip", is_flag=True, help="Also pack the site into a zip that opens without a server.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write the full report as JSON.")
@_tells_faults
def build(
    site: Path,
    output: Path | None,
    base_url: str | None,
    strict: bool,
    jobs: int | None,
    no_search: bool,
    timeout: float,
    cluster: str,
    as_zip: bool,
    report: Path | None,
) -> int:
    """Build the site in folder SITE (the current one by default).

    \b
    Example:
      fangzhi build my-archive --base-url https://example.org/archive/
    """
    config = load(site, output=output, base_url=base_url)
    with _progress() as progress:
        done = pipeline.build(
            config, jobs=jobs, search=not no_search, strict=strict, timeout=timeout, cluster=cluster, progress=progress
        )
    if report:
        report.write_text(json.dumps(asdict(done), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    packed = None
    if as_zip:
        from builder import offline

        packed = offline.pack(config.output)
    _tell(done.problems)
    click.echo(_counts(done.tally))
    click.echo(
        f"{done.written} files written, {done.unchanged} unchanged, {done.removed} removed, {done.seconds:.1f} s"
    )
    click.echo(f"The site is in {_short(config.output)}: open it with `fangzhi serve {_short(config.root)}`")
    if packed:
        click.echo(f"The same as one file is {_short(packed)}: unpack it and open its index.html")
    return PROBLEMS if done.problems else FINE


@main.command()
@site_argument
@jobs_option
@_tells_faults
def check(site: Path, jobs: int | None) -> int:
    """Read everything in SITE, write nothing, and print every problem and the counts.

    \b
    Example:
      fangzhi check my-archive
    """
    with _progress() as progress:
        done = pipeline.examine(load(site), jobs=jobs, progress=progress)
    for path, status, reason in done.files:
        if status not in ("published", "failed", "empty"):
            click.echo(f"{path}: {status}: {reason}")
    _tell(done.problems, limit=0)
    click.echo(_counts(done.tally))
    return PROBLEMS if done.problems else FINE


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(exists=True, path_type=Path))
@click.option("--site", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Use this site's settings.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a document, one to a line.")
@click.option("--diff", "as_diff", is_flag=True, help="Show every change that repair made, in place.")
@_tells_faults
def inspect(paths: tuple[Path, ...], site: Path | None, as_json: bool, as_diff: bool) -> int:
    """Show what the builder makes of a file, without writing anything.

    \b
    Example:
      fangzhi inspect page.txt --json
    """
    from builder.build import inspection

    config = load(site) if site else Config(root=Path.cwd())
    problems = 0
    console = Console(highlight=False, soft_wrap=True)
    for one in inspection.inspect(paths, config, neighbours=site is not None):
        problems += len(one.sheet.problems) if one.sheet else int(one.refusal is not None)
        if as_diff and one.text is not None:
            console.print(Styled(f"── {one.path}", style="bold"))
            console.print(_difference(one.text.source.text, one.text.changes))
            continue
        for record in inspection.records(one):
            click.echo(json.dumps(record, ensure_ascii=False) if as_json else _summary(record))
    return PROBLEMS if problems else FINE


@main.command()
@site_argument
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free one.")
@click.option("--open", "open_browser", is_flag=True, help="Open the site in the browser.")
@_tells_faults
def serve(site: Path, host: str, port: int, open_browser: bool) -> int:
    """Build SITE, serve it, and reload the browser when something changes.

    \b
    Example:
      fangzhi serve my-archive --open
    """
    from builder.serve import serve as run

    return run(site, host=host, port=port, open_browser=open_browser, tell=click.echo)


@main.command()
@click.argument("public", type=click.Path(exists=True, file_okay=False, path_type=Path))
@_tells_faults
def verify(public: Path) -> int:
    """Check the published site in folder PUBLIC: every digest, link and anchor, and every document's mends.

    \b
    Example:
      fangzhi verify my-archive/public
    """
    from builder.verify.check import verify as verified

    verdict = verified(public)
    _tell(verdict.problems, limit=0)
    counted = f"{verdict.files} files, {verdict.links} links, {verdict.documents} documents checked"
    click.echo(f"{counted}: {len(verdict.problems) or 'no'} problems")
    return PROBLEMS if verdict.problems else FINE


@main.command()
@site_argument
@click.option("--remote", default="origin", show_default=True, help="The Git remote to push to.")
@click.option("--branch", default="gh-pages", show_default=True, help="The branch that the host publishes.")
@click.option("--base-url", help="Where the site will stand, instead of site.toml's: as it was built.")
@click.option("--strict", is_flag=True, help="Refuse a build in which any problem was found.")
@click.option("--check", "only_check", is_flag=True, help="Say whether it could be deployed, and push nothing.")
@_tells_faults
def deploy(site: Path, remote: str, branch: str, base_url: str | None, strict: bool, only_check: bool) -> int:
    """Push the finished site of SITE to the branch that GitHub Pages publishes.

    Refused are a site that is not what a build would write now, one that `verify` finds fault with, one beyond the
    host's limits, and one whose base_url is not where the host will put it.

    \b
    Example:
      fangzhi build my-archive && fangzhi deploy my-archive
    """
    from builder import deploy as host
    from builder.verify.check import verify as verified

    config = load(site, base_url=base_url)
    with pipeline.finished(config) as report:
        if report is None:
            said = (
                "is not what `fangzhi build` would write now; build (with search, for the same base_url), then deploy"
            )
            raise BuildError((Problem(_short(config.output), 0, "deploy", said),))
        address, files = host.address_of(config, remote), host.sizes(config.output)
        faults = [*(report.problems if strict else ()), *verified(config.output).problems]
        faults += host.unfit(config, address, files)
        if faults:
            raise BuildError(tuple(faults))
        click.echo(f"{len(files)} files, {sum(files.values()) / 10**6:,.1f} MB, {len(report.problems)} problems told")
        if only_check:
            click.echo(f"fit to be deployed to {config.base_url}")
        elif host.publish(config, remote, branch, f"Publish {report.tally.documents} documents"):
            click.echo(f"pushed to {branch} of {address}; it will stand at {config.base_url}")
        else:
            click.echo(f"{branch} of {address} holds this very site already")
    return FINE


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--github-pages", is_flag=True, help="Add the workflow that publishes it on GitHub Pages.")
@_tells_faults
def init(folder: Path, github_pages: bool) -> int:
    """Make a new archive in FOLDER that builds at once.

    \b
    Example:
      fangzhi init my-archive --github-pages
    """
    for path in scaffold.start(folder, github_pages=github_pages):
        click.echo(f"made {path}")
    click.echo(f"Put your documents into {folder / 'content'}, then run `fangzhi build {folder}`.")
    return FINE


@contextmanager
def _progress() -> Iterator[pipeline.Progress]:
    """What is going on: a line that changes on a terminal, plain lines otherwise."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda stage: click.echo(f"{stage} …", err=True)
        return
    with console.status("starting") as status:
        yield lambda stage: status.update(stage)


def _tell(problems: tuple[Problem, ...], limit: int = SHOWN) -> None:
    shown = problems[:limit] if limit else problems
    for problem in shown:
        click.echo(str(problem), err=True)
    if len(shown) < len(problems):
        click.echo(f"… and {len(problems) - len(shown)} more; `fangzhi check` prints them all", err=True)


def _counts(tally: Tally) -> str:
    parts = [f"{tally.found} files found: {tally.published} published as {tally.documents} documents"]
    named = (
        ("drafts", tally.drafts),
        ("duplicates", tally.duplicates),
        ("not documents", tally.not_documents),
        ("empty", tally.empty),
        ("failed", tally.failed),
    )
    parts += [f"{count} {name}" for name, count in named if count]
    return ", ".join(parts)


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _summary(record: dict[str, object]) -> str:
    if "status" in record:
        return f"{record['path']}: {record['status']}: {record['reason']}"
    lines = [f"{record['path']}, article {record['article']}, lines {record['lines']}"]
    lines += [f"  {key}: {_plain(record[key])}" for key in SUMMARY if record.get(key)]
    people = record["people"]
    assert isinstance(people, list)
    for person in people:
        lines.append(f"  person: {person['name']} {'、'.join(person['offices'])}".rstrip())
    changes, problems = record["changes"], record["problems"]
    assert isinstance(changes, list)
    assert isinstance(problems, list)
    lines.append(f"  changes: {len(changes)}")
    lines += [f"  problem, line {problem['line']}: {problem['message']}" for problem in problems]
    return "\n".join(lines)


def _plain(value: object) -> str:
    if isinstance(value, list):
        return "、".join("/".join(item) if isinstance(item, list) else str(item) for item in value)
    return str(value)


def _difference(raw: str, changes: tuple[Change, ...]) -> Styled:
    """The raw text with each change in place: [-taken out-]{+put in+}, the rule behind it, `?` where it is unsure."""
    out = Styled()
    at = 0
    for change in changes:
        out.append(raw[at : change.start])
        if change.before:
            out.append(f"[-{change.before}-]", style="red strike")
        if change.after:
            out.append(f"{{+{change.after}+}}", style="green underline")
        out.append(f"({change.rule}{'' if change.sure else '?'})", style="dim")
        at = change.end
    out.append(raw[at:])
    return out
