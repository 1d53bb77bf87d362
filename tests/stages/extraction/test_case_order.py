"""Who did it and to whom, read off the cases of a Russian sentence."""

from __future__ import annotations

import functools

import pytest

from briefing.codebooks import load_lexicon, load_vocabulary
from briefing.domain.articles import Sentence
from briefing.domain.vocabulary import CountryTable
from briefing.stages.extraction.acts import acts_in
from briefing.stages.extraction.case_order import CaseReader
from briefing.stages.extraction.cased_cast import cased_parties
from briefing.stages.extraction.mentions import MentionFinder
from briefing.stages.extraction.roles import Reading
from briefing.stages.extraction.tools import Language, Tools
from briefing.stages.extraction.word_orders import order_reader
from tests.stages.extraction.newsroom import countries

PEOPLE = "МИД Велмара и правительство Торвана спорят. Лидер Ян Рой и министр Анна Лунд молчат."


@functools.cache
def language() -> Language:
    loaded = load_lexicon("ru", None, load_vocabulary("plover", None))
    assert loaded is not None
    return Language(loaded.lexicon)


@functools.cache
def table() -> CountryTable:
    """The countries with their Russian names in every case."""
    lexicons = {"ru": language().lexicon}
    vocabulary = load_vocabulary("plover", None)[0]
    tools = Tools(vocabulary, countries(), lambda name, **values: "", lexicons)
    return tools.countries_in("ru")


def readings(*sentences: str) -> list[Reading]:
    """What is read of the acts of the last sentence, the others standing before it."""
    russian = language()
    assert russian.cased is not None
    text = "\n".join((PEOPLE, *sentences))
    parties = cased_parties(text, russian.lexicon, table(), russian.cased)
    finder = MentionFinder(parties, table(), qualifying=False)
    kinds = {party.name: party.kind for party in parties}
    reader = order_reader(russian.lexicon, russian.cased, kinds)
    assert isinstance(reader, CaseReader)
    vocabulary = load_vocabulary("plover", None)[0]
    found: list[Reading] = []
    for text in sentences:
        sentence = Sentence(number=2, start=0, end=len(text), text=text)
        acts, cues = acts_in(sentence, russian, vocabulary)
        reader.enter(text, finder.find(text), cues)
        found = [
            reader.read(
                act.cue, cues, by_object=vocabulary.types[act.cue.type].acts_on_object(act.cue.mode)
            )
            or Reading()
            for act in acts
        ]
    return found


CASES = [
    ("Велмар осудил Торван.", "Велмар", "Торван"),
    ("Анну Лунд раскритиковал Ян Рой.", "Ян Рой", "Анна Лунд"),
    ("Министр Велмара Анна Лунд обвинила Торван во лжи.", "Анна Лунд", "Торван"),
    ("Ян Рой был задержан полицией.", "полиция", "Ян Рой"),
    ("Ян Рой задержан в пятницу.", "", "Ян Рой"),
    ("Велмар передал Торвану десять танков.", "Велмар", "Торван"),
    ("Велмар ввёл санкции против Торвана.", "Велмар", "Торван"),
    ("Правительство Велмара отвергло обвинения Торвана.", "Велмар", "Торван"),
    ("МИД Велмара осудил действия торванской стороны.", "Велмар", "Торван"),
    ("«Мы не уйдём», — предупредил Торван министр Ян Рой.", "Ян Рой", "Торван"),
    ("Велмар, который осудила Франция, отозвал посла из Торвана.", "Велмар", "Торван"),
    ("Велмар отозвал посла в Торване.", "Велмар", "Торван"),
    ("Около двухсот фермеров перекрыли трассу.", "фермеры", ""),
    ("В Велмаре обвинения отвергают.", "Велмар", ""),
    ("Торванская полиция задержала Яна Роя.", "полиция", "Ян Рой"),
    ("Торван исключили из Северного союза.", "", "Торван"),
    ("Переговоры Велмара с Торваном завершились без соглашения.", "Велмар", "Торван"),
    ("Между Велмаром и Торваном подписано соглашение.", "Велмар", "Торван"),
    ("Посол Торвана вызван в МИД Велмара.", "Велмар", "Торван"),
    ("Велмар объявил о введении санкций против Торвана.", "Велмар", "Торван"),
    ("Велмар, который, по словам Яна Роя, осудил Торван, молчит.", "Велмар", "Торван"),
    ("Велмар осудил задержания журналистов.", "Велмар", ""),
    ("Тогда Торван осудил Велмар.", "Торван", "Велмар"),
    ("Велмар разбомбил лагерь у границы с Торваном.", "Велмар", ""),
]


@pytest.mark.parametrize(("sentence", "who", "whom"), CASES)
def test_cases_tell_who_and_whom(sentence: str, who: str, whom: str) -> None:
    last = readings(sentence)[-1]
    assert "".join(last.who) == who
    assert "".join(last.whom) == whom


def test_verbs_joined_by_and_have_one_subject() -> None:
    first, second = readings("Велмар закрыл границу и осудил Торван.")
    assert first.who == second.who == ("Велмар",)
    assert second.whom == ("Торван",)


def test_a_pronoun_is_who_agrees_with_the_verb() -> None:
    (reading,) = readings("Ян Рой принял Анну Лунд.", "Она осудила Торван.")
    assert reading.who != ("Ян Рой",)
    (reading,) = readings("Анна Лунд молчала.", "Она осудила Торван.")
    assert reading.who == ("Анна Лунд",)


def test_both_sides_are_the_two_that_were_named_together() -> None:
    named = "Велмар и Торван спорят."
    (reading,) = readings(named, "По его словам, стороны договорились о встрече.")
    assert {*reading.who} == {"Велмар", "Торван"}
    (reading,) = readings(named, "Ян Рой призвал обе стороны к сдержанности.")
    assert {*reading.whom} == {"Велмар", "Торван"}


def test_a_pronoun_within_the_words_of_an_act_is_acted_upon() -> None:
    (reading,) = readings("Ян Рой молчал.", "Велмар возбудил против него уголовное дело.")
    assert (reading.who, reading.whom) == (("Велмар",), ("Ян Рой",))


def test_a_foreign_first_name_tells_no_sex() -> None:
    (reading,) = readings("Лидер Илзе Крауклите осудила Велмар.", "Она осудила Торван.")
    assert reading.who == ("Илзе Крауклите",)


def test_we_are_whoever_says_so() -> None:
    (reading,) = readings("«Мы требуем ответа», — заявила Анна Лунд.")
    assert reading.who == ("Анна Лунд",)


def test_a_gerund_tells_what_the_subject_of_its_sentence_did() -> None:
    reading = readings("Осудив Торван, Велмар отозвал посла.")[0]
    assert (reading.who, reading.whom) == (("Велмар",), ("Торван",))


def test_what_is_only_wished_is_no_act() -> None:
    assert len(readings("Велмар требует, чтобы Торван вывел войска.")) == 1


def test_what_is_not_done_is_no_act() -> None:
    assert readings("Велмар не осудил Торван.") == []
    assert len(readings("Велмар, чьи суда в учениях не участвовали, осудил Торван.")) == 1
