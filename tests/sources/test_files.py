"""Claims about reading: every path gives articles or a named failure, and nothing raises."""

from __future__ import annotations

import json
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.domain.articles import Reading
from briefing.domain.vocabulary import ReadingRules
from briefing.errors import InputError
from briefing.sources.files import read_sources

ROOT = Path(__file__).parents[2]
RULES = ReadingRules(**yaml.safe_load((ROOT / "schemas/reading.yaml").read_text("utf-8")))
TEXT = "Talks open in Denga\n\nThe envoys of Maru and Estova met on Monday. They will meet again.\n"


def read(*paths: Path | str, **more: object) -> Reading:
    return read_sources([str(path) for path in paths], rules=RULES, **more)  # type: ignore[arg-type]


def reasons(reading: Reading) -> list[tuple[str, str]]:
    return [(Path(failure.path).name, failure.reason) for failure in reading.failures]


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=200), st.sampled_from(["a.txt", "a.md", "a.jsonl"]))
def test_any_bytes_become_articles_or_failures(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    reading = read(tmp_path / name)
    assert reading.articles or reading.failures or reading.repeats
    assert read("-", stdin=data) == read("-", stdin=data)
    reading.model_dump_json()


def test_no_path_at_all_is_an_input_error() -> None:
    with pytest.raises(InputError):
        read()


def test_the_seeds_are_read_cut_and_kept_on_record() -> None:
    reading = read(*sorted((ROOT / "seeds").glob("*.txt")))
    assert not reading.failures
    assert [article.title[:40] for article in reading.articles] == [
        "Pakistan and China confirm military part",
        "Pakistan strengthens China ties amid Ind",
    ]
    assert all(article.text.startswith(article.title) for article in reading.articles)
    assert [len(article.cuts) for article in reading.articles] == [1, 1]
    assert "Nico Williams" in reading.articles[1].cuts[0].text
    assert {article.language for article in reading.articles} == {"en"}


def test_the_broken_fixtures_fail_by_name_or_are_read_with_a_note() -> None:
    reading = read(ROOT / "tests/articles/broken")
    assert reasons(reading) == [
        ("binary.txt", "binary"),
        ("empty.txt", "empty"),
        ("lines.jsonl:2", "no text"),
        ("lines.jsonl:3", "not JSON"),
        ("spaces.txt", "empty"),
    ]
    good = {Path(article.path).name: article for article in reading.articles}
    assert sorted(good) == [
        "bad_front_matter.md",
        "cp1252.txt",
        "lines.jsonl:1",
        "no_front_matter.md",
        "utf16.txt",
    ]
    assert "Zoé Lefrêne" in good["cp1252.txt"].text
    assert good["cp1252.txt"].notes == ("decoded as cp1252, guessed",)
    assert (good["utf16.txt"].encoding, good["utf16.txt"].notes) == ("utf-16", ())
    assert good["bad_front_matter.md"].text.endswith("30 drivers.")
    assert good["bad_front_matter.md"].notes
    assert good["no_front_matter.md"].title.startswith("Lighthouse keepers")
    assert all(
        failure.detail.endswith(".") and failure.stage == "read" for failure in reading.failures
    )


def test_each_kind_of_bad_path_has_its_reason(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>News</p>")
    (tmp_path / "long.txt").write_text("x" * 101)
    (tmp_path / "only.md").write_text("---\ntitle: Ferry\n---\n")
    (tmp_path / "bare").mkdir()
    paths = [tmp_path / name for name in ("gone.txt", "page.html", "long.txt", "only.md", "bare")]
    reading = read(*paths, "a\x00b.txt", "n" * 5000, max_bytes=100)
    assert [failure.reason for failure in reading.failures] == [
        "not found",
        "unsupported file type",
        "too long",
        "no text",
        "empty",
        "not found",
        "not found",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_a_pipe_is_unreadable_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(read(tmp_path / "pipe.txt")) == [("pipe.txt", "unreadable")]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user reads everything"
)
def test_a_forbidden_file_is_unreadable_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    (tmp_path / "a.txt").chmod(0)
    reading = read(tmp_path)
    assert reasons(reading) == [("a.txt", "unreadable")]
    assert len(reading.articles) == 1


def test_folders_are_read_in_order_without_hidden_excluded_or_foreign_files(tmp_path: Path) -> None:
    names = [
        "b.txt",
        "a/z.txt",
        "a/y.md",
        ".hidden.txt",
        ".git/x.txt",
        "drafts/d.txt",
        "a/drafts/e.txt",
    ]
    for name in [*names, "c.TXT", "a.txt", "notes/skip.md", "picture.png", "old/page.html"]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Title {name}\n\nText of {name}.", encoding="utf-8")
    reading = read(tmp_path, exclude=["drafts/", "notes/*.md"])
    found = [Path(article.path).relative_to(tmp_path).as_posix() for article in reading.articles]
    assert found == ["a/y.md", "a/z.txt", "a.txt", "b.txt", "c.TXT"]
    assert reasons(reading) == [("page.html", "unsupported file type")]
    everything = read(tmp_path, exclude=["*"])
    assert [failure.reason for failure in everything.failures] == ["empty"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.txt").write_text(TEXT)
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    reading = read(tmp_path)
    assert len(reading.articles) == 1
    assert not reading.repeats
    assert [failure.path.rsplit("/", 1)[1] for failure in reading.failures] == ["self.txt"]


def test_the_same_article_twice_is_kept_once_wherever_it_lies(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_bytes(TEXT.replace("\n", "\r\n").encode("utf-16"))
    reading = read(tmp_path)
    assert [Path(article.path).name for article in reading.articles] == ["a.txt"]
    assert [Path(path).name for path in reading.repeats] == ["b.txt"]


def test_front_matter_becomes_the_fields_of_the_article(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(
        "---\ntitle: 'Talks: day 1'\nsource: The Echo\nauthor: [A. Lee, B. Ray]\ndate: 2025-06-30\n"
        "url: https://echo.example/a\nlang: pt-BR\n---\n\n## Envoys meet\n\nThe **envoys** met.\n",
        encoding="utf-8",
    )
    (article,) = read(tmp_path).articles
    assert article.title == "Talks: day 1"
    assert article.text == "Talks: day 1\n\nEnvoys meet\n\nThe **envoys** met."
    assert (article.outlet, article.author) == ("The Echo", "A. Lee, B. Ray")
    assert article.published == datetime(2025, 6, 30, tzinfo=UTC)
    assert (article.language, article.language_declared) == ("pt", True)
    assert article.url == "https://echo.example/a"


def test_a_title_that_opens_the_body_is_not_doubled(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Ferry left\n---\n# Ferry left\n\nIt came back.")
    (article,) = read(tmp_path).articles
    assert article.text == "Ferry left\n\nIt came back."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (TEXT, "Talks open in Denga"),
        ("\n\n  Talks open\n\nThey met.", "Talks open"),
        ("The talks opened.\nThey met.", "The talks opened. They met."),
        ("One line only", "One line only"),
        ("word " * 60 + "end.", "word " * 19 + "word…"),
    ],
)
def test_the_title_of_a_text_file_is_its_first_short_line(text: str, title: str) -> None:
    (article,) = read("-", stdin=text.encode()).articles
    assert article.title == title
    assert article.text == text.strip()


def test_bad_addresses_and_dates_are_dropped_with_a_note() -> None:
    for url in (
        "javascript:alert(1)",
        "ftp://a.example",
        "http://",
        "http://[",
        "http://u:p@a.example",
    ):
        record = json.dumps({"text": TEXT, "url": url, "date": "soon"}).encode()
        (article,) = read("-", stdin=record).articles
        assert (article.url, article.published) == ("", None)
        assert len(article.notes) == 2


def test_json_lines_are_read_one_by_one_with_other_names_for_their_keys(tmp_path: Path) -> None:
    lines = [
        {
            "title": "A",
            "content": "The envoys met.",
            "link": "http://a.example/",
            "source": {"name": "Echo"},
        },
        {"Title": "B", "body": "The \ud800envoys\u001b[31m left.", "published": 1751241600},
        ["no object"],
        {"title": "C", "text": "   "},
    ]
    data = (
        b"\n".join(json.dumps(line).encode() for line in lines)
        + b'\n{"text": "caf\xe9 closed"}\n[[[['
    )
    (tmp_path / "a.jsonl").write_bytes(data + b"[" * 100_000)
    reading = read(tmp_path)
    assert [article.title for article in reading.articles] == ["A", "B", "café closed"]
    assert reading.articles[0].outlet == "Echo"
    assert reading.articles[1].text == "B\n\nThe envoys left."
    assert reading.articles[1].removed == 6
    assert reasons(reading) == [
        ("a.jsonl:3", "not JSON"),
        ("a.jsonl:4", "no text"),
        ("a.jsonl:6", "not JSON"),
    ]


def test_a_file_that_holds_no_json_at_all_fails_once(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("not json\n" * 50)
    assert reasons(read(tmp_path)) == [("a.jsonl", "not JSON")]


def test_a_short_text_has_no_language_and_a_declared_one_is_believed() -> None:
    assert read("-", stdin=b"Ship 12 left").articles[0].language == "und"
    urdu = "وزیراعظم نے کہا کہ مذاکرات جاری رہیں گے اور سرحد کھلی رہے گی۔"
    assert read("-", stdin=urdu.encode()).articles[0].language == "ur"
    french = read("-", stdin=json.dumps({"text": TEXT, "language": "FR"}).encode()).articles[0]
    assert (french.language, french.language_declared) == ("fr", True)


def test_the_id_follows_the_content_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.md").write_text(TEXT)
    piped = read("-", stdin=TEXT.encode()).articles[0]
    assert {read(tmp_path / name).articles[0].id for name in ("a.txt", "b.md")} == {piped.id}
    assert re.fullmatch("a-[0-9a-f]{12}", piped.id)
    other = read("-", stdin=TEXT.replace("Monday", "Friday").encode()).articles[0]
    assert other.id != piped.id


def test_markup_stays_text_and_what_a_page_never_shows_is_cut_on_record() -> None:
    text = "Title of it\n\nThe ferry left. <!-- a\ncomment --> <b>It</b> came back. <!-- open"
    article = read("-", stdin=text.encode()).articles[0]
    assert "".join(article.text.split()) == "TitleofitTheferryleft.<b>It</b>cameback.<!--open"
    assert [cut.text for cut in article.cuts] == ["<!-- a\ncomment -->"]
