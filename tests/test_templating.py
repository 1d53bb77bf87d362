from __future__ import annotations

import re
from datetime import date
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.errors import ConfigError, RenderError
from briefing.templating import Templates, clean, md, mdcell, mdpath, mdurl
from tests.hostile import PAYLOADS, hostile_text, parse, walk, words_of


def templates(text: str, **others: str) -> Templates:
    sources = {("layouts", "t"): text, **{("layouts", name): body for name, body in others.items()}}
    return Templates(lambda kind, name: sources[(kind, name)])


def render(text: str, /, **values: Any) -> str:
    return templates(text).render("layouts", "t", **values)


@given(hostile_text)
def test_md_renders_back_to_the_cleaned_text_as_one_paragraph(value: str) -> None:
    tokens = parse(md(value))
    if not clean(value):
        assert tokens == []
        return
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert words_of(tokens[1]) == clean(value)


@given(hostile_text, hostile_text)
def test_mdcell_stays_in_its_cell_and_renders_back(left: str, right: str) -> None:
    table = f"| a | b |\n| --- | --- |\n| {mdcell(left)} | {mdcell(right)} |\n"
    tokens = parse(table)
    cells = [tokens[i + 1] for i, token in enumerate(tokens) if token.type == "td_open"]
    assert [words_of(cell) for cell in cells] == [clean(left), clean(right)]


@given(hostile_text, st.sampled_from(["# {}\n", "- {}\n", "> {}\n", "**{}** [1](a.md)\n"]))
def test_md_adds_no_element_wherever_in_a_line_it_stands(value: str, frame: str) -> None:
    def shape(text: str) -> list[str]:
        return [token.type for token in walk(parse(text)) if token.type != "text"]

    if clean(value):
        assert shape(frame.format(md(value))) == shape(frame.format("benign"))


@given(hostile_text)
def test_md_before_a_link_makes_no_image_of_it(value: str) -> None:
    types = {token.type for token in walk(parse(f"a{md(value)}[1](a.md)"))}
    assert "image" not in types
    assert "link_open" in types


@given(hostile_text)
def test_clean_leaves_one_line_without_invisible_characters(value: str) -> None:
    assert not re.search(
        r"[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\u2028\ud800]", clean(value)
    )
    assert clean(clean(value)) == clean(value)


def test_ordinary_news_stays_readable() -> None:
    text = (
        "The U.S. said on 3 May (10.30 a.m.): “3.5% of GDP” - that's all, isn't it? See report.txt."
    )
    assert md(text) == text


def test_joiners_that_shape_letters_survive() -> None:
    assert md("می\u200cخواهم") == "می\u200cخواهم"


@given(hostile_text)
def test_mdurl_gives_an_http_link_and_nothing_else(value: str) -> None:
    url = mdurl("https://host.example/" + value)
    tokens = [token for token in walk(parse(f"[x]({url}) end")) if token.type == "link_open"]
    if url:
        assert len(tokens) == 1
        assert urlsplit(str(tokens[0].attrs["href"])).hostname == "host.example"
        assert not re.search(r"[\s<>()\[\]`\"\\]", url)


@pytest.mark.parametrize(
    "value",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example/",
        "//a.example/",
        "https:",
        "https:///path",
        "https://bank.example@evil.example/",
        "https://[bad/",
        "https://a.example/" + "x" * 3000,
        "",
    ],
)
def test_mdurl_refuses(value: str) -> None:
    assert mdurl(value) == ""


def test_mdurl_keeps_the_address() -> None:
    assert mdurl("https://a.example/x?y=1&z=%20#top") == "https://a.example/x?y=1&z=%20#top"
    hard = mdurl("https://a.example/a (b)?x=1&copy;=<50%>")
    link = next(token for token in walk(parse(f"[x]({hard})")) if token.type == "link_open")
    assert unquote(str(link.attrs["href"])) == "https://a.example/a (b)?x=1&copy;=<50%>"


@pytest.mark.parametrize("value", ["javascript:x", "http://evil.example", "a) [b](c", "a b\nc"])
def test_mdpath_is_a_relative_path(value: str) -> None:
    links = [token for token in walk(parse(f"[x]({mdpath(value)})")) if token.type == "link_open"]
    assert len(links) == 1
    href = str(links[0].attrs["href"])
    assert urlsplit(href).scheme == urlsplit(href).netloc == ""


def test_mdpath_refuses_absolute_paths() -> None:
    assert mdpath("//evil.example/x") == mdpath("/etc/passwd") == ""


@pytest.mark.parametrize("payload", PAYLOADS)
def test_data_is_never_a_template(payload: str) -> None:
    assert render("{{ value }}", value=payload) == payload
    assert "49" not in render("{{ value | md }}", value="{{ 7*7 }}")


def test_values_are_plain_copies() -> None:
    class Text(str):
        def __format__(self, spec: str) -> str:
            raise AssertionError("a method of a value was called")

    assert render("{{ a.b[0] }} {{ '%s' % c }}", a={"b": (1,)}, c=Text("x")) == "1 x"


@pytest.mark.parametrize("value", [object(), date(2026, 3, 4), {"a": {1, 2}}, [b"x"], {None: 1}])
def test_a_value_that_is_not_plain_is_refused(value: object) -> None:
    with pytest.raises(RenderError, match="value"):
        render("{{ value }}", value=value)


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("one\n{{ absent }}", 2),
        ("{{ value.absent }}", 1),
        ("\n\n{{ 1 / 0 }}", 3),
        ("\n{{ value + none }}", 2),
        ("\n{% if %}", 2),
        ("{{ value | nofilter }}", 1),
        ("\n{{ 'a' * 20000000 }}", 2),
        ("{{ 9 ** 99999 }}", 1),
        ("\n{{ range(1000000) }}", 2),
        ("{{ ''.__class__.__mro__ }}", 1),
        ("{{ value.__init__.__globals__ }}", 1),
        ("{{ '{0.__class__}'.format(value).absent }}", 1),
        ("{{ value | attr('__class__') }}", 1),
        ("\n{{ items.append(1) }}", 2),
        ("{% include '../../etc/passwd' %}", 1),
        ("\n{% include 'layouts/absent' %}", 2),
    ],
)
def test_a_broken_template_is_named_with_its_line(template: str, line: int) -> None:
    with pytest.raises(RenderError, match=rf"layouts/t, line {line}\b"):
        render(template, value="text", items=[1])


def test_a_fault_in_an_included_template_says_where_it_was_included() -> None:
    broken = templates("\n{% include 'layouts/part' %}", part="\n\n{% if %}")
    with pytest.raises(RenderError, match=r"layouts/t.*line 3 of layouts/part"):
        broken.render("layouts", "t")


def test_an_endless_output_is_cut_off() -> None:
    with pytest.raises(RenderError, match="4,000,000"):
        render("{% for i in range(99999) %}{{ text }}{% endfor %}", text="x" * 100)


def test_what_the_source_says_passes_through() -> None:
    def source(kind: str, name: str) -> str:
        raise ConfigError(f"There is no {kind}/{name}.")

    with pytest.raises(ConfigError, match="no layouts/t"):
        Templates(source).render("layouts", "t")


def test_prompts_are_given_as_they_are_and_know_no_markdown_filter() -> None:
    prompts = Templates(lambda kind, name: {"a": "{{ text }}\n", "b": "{{ text | md }}"}[name])
    assert prompts.render_prompt("prompts", "a", text="*x* <b>") == "*x* <b>\n"
    with pytest.raises(RenderError, match="prompts/b, line 1"):
        prompts.render_prompt("prompts", "b", text="x")
    with pytest.raises(RenderError, match="prompts/a, line 1"):
        prompts.render_prompt("prompts", "a")


def test_a_value_may_be_called_kind_or_name() -> None:
    assert render("{{ kind }} {{ name }}", kind="k", name="n") == "k n"


@example("a\u2028b")
@given(st.text())
def test_md_is_one_line(value: str) -> None:
    assert len(md(value).splitlines()) <= 1


@pytest.mark.parametrize("value", ["a|b", "a\\|b", "||", "|"])
def test_no_pipe_is_left_in_a_cell(value: str) -> None:
    # The parser of these tests would also take a backslash; not every renderer does.
    assert "|" not in mdcell(value)


@pytest.mark.parametrize("value", ["%%c%%", "==m==", "#tag", "$x$", "x ^id", "{.class}", "a@b.com"])
def test_syntax_of_other_renderers_is_escaped_too(value: str) -> None:
    assert not re.search(r"(?<!\\)(%%|==|[#$^{@])", md(value))
