"""Reading vocabularies, lexicons, country tables and reading rules."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.codebooks import (
    lexicon_languages,
    load_countries,
    load_lexicon,
    load_reading_rules,
    load_standing,
    load_vocabulary,
)
from briefing.codebooks.lexicons import pattern_problem
from briefing.domain.lexicon import Grammar, Lexicon
from briefing.domain.standing import UNWEIGHED
from briefing.errors import ConfigError
from briefing.resources import every
from briefing.stages.extraction.cues import CueFinder

SENTENCES = "cue-and-tree/1"

VOCABULARY = """\
name: HOUSE
version: 1.10
origin: ours
quads:
  1: talk
  4: force
types:
  MEET:
    quad: 1
    score: 2.5
    definition: They meet.
    phrase: met
    reciprocal: yes
    modes:
      visit: {score: 1, definition: One travels.}
      other: {definition: "no", score: null}
  FIGHT:
    quad: "4"
    score: -10
    definition: They fight.
    phrase: fought
    stance: {label: oppose, intensity: 3}
    allied: [MEET]
actor_kinds:
  GOV: government
  NO: Norway
"""


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / "schemas" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refusal(call: Callable[[], object]) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        call()
    return caught.value


def vocabulary_refusal(folder: Path, text: str) -> str:
    """The refusal of a vocabulary file, without the path at the start of each line."""
    path = put(folder, "house.yaml", text)
    message = refusal(lambda: load_vocabulary("house", folder)).message
    assert message.startswith(str(path))
    return message.replace(f"{path}, ", "")


def test_a_vocabulary_is_read_with_text_as_text_and_numbers_as_numbers(tmp_path: Path) -> None:
    put(tmp_path, "house.yaml", VOCABULARY)
    found, resource = load_vocabulary("house", tmp_path)
    assert (resource.name, resource.origin) == ("house.yaml", "yours")
    assert found.version == "1.10"
    assert found.actor_kinds == {"GOV": "government", "NO": "Norway"}
    assert found.quads == {1: "talk", 4: "force"}
    assert (found.types["MEET"].quad, found.types["FIGHT"].quad) == (1, 4)
    assert found.types["MEET"].reciprocal is True
    assert found.types["MEET"].modes["other"].definition == "no"
    assert found.types["MEET"].modes["other"].score is None
    stance = found.types["FIGHT"].stance
    assert stance is not None
    assert (stance.label, stance.intensity) == ("oppose", 3)
    assert (found.score("MEET", "visit"), found.score("MEET", "other")) == (1, 2.5)


@pytest.mark.parametrize(
    "code", ["NO", "yes", "off", "0123", "1_000", "12:30", "1e3", "2026-11-21"]
)
def test_what_yaml_takes_for_something_else_stays_as_written(tmp_path: Path, code: str) -> None:
    put(tmp_path, "countries.yaml", f"countries:\n- code: {code}\n  name: N\n  aliases: [{code}]\n")
    country = load_countries(tmp_path)[0].countries[0]
    assert (country.code, country.aliases) == (code, (code,))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    score: -10", "    score: -11", "line 19: types.FIGHT.score: should be greater than"),
        ("    score: -10", "    score: nan", "line 19: types.FIGHT.score: "),
        ('    quad: "4"', "    quad: 5", "line 18: types.FIGHT.quad: should be 1, 2, 3 or 4"),
        ('    quad: "4"', "    quad: four", "line 18: types.FIGHT.quad: should be 1, 2, 3 or 4"),
        ('    quad: "4"', "    quad: 3", "line 18: types.FIGHT.quad: is 3, which quads does not"),
        (
            "allied: [MEET]",
            "allied: [MEAT]",
            "line 23: types.FIGHT.allied.0: there is no type 'MEAT'; did you mean 'MEET'?",
        ),
        ("score: 1,", "score: 11,", "line 15: types.MEET.modes.visit.score: should be less than"),
        ("  FIGHT:", "  FI/GHT:", "line 17: types.FI/GHT: a type is named with letters, digits"),
        ("phrase: fought", "phrase: ' '", "line 21: types.FIGHT.phrase: should not be empty"),
        ("name: HOUSE", "lexicon: en", "line 1: lexicon: "),
        ("    reciprocal: yes", "    formerly: [FIGHT]", "line 13: types.MEET.formerly.0: 'FIGHT'"),
        ("name: HOUSE", "name: H\ndropped: [MEET]", "line 2: dropped.0: 'MEET' is in use for"),
        ("    phrase: fought\n", "", "line 17: types.FIGHT.phrase: is missing"),
        ("phrase: fought", "phrase: [a]", "line 21: types.FIGHT.phrase: should be text"),
        (
            "    allied:",
            "    aligned:",
            "line 23: types.FIGHT.aligned: there is no such key; did you mean 'allied'?",
        ),
        ("label: oppose", "label: hate", "line 22: types.FIGHT.stance.label: should be 'support'"),
        ("  4: force", "  four: force", "line 6: quads.four: should be a valid integer"),
        ("allied: [MEET]", "allied: MEET", "line 23: types.FIGHT.allied: should be a list"),
        ("  GOV: government", "  GOV:", "line 25: actor_kinds.GOV: should be text"),
        ("  NO: Norway", "  GOV: again", "line 26: the key 'GOV' stands here again, first in line"),
        ("  NO: Norway", "NO: [Norway", "line 27: "),
        ("  NO: Norway", "  NO: a: b", "line 26: mapping values are not allowed"),
        ("  NO: Norway", "\tNO: Norway", "line 26: "),
        ("  NO: Norway", "  NO: !!int 3", "line 26: the tag tag:yaml.org,2002:int is not"),
        ("  NO: Norway", "  NO: !!python/name:os.system x", "line 26: the tag "),
        ("  NO: Norway", "  [a]: b", "line 26: a key must be a word"),
        ("  NO: Norway", "  NO: &x [*x]", "line 26: an alias stands inside its own anchor"),
        ("  NO: Norway", "  NO: *x", "line 26: found undefined alias"),
        ("  NO: Norway", "---\na: b", "line 26: expected a single document"),
        ("  NO: Norway", "  \U0001f600: \u0007", "line 26: "),
    ],
)
def test_a_mistake_is_refused_with_its_line_and_reason(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    assert VOCABULARY.count(old) == 1
    assert vocabulary_refusal(tmp_path, VOCABULARY.replace(old, new)).startswith(expected)


def test_a_file_nested_beyond_sense_is_refused_before_the_parser_runs_out_of_stack(
    tmp_path: Path,
) -> None:
    text = VOCABULARY + "sectors: " + "[" * 200_000
    assert vocabulary_refusal(tmp_path, text) == "line 27: nested too deeply"


def test_several_mistakes_are_told_in_the_order_of_their_lines(tmp_path: Path) -> None:
    text = VOCABULARY.replace("score: -10", "score: low").replace("origin: ours", "origin: {}")
    lines = vocabulary_refusal(tmp_path, text).splitlines()
    assert [line.split(":")[0] for line in lines] == ["line 3", "line 19"]


def test_a_file_full_of_mistakes_is_told_in_part_and_the_rest_counted(tmp_path: Path) -> None:
    text = VOCABULARY + "".join(f"  K{number}: []\n" for number in range(20))
    lines = vocabulary_refusal(tmp_path, text).splitlines()
    assert len(lines) == 9
    assert lines[-1] == "and 12 more mistakes in this file"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "line 1: the file is empty"), ("# only\n", "line 1: the file is empty"), ("- a", "map")],
)
def test_a_file_without_a_mapping_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    assert reason in vocabulary_refusal(tmp_path, text)


def test_anchors_repeat_values_and_merge_keys_are_no_magic(tmp_path: Path) -> None:
    text = VOCABULARY.replace("They meet.", "&said They meet.").replace("They fight.", "*said")
    put(tmp_path, "house.yaml", text)
    assert load_vocabulary("house", tmp_path)[0].types["FIGHT"].definition == "They meet."
    assert "actor_kinds.<<" in vocabulary_refusal(tmp_path, VOCABULARY + "  <<: {a: b}\n")


def test_an_unknown_vocabulary_is_refused_with_the_list(tmp_path: Path) -> None:
    put(tmp_path, "house.yaml", VOCABULARY)
    assert "house.yaml" in refusal(lambda: load_vocabulary("horse", tmp_path)).hint
    assert "cannot be read" in refusal(lambda: load_vocabulary("../house", tmp_path)).message


def test_the_hint_for_a_file_of_the_users_own_names_the_way_back(tmp_path: Path) -> None:
    put(tmp_path, "house.yaml", "name: x\n")
    assert "remove it" in refusal(lambda: load_vocabulary("house", tmp_path)).hint


GRAMMAR = """\
grammar:
  towards: [contre]
  of: [de]
  by: [par]
"""
LEXICON = """\
language: xx
verbs:
  MEET: [meet, hold .. talks]
  FIGHT/raid: [=stormed]
numbers: {two: 2}
"""


def test_a_lexicon_is_read_and_its_patterns_stay_as_written(tmp_path: Path) -> None:
    put(tmp_path, "lexicon.xx.yaml", LEXICON)
    loaded = load_lexicon("xx", tmp_path)
    assert loaded is not None
    assert loaded[0].verbs == {"MEET": ("meet", "hold .. talks"), "FIGHT/raid": ("=stormed",)}
    assert loaded[0].numbers == {"two": 2}
    assert loaded[1].name == "lexicon.xx.yaml"


def test_a_language_with_a_region_is_served_by_its_own_file_else_by_the_language(
    tmp_path: Path,
) -> None:
    put(tmp_path, "lexicon.xx.yaml", LEXICON)
    put(tmp_path, "lexicon.xx-yy.yaml", LEXICON.replace("xx", "xx-YY"))
    names = []
    for tag in ("xx-YY", "XX-zz"):
        loaded = load_lexicon(tag, tmp_path)
        assert loaded is not None
        names.append(loaded[1].name)
    assert names == ["lexicon.xx-yy.yaml", "lexicon.xx.yaml"]


@pytest.mark.parametrize("language", ["yy", "und", "", "..", "../xx", "x/y", "xx\0", "not a tag"])
def test_a_language_without_a_file_has_no_lexicon(tmp_path: Path, language: str) -> None:
    put(tmp_path, "lexicon.xx.yaml", LEXICON)
    assert load_lexicon(language, tmp_path) is None


def test_a_lexicon_for_another_language_than_its_name_says_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "lexicon.yy.yaml", "# copied\n" + LEXICON)
    message = refusal(lambda: load_lexicon("yy", tmp_path)).message
    assert message.endswith("line 2: language: the name of the file says 'yy'")


def pair(folder: Path, verbs: str, *, book: str = VOCABULARY, more: str = "") -> Callable[[], Any]:
    """A call that loads the lexicon with these verbs for the vocabulary."""
    put(folder, "house.yaml", book)
    put(folder, "lexicon.xx.yaml", f"language: xx\nverbs:\n{verbs}{more}")
    return lambda: load_lexicon("xx", folder, load_vocabulary("house", folder))


@pytest.mark.parametrize(
    ("verbs", "more", "expected"),
    [
        ("  MEAT: [see]\n", "", "line 3: verbs.MEAT: house.yaml has no type 'MEAT'; did you mean"),
        ("  MEET/visits: [see]\n", "", "line 3: verbs.MEET/visits: MEET has no mode 'visits'; did"),
        (
            "  MEET:\n  - see\n  - see\n",
            "",
            "line 5: verbs.MEET.1: 'see' stands already under MEET",
        ),
        ("  MEET:\n  - ''\n", "", "line 4: verbs.MEET.0: an empty pattern"),
        ("  MEET:\n  - .. a\n", "", "line 4: verbs.MEET.0: '.. a': .. stands between words"),
        ("  MEET:\n  - a .. .. b\n", "", "line 4: verbs.MEET.0: 'a .. .. b': .. stands twice"),
        ("  MEET:\n  - a b|\n", "", "line 4: verbs.MEET.0: 'a b|': '' is no word"),
        ("  MEET:\n  - a b(c\n", "", "line 4: verbs.MEET.0: 'a b(c': 'b(c' is no word"),
        ("  MEET:\n  - a (b|c%)\n", "", "line 4: verbs.MEET.0: 'a (b|c%)': 'c%' is no word"),
        (
            "  MEET:\n  - <talks> a\n",
            "",
            "line 4: verbs.MEET.0: '<talks> a': a pattern begins with its verb",
        ),
        (
            "  MEET:\n  - a .. (b)\n",
            "",
            "line 4: verbs.MEET.0: 'a .. (b)': an object is found wherever",
        ),
        (
            "  MEET:\n  - a <tlaks>\nclasses: {talks: [talk]}\n",
            "",
            "line 4: verbs.MEET.0: 'a <tlaks>': there is no class 'tlaks' under classes; did you",
        ),
        (
            "  MEET: [a]\nnouns:\n  MEET:\n  - a (b)\n",
            "",
            "line 6: nouns.MEET.0: 'a (b)': only patterns of verbs",
        ),
        (
            "  MEET: [a]\nclasses: {nothing: [b]}\n",
            "",
            "line 4: classes.nothing: stands for no object",
        ),
        (
            "  MEET: [a]\nclasses: {somebody: [b]}\n",
            "",
            "line 4: classes.somebody: stands for whoever",
        ),
        (
            "  MEET: [see]\n",
            "speach: [say]\n",
            "line 4: speach: there is no such key; did you mean",
        ),
        ("  MEET: [see]\n", "speech: [say, '']\n", "line 4: speech.1: an empty entry"),
        ("  MEET: [see]\n", "nouns:\n  MEAT: [a]\n", "line 5: nouns.MEAT: house.yaml has no type"),
        ("  MEET: [see]\n", "idle: [a ..]\n", "line 4: idle.0: 'a ..': .. stands between words"),
        (
            "  MEET: [see]\n",
            "implied:\n  maybe: [a]\n",
            "line 5: implied.maybe: should be 'occurred'",
        ),
        ("  MEET: [see]\n", "synonyms:\n  police: []\n", "line 5: synonyms.police: should not be"),
        (
            "  MEET: [see]\n",
            "synonyms:\n  police: [officers, ' ']\n",
            "line 5: synonyms.police.1: an empty entry",
        ),
        ("  MEET: [see]\n", "synonyms: [police]\n", "line 4: synonyms: should be a mapping"),
        (
            "  MEET: [see]\n",
            GRAMMAR + "  relatives: [who]\n",
            "line 8: grammar.relatives: there is no such key; did you mean 'relative'?",
        ),
        (
            "  MEET: [see]\n",
            GRAMMAR + "  it:\n  - that\n  - ''\n",
            "line 10: grammar.it.1: an empty entry",
        ),
        (
            "  MEET: [see]\n",
            GRAMMAR + "  bodies:\n    company: ['']\n",
            "line 9: grammar.bodies.company.0: an empty entry",
        ),
        (
            "  MEET: [see]\n",
            GRAMMAR + "  upon: {blame: ''}\n",
            "line 8: grammar.upon.blame: should not be empty",
        ),
        (
            "  MEET: [see]\n",
            GRAMMAR.replace("[par]", "[]"),
            "line 7: grammar.by: is missing or empty",
        ),
        ("  MEET: [see]\n", "grammar: {it: [that]}\n", "line 4: grammar.by: is missing or empty"),
        ("  MEET: [see]\n", "extends: lexicon.en.yml\n", "line 4: extends: there is no file"),
        ("  MEET: [see]\n", "extends: lexicon.xx.yaml\n", "line 4: extends: there is no file"),
    ],
)
def test_a_bad_lexicon_is_refused_with_line_reason_and_the_likely_word(
    tmp_path: Path, verbs: str, more: str, expected: str
) -> None:
    message = refusal(pair(tmp_path, verbs, more=more)).message
    assert message.startswith(f"{tmp_path / 'schemas' / 'lexicon.xx.yaml'}, {expected}")


def test_a_renamed_type_needs_no_new_lexicon_and_a_dropped_one_is_left_out(tmp_path: Path) -> None:
    book = VOCABULARY.replace("  MEET:\n", "  TALK:\n    formerly: [MEET]\n")
    book = book.replace("allied: [MEET]", "allied: [TALK]").replace(
        "name: HOUSE", "dropped: [OLD]\nname: H"
    )
    loaded = pair(tmp_path, "  MEET/visit: [see]\n  OLD: [do]\n  TALK: [speak]\n", book=book)()
    assert loaded.lexicon.verbs == {"TALK/visit": ("see",), "TALK": ("speak",)}


def test_an_own_lexicon_may_add_to_the_built_in_one_move_and_remove(tmp_path: Path) -> None:
    text = "language: en\nextends: lexicon.en.yaml\nverbs:\n  CONSULT: [parley, agree]\n"
    put(tmp_path, "lexicon.en.yaml", text + "without: [meet]\nspeech: [intone]\n")
    loaded, plain = load_lexicon("en", tmp_path), load_lexicon("en", None)
    assert loaded is not None
    assert plain is not None
    assert loaded.bases == (plain.resource,)
    assert {"parley", "agree"} <= set(loaded.lexicon.verbs["CONSULT"])
    assert "agree" not in loaded.lexicon.verbs["AGREE"]
    assert "meet" not in loaded.lexicon.verbs["CONSULT"]
    assert loaded.lexicon.speech == (*plain.lexicon.speech, "intone")
    assert loaded.lexicon.titles == plain.lexicon.titles


BASE = f"{LEXICON}synonyms: {{police: [officers]}}\n{GRAMMAR}  bodies: {{company: [firme]}}\n"


@pytest.mark.parametrize("key", ["extends", "words_of"])
def test_synonyms_and_grammar_come_from_the_lexicon_that_one_builds_on(
    tmp_path: Path, key: str
) -> None:
    put(tmp_path, "base.yaml", BASE)
    put(tmp_path, "lexicon.xx.yaml", f"language: xx\n{key}: base.yaml\nverbs: {{MEET: [see]}}\n")
    loaded = load_lexicon("xx", tmp_path)
    assert loaded is not None
    assert loaded.lexicon.synonyms == {"police": ("officers",)}
    assert loaded.lexicon.grammar == Grammar(
        towards=("contre",), of=("de",), by=("par",), bodies={"company": ("firme",)}
    )


def test_a_lexicon_adds_to_the_synonyms_and_the_grammar_that_it_builds_on(tmp_path: Path) -> None:
    put(tmp_path, "base.yaml", BASE)
    more = (
        "language: xx\nextends: base.yaml\nsynonyms: {police: [constables], army: [troops]}\n"
        "grammar: {of: [du], bodies: {company: [boîte], military: [armée]}, upon: {imputer: à}}\n"
    )
    put(tmp_path, "lexicon.xx.yaml", more)
    loaded = load_lexicon("xx", tmp_path)
    assert loaded is not None
    assert loaded.lexicon.synonyms == {"police": ("officers", "constables"), "army": ("troops",)}
    assert loaded.lexicon.grammar == Grammar(
        towards=("contre",),
        of=("de", "du"),
        by=("par",),
        bodies={"company": ("firme", "boîte"), "military": ("armée",)},
        upon={"imputer": "à"},
    )


def test_a_grammar_of_which_no_base_has_the_rest_is_refused(tmp_path: Path) -> None:
    put(tmp_path, "base.yaml", LEXICON)
    put(tmp_path, "lexicon.xx.yaml", "language: xx\nextends: base.yaml\ngrammar: {of: [de]}\n")
    message = refusal(lambda: load_lexicon("xx", tmp_path)).message
    assert "line 3: grammar.towards: is missing or empty" in message
    assert "line 3: grammar.by: is missing or empty" in message


def test_the_lexicon_of_another_domain_reads_with_the_grammar_of_its_language() -> None:
    english = load_lexicon("en", None)
    cyber = load_lexicon("en", None, load_vocabulary("cyber", None))
    assert english is not None
    assert cyber is not None
    assert english.lexicon.grammar is not None
    assert cyber.lexicon.grammar == english.lexicon.grammar
    assert cyber.lexicon.synonyms == english.lexicon.synonyms != {}


def test_a_vocabulary_in_a_file_anywhere_finds_the_lexicon_beside_it(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("lexicon: mine\n" + VOCABULARY, "utf-8")
    (tmp_path / "lexicon.mine.en.yaml").write_text(
        "language: en\nwords_of: lexicon.en.yaml\nverbs:\n  MEET: [confer]\n", "utf-8"
    )
    chosen = load_vocabulary(str(tmp_path / "mine.yaml"), None)
    assert chosen[1].origin == "yours"
    loaded = load_lexicon("en", None, chosen)
    assert loaded is not None
    assert loaded.lexicon.verbs == {"MEET": ("confer",)}
    assert "say" in loaded.lexicon.speech
    assert lexicon_languages(None, chosen) == ("en",)
    assert load_lexicon("fr", None, chosen) is None


def test_endings_inflect_the_verbs_of_a_language_at_loading(tmp_path: Path) -> None:
    more = "endings:\n  er: [e, é, ent]\nnounlike: [attaque]\nspeech: [déclarer]\n"
    verbs = "  FIGHT: [attaquer, 'attaquer par surprise', =razzia]\n  MEET: [voir]\n"
    loaded = pair(tmp_path, verbs, more=more)()
    assert loaded.lexicon.verbs == {
        "FIGHT": (
            "+attaquer|=attaqué|=attaquent",
            "+attaquer|=attaque|=attaqué|=attaquent par surprise",
            "=razzia",
        ),
        "MEET": ("+voir",),
    }
    assert loaded.lexicon.irregular == {"déclarer": ("déclarer", "déclare", "déclaré", "déclarent")}


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=12), st.integers(0, len(LEXICON)))
def test_a_damaged_lexicon_is_read_or_refused_with_a_line_it_has(
    tmp_path: Path, damage: str, at: int
) -> None:
    text = LEXICON[:at] + damage.encode("utf-8", "replace").decode() + LEXICON[at:]
    put(tmp_path, "house.yaml", VOCABULARY)
    put(tmp_path, "lexicon.xx.yaml", text)
    message = ""
    try:
        load_lexicon("xx", tmp_path, load_vocabulary("house", tmp_path))
    except ConfigError as error:
        message = error.message
    for line in message.splitlines():
        if "lexicon.xx.yaml, line " in line:
            number = int(line.split("lexicon.xx.yaml, line ")[1].split(":")[0])
            assert 1 <= number <= len(text.splitlines()) + 1


@given(st.text(max_size=20))
def test_no_pattern_that_is_let_through_breaks_the_finder(pattern: str) -> None:
    if not pattern_problem(pattern):
        CueFinder(Lexicon(language="xx", verbs={"MEET": (pattern,)})).find(f"They {pattern} it.")


def test_country_mistakes_are_told_by_the_line_of_the_country(tmp_path: Path) -> None:
    put(tmp_path, "countries.yaml", "countries:\n- code: NOR\n  name: Norway\n- code: SWE\n")
    message = refusal(lambda: load_countries(tmp_path)).message
    assert message.endswith("line 4: countries.1.name: is missing")


RULES = "tails:\n- Related (\nlines:\n- ^Share\\b\ninstructions:\n- ignore .* instructions\n"


def test_reading_rules_are_read_and_tails_are_no_regular_expressions(tmp_path: Path) -> None:
    put(tmp_path, "reading.yaml", RULES)
    rules = load_reading_rules(tmp_path)[0]
    assert (rules.tails, rules.lines) == (("Related (",), ("^Share\\b",))


def test_regular_expressions_that_do_not_compile_are_refused_with_their_lines(
    tmp_path: Path,
) -> None:
    text = RULES + "- 'a(b'\nlink_line:\n- fine\n- '*'\n"
    path = put(tmp_path, "reading.yaml", text)
    lines = refusal(lambda: load_reading_rules(tmp_path)).message.splitlines()
    assert lines[0].startswith(
        f"{path}, line 7: instructions.1: not a regular expression: missing )"
    )
    assert lines[1].startswith(f"{path}, line 10: link_line.1: not a regular expression: nothing")


def test_rules_are_put_together_from_parts_that_stand_above(tmp_path: Path) -> None:
    text = "parts:\n  bot:\n  - bots?\n  all:\n  - all <bot>\n" + RULES + "- to <all>\n"
    put(tmp_path, "reading.yaml", text)
    assert load_reading_rules(tmp_path)[0].parts["all"] == ("all <bot>",)
    path = put(tmp_path, "reading.yaml", text.replace("all <bot>", "all <all>") + "- to <bto>\n")
    message = refusal(lambda: load_reading_rules(tmp_path)).message
    assert message.startswith(f"{path}, line 5: parts.all.0: there is no part <all> above it")
    put(tmp_path, "reading.yaml", text + "- to <bto>\n")
    message = refusal(lambda: load_reading_rules(tmp_path)).message
    assert message == f"{path}, line 13: instructions.2: there is no part <bto> above it"


@pytest.mark.parametrize(
    "field", ["tails", "sections", "lines", "link_line", "instructions", "headers"]
)
def test_an_empty_rule_is_refused_since_it_would_match_every_line(
    tmp_path: Path, field: str
) -> None:
    rules = {"tails": ["a"], "instructions": ["a"]} | {field: ["a", " "]}
    put(tmp_path, "reading.yaml", yaml.safe_dump(rules))
    assert f"{field}.1: an empty rule" in refusal(lambda: load_reading_rules(tmp_path)).message


WEIGHTS = """\
least: 0.5
base: 0
recipe: cue-and-tree/1
languages: [en]
signs:
  type MEET: 1
  type MEET visit: 2
  no target, type MEET: 3
  type FIGHT: 4
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("type MEET: 1", "type MEET: much", "line 6: signs.type MEET: "),
        ("0.5", "1.5", "line 1: least: "),
        ("0.5", ".nan", "line 1: least: "),
        ("base", "bas", "line 2: bas: there is no such key; did you mean 'base'?"),
        ("recipe: cue-and-tree/1\n", "", "line 1: recipe: is missing"),
        ("tree/1", "tee/1", "line 3: recipe: there is no recipe 'cue-and-tee/1'; did you mean "),
    ],
)
def test_mistakes_in_weights_are_told_by_their_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    path = put(tmp_path, "standing.yaml", WEIGHTS.replace(old, new, 1))
    plover = load_vocabulary("plover", None)[0]
    message = refusal(lambda: load_standing(plover, tmp_path, [SENTENCES])).message
    assert f"{path}, {told}" in message


def test_a_renamed_type_keeps_its_weight(tmp_path: Path) -> None:
    book = VOCABULARY.replace("  MEET:\n", "  TALK:\n    formerly: [MEET]\n")
    put(tmp_path, "house.yaml", book.replace("allied: [MEET]", "allied: [TALK]"))
    put(tmp_path, "standing.yaml", WEIGHTS)
    standing, _ = load_standing(load_vocabulary("house", tmp_path)[0], tmp_path, [SENTENCES])
    assert standing.signs == {
        "type TALK": 1,
        "type TALK visit": 2,
        "no target, type TALK": 3,
        "type FIGHT": 4,
    }


def test_weights_are_those_of_the_vocabulary(tmp_path: Path) -> None:
    cyber = load_vocabulary("cyber", None)[0]
    assert load_standing(cyber, None, [SENTENCES]) == (UNWEIGHED, None)
    put(tmp_path, "standing.cyber.yaml", WEIGHTS.replace("0.5", "0.25"))
    assert load_standing(cyber, tmp_path, [SENTENCES])[0].least == 0.25


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30), st.integers(0, len(VOCABULARY)))
def test_a_damaged_file_is_read_or_refused_with_a_line_it_has(
    tmp_path: Path, damage: str, at: int
) -> None:
    text = VOCABULARY[:at] + damage.encode("utf-8", "replace").decode() + VOCABULARY[at:]
    put(tmp_path, "house.yaml", text)
    message = ""
    try:
        load_vocabulary("house", tmp_path)
    except ConfigError as error:
        message = error.message
    for line in message.splitlines():
        if "house.yaml, line " in line:
            number = int(line.split("house.yaml, line ")[1].split(":")[0])
            assert 1 <= number <= len(text.splitlines()) + 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1),
        st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_dumped_in_quotes_comes_back_as_written(
    tmp_path: Path, kinds: dict[str, str]
) -> None:
    head = VOCABULARY[: VOCABULARY.index("actor_kinds")]
    dumped = yaml.safe_dump({"actor_kinds": kinds}, allow_unicode=True, default_style='"')
    put(tmp_path, "house.yaml", head + dumped)
    assert load_vocabulary("house", tmp_path)[0].actor_kinds == kinds


def test_every_shipped_codebook_loads() -> None:
    names = [r.name for r in every(None) if r.kind == "schemas" and r.name.endswith(".yaml")]
    assert {"plover.yaml", "lexicon.en.yaml", "countries.yaml", "reading.yaml"} <= set(names)
    for name in names:
        stem = name.removesuffix(".yaml")
        if stem == "countries":
            assert load_countries(None)[0].countries
        elif stem == "reading":
            assert load_reading_rules(None)[0].instructions
        elif stem == "standing":
            assert load_standing(load_vocabulary("plover", None)[0], None, [SENTENCES])[0].signs
        elif stem.startswith("lexicon."):
            *book, language = stem.removeprefix("lexicon.").split(".")
            chosen = load_vocabulary(book[0] if book else "plover", None)
            assert load_lexicon(language, None, chosen) is not None
        else:
            assert load_vocabulary(stem, None)[0].types
