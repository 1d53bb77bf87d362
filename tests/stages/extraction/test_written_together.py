"""Arabic: words written together taken apart, names without capitals, the verb first, and back."""

from __future__ import annotations

import pytest

from briefing.codebooks.conjugating import forms_of
from briefing.domain.claims import ActorClaim, EventClaim, Proposal
from briefing.domain.letters import fold
from briefing.grammar import parser
from briefing.stages.extraction import Tools, extract
from briefing.stages.extraction.apart import Separator
from briefing.stages.grounding import ground
from tests.factories import a_provenance, an_article
from tests.stages.extraction.newsroom import Model, countries, lexicon, prompt, vocabulary


def separator(*texts: str) -> Separator:
    return Separator(lexicon("ar"), texts)


async def proposed(*sentences: str) -> Proposal:
    tools = Tools(vocabulary(), countries(), prompt, {"ar": lexicon("ar")}, parser)
    article = an_article(*sentences, title="x", language="ar")
    proposal = await extract(article, Model(), tools, a_provenance())
    extraction = ground(proposal, article)
    assert not [r for r in extraction.rejected if r.reason == "cue not in the sentence"]
    return proposal


async def acts(*sentences: str) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    claims = (await proposed(*sentences)).claims
    return [
        (c.type, c.initiators, c.recipients)
        for c in claims
        if isinstance(c, EventClaim) and c.initiators
    ]


@pytest.mark.parametrize(
    ("written", "apart"),
    [
        ("وقال", "و قال"),
        ("وستقصف", "و س تقصف"),
        ("للأمم", "ل الامم"),
        ("والحكومة", "و الحكومة"),
        ("بالعراق", "ب العراق"),
        ("تفرّقهم", "تفرق هم"),
        ("وزير", "وزير"),
        ("لبنان", "لبنان"),
        ("وقّعت", "وقعت"),
        ("بيروت", "بيروت"),
        ("الحكم", "الحكم"),
        ("على", "علا"),
        ("علي", "علي"),
    ],
)
def test_short_words_are_taken_off_and_others_left_whole(written: str, apart: str) -> None:
    assert separator(written).take(written).text == apart


def test_variants_of_letters_are_one_but_upon_is_not_the_name_ali() -> None:
    assert fold("أنقرة إلى مسؤولٌ") == fold("انقرة الى مسوول")
    assert fold("على") != fold("علي")


def test_every_letter_remembers_its_place_in_the_article() -> None:
    text = "وقال المتحدّث إنّ للأمم المتحدة دوراً."
    taken = separator(text).take(text)
    start = taken.text.index("الامم")
    end = start + len("الامم المتحدة")
    assert taken.bare(start, end) == "الأمم المتحدة"
    assert taken.whole(start, end) == "للأمم المتحدة"
    word = taken.text.index("المتحدث")
    assert taken.written(word, word + len("المتحدث")) == "المتحدّث"


def test_a_verb_has_its_forms_by_rule_and_by_the_table() -> None:
    forms = forms_of("التقي", lexicon("ar"))
    assert {"التقت": "f", "يلتقي": "m", "يلتقون": "many", "لقاء": "noun"}.items() <= forms.items()
    assert forms_of("ادان", lexicon("ar"))["تدين"] == "f"
    assert forms_of("اعتقل", lexicon("ar"))["اعتقال"] == "noun"


async def test_claims_are_told_in_the_letters_of_the_article() -> None:
    claims = (await proposed("وأدانت النقابة.", "وأدانت نقابةُ المحامين الشرطةَ.")).claims
    event = next(c for c in claims if isinstance(c, EventClaim) and c.recipients)
    assert (event.cue, event.initiators) == ("أدانت", ("نقابةُ المحامين",))
    actor = next(c for c in claims if isinstance(c, ActorClaim) and c.name == "نقابةُ المحامين")
    assert "النقابة" in actor.names


async def test_who_stands_behind_the_verb_acts_and_who_follows_is_acted_upon() -> None:
    assert await acts("اتهمت إيران إسرائيل بخرق الهدنة.") == [("ACCUSE", ("Iran",), ("Israel",))]


async def test_in_headlines_and_behind_that_the_subject_stands_first() -> None:
    assert await acts("فرنسا تدين روسيا") == [("ACCUSE", ("France",), ("Russia",))]
    told = await acts("وقال وزير الدفاع إن روسيا اتهمت فرنسا.")
    assert told == [("ACCUSE", ("Russia",), ("France",))]


async def test_a_verb_that_goes_on_keeps_its_subject_where_the_gender_fits_no_other() -> None:
    told = await acts("أدانت فرنسا القصف واتهمت الجيش السوداني بالتصعيد.")
    assert ("ACCUSE", ("France",), ("الجيش السوداني",)) in told


async def test_a_participle_beside_a_verb_has_its_subject() -> None:
    told = await acts("ورد الرئيس اللبناني جوزيف عون متهما إسرائيل بخرق الاتفاق.")
    assert ("ACCUSE", ("جوزيف عون",), ("Israel",)) in told


async def test_whoever_is_detained_by_somebody_is_acted_upon() -> None:
    told = await acts("تم اعتقال الناشط علي سالم من قبل الشرطة.")
    assert told == [("COERCE", ("الشرطة",), ("علي سالم",))]


async def test_a_state_of_no_list_is_known_by_what_is_its() -> None:
    told = await acts("أدانت الحكومة الدارفانية فرنسا.", "وتقع دارفان في الشرق.")
    assert told == [("ACCUSE", ("دارفان",), ("France",))]


async def test_the_ministry_of_a_state_is_the_state_and_a_title_with_a_name_the_person() -> None:
    told = await acts("انتقدت وزارة الخارجية المصرية إثيوبيا.")
    assert told == [("ACCUSE", ("Egypt",), ("Ethiopia",))]
    told = await acts("انتقد وزير الخارجية المصري بدر عبد العاطي إثيوبيا.")
    assert told == [("ACCUSE", ("بدر عبد العاطي",), ("Ethiopia",))]


async def test_a_line_of_place_and_day_names_no_actors() -> None:
    claims = (await proposed("بروكسل – سليم النجار – 20 أكتوبر 2026", "أدانت فرنسا روسيا.")).claims
    assert {c.name for c in claims if isinstance(c, ActorClaim)} == {"France", "Russia"}
