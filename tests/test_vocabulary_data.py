"""The shipped vocabulary and English lexicon: complete, consistent, right about common idioms."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefing.domain.lexicon import Lexicon, pattern_words
from briefing.domain.vocabulary import Vocabulary
from briefing.stages.extraction.cues import CueFinder

SCHEMAS = Path(__file__).parents[1] / "schemas"

# quad, score and the scores of the modes, in the order of the manual, after the errata
CODEBOOK: dict[str, tuple[int, float, dict[str, float]]] = {
    "AGREE": (1, 2.5, {}),
    "CONSULT": (1, 2.5, {"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5}),
    "SUPPORT": (1, 5, {}),
    "CONCEDE": (1, 4.5, {}),
    "COOPERATE": (2, 9.5, {}),
    "AID": (2, 10, {}),
    "RETREAT": (
        2,
        6.5,
        {
            "withdraw": 8,
            "release": 6.5,
            "disarm": 10,
            "ceasefire": 7.5,
            "access": 6.5,
            "resign": 4.5,
        },
    ),
    "REQUEST": (3, 0, {"assist": 0.5, "change": -1, "yield": -1, "meet": 0}),
    "ACCUSE": (3, -3, {"disapprove": -2, "investigate": -3.5, "allege": -3.5}),
    "REJECT": (3, -2, {"assist": -1.5, "change": -2, "yield": -2, "meet": -2}),
    "THREATEN": (
        3,
        -3.5,
        {
            "restrict": -3,
            "arrest": -3.5,
            "relations": -3.5,
            "expel": -3.5,
            "territory": -4,
            "violence": -3.5,
        },
    ),
    "PROTEST": (
        4,
        -5,
        {
            "demo": -5,
            "riot": -7,
            "strike": -5,
            "hunger": -4.5,
            "boycott": -4.5,
            "obstruct": -4.5,
            "vandalize": -5,
        },
    ),
    "SANCTION": (4, -6, {"convict": -6, "expel": -5.5, "withdraw": -6, "discontinue": -6}),
    "MOBILIZE": (4, -5.5, {"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6}),
    "COERCE": (
        4,
        -7,
        {
            "seize": -7,
            "restrict": -7,
            "censor": -6.5,
            "curfew": -6.5,
            "martial-law": -7.5,
            "arrest": -7,
            "deport": -7,
            "withhold": -7,
            "misinformation": -6.5,
            "cyber": -7,
        },
    ),
    "ASSAULT": (
        4,
        -9,
        {
            "abduct": -8.5,
            "beat": -7.5,
            "torture": -8.5,
            "sexual": -8.5,
            "targeted": -9.5,
            "destroy": -8.5,
            "primitive": -8,
            "firearms": -9,
            "explosives": -9,
            "suicide-attack": -9.5,
            "aerial": -9.5,
            "drone": -9.5,
            "heavy-weapons": -9.5,
            "crowd-control": -7.5,
            "unconventional": -10,
        },
    ),
}

ALLIED = {
    ("AGREE", "SUPPORT"),
    ("SUPPORT", "CONSULT"),
    ("COOPERATE", "AID"),
    ("CONCEDE", "RETREAT"),
    ("ACCUSE", "REJECT"),
    ("THREATEN", "REQUEST"),
}

# what a sentence reports first; "" where it reports no event at all
IDIOMS = [
    ("The group claimed responsibility for the attack.", "ASSAULT"),
    ("The pope expressed his deep condolences to the families.", "SUPPORT"),
    ("The pope expressed deep concern about the arrests.", "ACCUSE/disapprove"),
    ("France voiced serious concern over the law.", "ACCUSE/disapprove"),
    ("The minister thanked Oman for its mediation.", "SUPPORT"),
    ("The plan is backed by France.", "SUPPORT"),
    ("The firm went back to work.", ""),
    ("The envoy called for calm.", "REQUEST/yield"),
    ("The council called on both sides to resume talks.", "REQUEST/meet"),
    ("Norway pledged more money.", "AGREE"),
    ("Russia warned Poland of consequences.", "THREATEN"),
    ("The court issued an arrest warrant.", "THREATEN/arrest"),
    ("Police arrested twelve people.", "COERCE/arrest"),
    ("He was sentenced to ten years in prison.", "SANCTION/convict"),
    ("A court found him guilty of fraud.", "SANCTION/convict"),
    ("Iran denied the charge.", "REJECT"),
    ("Artillery shelled the town.", "ASSAULT/heavy-weapons"),
    ("The army deployed troops to the border.", "MOBILIZE/troops"),
    ("Thousands marched through the capital.", "PROTEST/demo"),
    ("Nurses went on strike over pay.", "PROTEST/strike"),
    ("Monks went on a hunger strike.", "PROTEST/hunger"),
    ("The government lifted the night curfew.", "CONCEDE"),
    ("The governor imposed a night-time curfew.", "COERCE/curfew"),
    ("The union imposed new sanctions on Belarus.", "SANCTION/discontinue"),
    ("The army declared a ceasefire.", "CONCEDE"),
    ("The junta declared a state of emergency.", "COERCE/martial-law"),
    ("The minister resigned on Monday.", "RETREAT/resign"),
    ("Israel withdrew its troops from the town.", "RETREAT/withdraw"),
    ("Poland withdrew its ambassador.", "SANCTION/withdraw"),
    ("The cabinet withdrew the bill.", "CONCEDE"),
    ("The rebels withdrew from the talks.", "REJECT/meet"),
    ("Poland withdrew from the treaty.", "SANCTION/withdraw"),
    ("The group released four hostages.", "RETREAT/release"),
    ("The ministry released a statement.", ""),
    ("The two sides held two rounds of talks.", "CONSULT"),
    ("The president spoke by telephone with Xi.", "CONSULT/phone"),
    ("Germany handed over aid to flood victims.", "AID"),
    ("The rebels handed over their weapons.", "RETREAT/disarm"),
    ("Spain handed over two suspects.", "COOPERATE"),
    ("Moscow expelled two diplomats.", "SANCTION/expel"),
    ("Chad cut diplomatic ties with Taiwan.", "SANCTION/withdraw"),
    ("The utility cut off electricity to the camp.", "COERCE/withhold"),
    ("The opposition boycotted the talks.", "REJECT/meet"),
    ("The delegation walked out of the meeting.", "REJECT/meet"),
    ("Iran broke off nuclear talks.", "REJECT/meet"),
    ("Gunmen opened fire on a bus.", "ASSAULT/firearms"),
    ("Police fired tear gas at the crowd.", "ASSAULT/crowd-control"),
    ("The president fired the defence minister.", "SANCTION/expel"),
    ("The president dismissed the allegations.", "REJECT"),
    ("Gunmen took twelve people hostage.", "ASSAULT/abduct"),
    ("Wounded soldiers were taken away.", ""),
    ("Two activists were taken away by police.", "COERCE/arrest"),
    ("Rebels attacked the convoy as it left.", "ASSAULT"),
    ("The garrison surrendered to the rebels.", "RETREAT"),
    ("Two armed men were seen.", ""),
    ("The junta is arming the militia.", "AID"),
    ("Norway beat Chile 3-1.", ""),
    ("Exports declined in May.", ""),
    ("The ministry summoned the ambassador over the raid.", "ACCUSE/disapprove"),
    ("The union called a 48-hour strike.", "THREATEN/restrict"),
    ("Velmar withheld the river's water.", "COERCE/withhold"),
    ("The government let food through.", "RETREAT/access"),
    ("The city housed the families.", "AID"),
    ("The agency sent six inspectors to the dam.", "ACCUSE/investigate"),
    ("Sundhara offered to host talks.", "AGREE"),
    ("Rebels seized the city of Goma.", "ASSAULT"),
    ("Police seized documents at the office.", "COERCE/seize"),
    ("Workers blocked the main highway.", "PROTEST/obstruct"),
    ("The regulator blocked access to the website.", "COERCE/censor"),
    ("They signed a memorandum of understanding.", "SUPPORT"),
    ("Japan and India held joint naval exercises.", "COOPERATE"),
    ("China held military drills near Taiwan.", "MOBILIZE/troops"),
    ("He said the report was out.", ""),
]


def _read(name: str) -> dict[str, Any]:
    loaded = yaml.safe_load((SCHEMAS / name).read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.model_validate(_read("plover.yaml"))


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon.model_validate(_read("lexicon.en.yaml"))


@pytest.fixture(scope="module")
def patterns(lexicon: Lexicon) -> list[tuple[str, str]]:
    """Every (TYPE or TYPE/mode, pattern) in the order of the file."""
    return [(key, pattern) for key, entries in lexicon.verbs.items() for pattern in entries]


def test_types_have_the_quads_and_scores_of_the_codebook_after_errata(
    vocabulary: Vocabulary,
) -> None:
    found = {
        name: (kind.quad, kind.score, {mode: m.score for mode, m in kind.modes.items()})
        for name, kind in vocabulary.types.items()
    }
    assert found == CODEBOOK


def test_only_sanction_cooperate_and_aid_require_a_recipient(vocabulary: Vocabulary) -> None:
    required = {name for name, kind in vocabulary.types.items() if kind.recipient_required}
    assert required == {"COOPERATE", "AID", "SANCTION"}


def test_only_consult_agree_and_cooperate_are_reciprocal(vocabulary: Vocabulary) -> None:
    mutual = {name for name, kind in vocabulary.types.items() if kind.reciprocal}
    assert mutual == {"CONSULT", "AGREE", "COOPERATE"}


def test_a_coming_act_takes_the_type_the_manual_gives_it(vocabulary: Vocabulary) -> None:
    assert {name: kind.future for name, kind in vocabulary.types.items() if kind.future} == {
        "CONSULT": "AGREE",
        "SUPPORT": "AGREE",
        "COOPERATE": "AGREE",
        "AID": "AGREE",
        "RETREAT": "CONCEDE",
        "ASSAULT": "THREATEN",
        "COERCE": "THREATEN",
        "SANCTION": "THREATEN",
    }


def test_cooperation_implies_support_conflict_opposition_and_a_meeting_or_request_neither(
    vocabulary: Vocabulary,
) -> None:
    for name, kind in vocabulary.types.items():
        if name in ("CONSULT", "REQUEST"):
            assert kind.stance is None, name
            continue
        assert kind.stance is not None, name
        assert kind.stance.label == ("support" if kind.quad <= 2 else "oppose"), name
        assert 1 <= kind.stance.intensity <= 3, name


def test_allied_types_are_the_confusion_pairs_in_both_directions(vocabulary: Vocabulary) -> None:
    pairs = {(name, other) for name, kind in vocabulary.types.items() for other in kind.allied}
    assert pairs == ALLIED | {(b, a) for a, b in ALLIED}


def test_definitions_are_short_enough_for_a_small_model(vocabulary: Vocabulary) -> None:
    texts = [kind.definition for kind in vocabulary.types.values()]
    texts += [mode.definition for kind in vocabulary.types.values() for mode in kind.modes.values()]
    texts += [*vocabulary.contexts.values(), *vocabulary.sectors.values()]
    texts += [*vocabulary.actor_kinds.values(), *vocabulary.international.values()]
    assert all(text.strip() and "\n" not in text for text in texts)
    assert [text for text in texts if len(text.split()) > 25] == []


def test_phrases_read_well_between_two_names(vocabulary: Vocabulary) -> None:
    for name, kind in vocabulary.types.items():
        assert re.fullmatch(r"[a-z][a-z ]*[a-z]", kind.phrase), name
        assert re.match(r"\w+ed\b|met\b|gave\b|made\b|drew\b", kind.phrase), name


def test_every_code_list_is_complete(vocabulary: Vocabulary) -> None:
    assert vocabulary.quads == {
        1: "verbal cooperation",
        2: "material cooperation",
        3: "verbal conflict",
        4: "material conflict",
    }
    assert len(vocabulary.contexts) == 37
    assert len(vocabulary.sectors) == 25
    assert list(vocabulary.international) == ["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"]
    assert set(vocabulary.actor_kinds) == {
        "state",
        "government_body",
        "military",
        "armed_group",
        "organisation",
        "company",
        "person",
        "group",
        "other",
    }


def test_every_verb_key_is_a_type_or_a_mode_of_it(vocabulary: Vocabulary, lexicon: Lexicon) -> None:
    known = set(vocabulary.types)
    known |= {f"{name}/{mode}" for name, kind in vocabulary.types.items() for mode in kind.modes}
    assert set(lexicon.verbs) - known == set()


def test_every_type_and_every_mode_can_be_found_by_a_verb(
    vocabulary: Vocabulary, lexicon: Lexicon
) -> None:
    modes = {f"{name}/{mode}" for name, kind in vocabulary.types.items() for mode in kind.modes}
    assert set(vocabulary.types) - {key.partition("/")[0] for key in lexicon.verbs} == set()
    assert modes - set(lexicon.verbs) == set()


def test_the_lexicon_has_at_least_400_patterns(patterns: list[tuple[str, str]]) -> None:
    assert len(patterns) >= 400


def test_every_pattern_obeys_the_syntax(patterns: list[tuple[str, str]]) -> None:
    word = r"[a-z0-9]+(?:[-'][a-z0-9]+)*"
    alternatives = rf"{word}(?:\|{word})*"
    slot = rf"<{word}>|\({alternatives}\)"
    syntax = re.compile(rf"=?{word}(?: (?:\.\. )?{alternatives})*")
    frame = re.compile(rf"{alternatives}(?: (?:{word}|{slot}))*")
    assert [
        entry
        for entry in patterns
        if not (frame if re.search("[<(]", entry[1]) else syntax).fullmatch(
            re.sub(r"(?<=[a-z]) (?=[a-z ]+[|)])(?=[^(]*\))", "-", entry[1])
        )
    ] == []
    assert [entry for entry in patterns if len(pattern_words(entry[1])) > 8] == []


def test_no_pattern_stands_twice(patterns: list[tuple[str, str]]) -> None:
    counts = Counter(pattern for _, pattern in patterns)
    assert [pattern for pattern, count in counts.items() if count > 1] == []


def test_no_pattern_repeats_an_alternative(patterns: list[tuple[str, str]]) -> None:
    for _, pattern in patterns:
        for word in pattern_words(pattern):
            options = word.strip("()").split("|")
            assert len(options) == len(set(options)), pattern


def test_a_verb_that_only_reports_is_no_event(
    lexicon: Lexicon, patterns: list[tuple[str, str]]
) -> None:
    alone = {pattern for _, pattern in patterns if " " not in pattern}
    assert alone & set(lexicon.speech) == set()
    reporting = {"say", "tell", "state", "announce", "add", "note", "report", "claim"}
    assert alone & reporting == set()


def test_a_support_verb_never_stands_alone(patterns: list[tuple[str, str]]) -> None:
    alone = {pattern for _, pattern in patterns if " " not in pattern}
    weak = {"make", "take", "give", "have", "hold", "put", "set", "get", "go", "be", "do", "bring"}
    ambiguous = {"back", "withdraw", "release", "call", "cut", "sign", "fire", "lift", "impose"}
    assert alone & (weak | ambiguous) == set()


def test_every_irregular_verb_is_used_and_names_each_form_once(
    lexicon: Lexicon, patterns: list[tuple[str, str]]
) -> None:
    used = {word for _, pattern in patterns for word in pattern.split()[0].split("|")}
    for entries in (lexicon.speech, lexicon.denial, lexicon.allegation, lexicon.announcement):
        used |= {entry.split()[0] for entry in entries}
    assert set(lexicon.irregular) - used == set()
    assert all(len(forms) == len(set(forms)) > 0 for forms in lexicon.irregular.values())


def test_every_nounlike_verb_stands_alone_in_some_pattern(
    lexicon: Lexicon, patterns: list[tuple[str, str]]
) -> None:
    alone = {pattern for _, pattern in patterns if " " not in pattern}
    assert set(lexicon.nounlike) - alone == set()
    assert {"attack", "strike", "protest", "march", "visit"} <= set(lexicon.nounlike)


def test_word_lists_are_small_letters_without_repeats(lexicon: Lexicon) -> None:
    for name in (
        "speech",
        "denial",
        "allegation",
        "announcement",
        "future",
        "negation",
        "pronouns",
        "titles",
        "collectives",
        "unnamed_sources",
    ):
        words = getattr(lexicon, name)
        assert words, name
        assert len(words) == len(set(words)), name
        assert all(word == word.lower().strip() and ".." not in word for word in words), name


def test_number_words_have_their_values(lexicon: Lexicon) -> None:
    assert lexicon.numbers["twelve"] == 12
    assert lexicon.numbers["twenty-five"] == 25
    assert lexicon.numbers["ninety-nine"] == 99
    assert lexicon.multipliers["bn"] == lexicon.multipliers["billion"] == 10**9


def test_figures_and_currencies_use_known_codes(lexicon: Lexicon) -> None:
    kinds = {"killed", "wounded", "arrested", "displaced", "missing", "troops"}
    assert set(lexicon.figures) == kinds
    assert all(re.fullmatch("[A-Z]{3}", code) for code in lexicon.currencies)
    signs = [sign.lower() for signs in lexicon.currencies.values() for sign in signs]
    assert len(signs) == len(set(signs))


def test_a_sign_that_ends_in_a_dollar_comes_before_the_dollar(lexicon: Lexicon) -> None:
    codes = list(lexicon.currencies)
    assert max(codes.index(code) for code in ("AUD", "CAD", "BRL")) < codes.index("USD")


@pytest.mark.parametrize(("sentence", "expected"), IDIOMS)
def test_a_common_idiom_gets_its_type(lexicon: Lexicon, sentence: str, expected: str) -> None:
    cues = CueFinder(lexicon).find(sentence)
    first = "/".join(part for part in (cues[0].type, cues[0].mode) if part) if cues else ""
    assert first == expected
