"""The second shipped vocabulary: no code knows the types of the first by heart."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from briefing.codebooks import lexicon_languages, load_lexicon, load_vocabulary
from briefing.stages.extraction.tools import Language
from tests.command import CHECKOUT, DAY, briefing, model_flags
from tests.scripted import ScriptedServer, by_schema

ARTICLE = """\
---
title: Grey Heron gang hits Corland Hospital
source: Byte Post
published: 2026-03-02
language: en
url: https://byte.example/1
---

Grey Heron encrypted the servers of Corland Hospital on Sunday. Grey Heron demanded a ransom of
$4 million from Corland Hospital. Researchers at Nightjar Labs blamed Grey Heron for the attack.
Estovia arrested two members of Grey Heron. Velmar Systems patched the flaw.
"""

SENTENCES = [
    ("The group broke into the bank's network last month.", "INTRUDE"),
    ("Hackers leaked the records of two million patients.", "STEAL/leak"),
    ("The gang demanded a ransom of $4m in bitcoin.", "DEMAND/ransom"),
    ("The attackers exploited a flaw in the mail server.", "EXPLOIT"),
    ("Researchers disclosed a vulnerability in the router.", "DISCLOSE/vulnerability"),
    ("Europol dismantled the botnet on Tuesday.", "TAKEDOWN"),
    ("Washington attributed the intrusion to a unit of the army.", "ATTRIBUTE"),
    ("The Treasury imposed sanctions on two men.", "PROSECUTE/sanction"),
    ("Prosecutors unsealed an indictment of the developer.", "PROSECUTE"),
    ("Police arrested a teenager in Leeds.", "ARREST"),
    ("The airline suffered an outage on Friday.", "DISRUPT/outage"),
    ("The maker released an emergency patch.", "PATCH"),
    ("The agency issued an advisory to hospitals.", "ADVISE"),
    ("The operator restored service after nine hours.", "RECOVER"),
    ("The company denied that data were taken.", "DENY"),
    ("A wiper destroyed data at three ministries.", "DISRUPT/wiper"),
    ("The firm tricked staff into opening a file.", "INTRUDE/phishing"),
    ("The university was hit by ransomware.", "DISRUPT/ransomware"),
]


@pytest.fixture(scope="module")
def reader() -> Language:
    loaded = load_lexicon("en", None, load_vocabulary("cyber", None))
    assert loaded is not None
    assert [base.name for base in loaded.bases] == ["lexicon.en.yaml"]
    return Language(loaded.lexicon)


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_its_lexicon_finds_the_acts_of_cyber_news(
    reader: Language, sentence: str, expected: str
) -> None:
    cue = reader.cues.find(sentence)[0]
    assert "/".join(part for part in (cue.type, cue.mode) if part) == expected


def test_it_has_a_lexicon_in_english_and_none_of_the_first_ones(reader: Language) -> None:
    assert lexicon_languages(None, load_vocabulary("cyber", None)) == ("en",)
    types = load_vocabulary("cyber", None)[0].types
    assert {key.partition("/")[0] for key in reader.lexicon.verbs} == set(types)


def test_a_whole_run_speaks_of_its_types_only(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.md").write_text(ARTICLE, "utf-8")
    french = ARTICLE.replace("language: en", "language: fr").replace(
        "byte.example/1", "byte.example/2"
    )
    (tmp_path / "in" / "two.md").write_text(french.replace("$4", "$5"), "utf-8")
    with ScriptedServer(by_schema) as server:
        words = ["run", tmp_path / "in", "-o", tmp_path / "out", "--day", DAY]
        done = briefing(*words, "--vocabulary", "cyber", *model_flags(server))
        sent = json.dumps(server.requests)
    assert done.code == 0, done.err
    dossier = json.loads((tmp_path / "out" / DAY / "dossier.json").read_text("utf-8"))
    found = {event["type"] for event in dossier["events"]}
    assert {"DISRUPT", "DEMAND", "ATTRIBUTE", "ARREST"} <= found
    known = set(load_vocabulary("cyber", None)[0].types)
    assert found <= known
    others = set(load_vocabulary("plover", None)[0].types) - known
    told = (tmp_path / "out" / DAY / "briefing.md").read_text("utf-8") + sent
    assert [name for name in sorted(others) if re.search(rf"\b{name}\b", told)] == []


def test_no_code_and_no_layout_names_a_type_of_a_shipped_vocabulary() -> None:
    names = {name for book in ("plover", "cyber") for name in load_vocabulary(book, None)[0].types}
    word = re.compile(rf"\b(?:{'|'.join(sorted(names))})\b")
    # foreign.py translates the labels of other people's data sets, which are what they are
    files = [*CHECKOUT.glob("briefing/**/*.py"), *CHECKOUT.glob("briefing/**/*.j2")]
    assert len(files) > 80
    found = {
        f"{path.relative_to(CHECKOUT)}: {hit.group()}"
        for path in files
        if path.name != "foreign.py"
        for hit in [word.search(path.read_text("utf-8"))]
        if hit
    }
    assert found == set()
