"""Whether an act happened, and who says so."""

from __future__ import annotations

import pytest

from briefing.domain.claims import Attribution
from briefing.stages.extraction.status import has_quote
from tests.stages.extraction.newsroom import mentions, status, status_reader

FACTUALITY = [
    # told as fact
    ("Rebels attacked the convoy on Monday.", "attacked", "occurred"),
    ("The convoy was attacked by rebels.", "attacked", "occurred"),
    ("Lesk said Torvane had attacked its convoy.", "attacked", "occurred"),
    ("Torvane refused to meet the envoy.", "refused to meet", "occurred"),
    ("Torvane denied the allegations, and Lesk condemned the raid.", "condemned", "occurred"),
    ("Haar denied ordering it, but rebels attacked the palace.", "attacked", "occurred"),
    ("Without naming Lesk, Torvane condemned the raid.", "condemned", "occurred"),
    ("Torvane denied the report.", "denied", "occurred"),
    ("Lesk accused Torvane of shelling the village.", "accused", "occurred"),
    ("Lesk alleges that Torvane attacked its convoy.", "alleges", "occurred"),
    ("Torvane ruled out talks.", "ruled out", "occurred"),
    ("The council decided to suspend aid to Lesk.", "suspend", "occurred"),
    # said not to be so
    ("Velmar denied that its troops had crossed the border and attacked.", "attacked", "denied"),
    ("Velmar denied attacking the convoy.", "attacking", "denied"),
    ("Velmar denied it had bombed the port.", "bombed", "denied"),
    ("Velmar denied reports that it had shelled the village.", "shelled", "denied"),
    ("Velmar disputes that it attacked the convoy.", "attacked", "denied"),
    # claimed by somebody
    ("Rebels reportedly attacked the convoy.", "attacked", "alleged"),
    ("Rebels allegedly shelled the town.", "shelled", "alleged"),
    ("Lesk accused Torvane of shelling the village.", "shelling", "alleged"),
    ("Lesk claimed that Torvane had shelled the village.", "shelled", "alleged"),
    ("Torvane is believed to have bombed the depot.", "bombed", "alleged"),
    ("Torvane may have attacked the convoy.", "attacked", "alleged"),
    ("The army dismissed claims that its soldiers had killed civilians.", "killed", "alleged"),
    # still to come
    ("Torvane said it would halt grain exports to Lesk.", "halt", "planned"),
    ("Torvane will suspend aid to Lesk.", "suspend", "planned"),
    ("Torvane plans to withdraw troops from the valley.", "withdraw", "planned"),
    ("The two are expected to sign an agreement on Friday.", "sign", "planned"),
    ("Torvane could impose sanctions on Lesk.", "impose", "planned"),
    ("Torvane might attack the convoy.", "attack", "planned"),
    ("Torvane hopes to resume talks.", "resume", "planned"),
    ("Troops were about to storm the palace.", "storm", "planned"),
    ("Torvane is set to host talks next week.", "host", "planned"),
    # made known as coming
    ("Torvane announced that it would expel two diplomats.", "expel", "announced"),
    ("Ombara agreed to send medics to Lestova.", "send", "announced"),
    ("Torvane has agreed to a ceasefire.", "agreed to a ceasefire", "announced"),
    ("Ombara pledged to donate grain.", "donate", "announced"),
    # threatened
    ("Torvane threatened to expel two diplomats.", "threatened", "threatened"),
    ("Torvane vowed to retaliate against Lesk.", "vowed", "threatened"),
    ("Torvane warned Lesk.", "warned", "threatened"),
]


@pytest.mark.parametrize(("sentence", "word", "factuality"), FACTUALITY)
def test_an_act_has_the_status_its_clause_gives_it(
    sentence: str, word: str, factuality: str
) -> None:
    found = status(sentence, word)
    assert not found.negated
    assert found.factuality == factuality


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Torvane did not attack the convoy.", "attack"),
        ("Torvane didn't release the prisoners.", "release"),
        ("Torvane never condemned the raid.", "condemned"),
        ("Torvane failed to release the prisoners.", "release"),
        ("Torvane has yet to condemn the raid.", "condemn"),
        ("Torvane stopped short of condemning the raid.", "condemning"),
        ("Instead of attacking the town, the rebels left.", "attacking"),
        ("Police said no one had been arrested.", "arrested"),
        ("Torvane had no plans to attack Lesk.", "attack"),
        ("Torvane will not attack Lesk.", "attack"),
        ("Torvane said it had not attacked Lesk.", "attacked"),
        ("Torvane ruled out meeting the rebels.", "meeting"),
        ("Torvane is unlikely to meet or to condemn, nor has it criticised Lesk.", "criticised"),
        ("Ombara promised nothing.", "promised"),
        ("Ombara condemned nobody.", "condemned"),
        ("Ombara has not confirmed or denied the report.", "denied"),
        ("Ombara neither confirmed nor denied the report.", "denied"),
        ("Ombara has not confirmed or denied attacking Lesk.", "attacking"),
        ("Ombara did not deny attacking Lesk.", "attacking"),
    ],
)
def test_what_is_said_not_to_have_happened_is_not_proposed(sentence: str, word: str) -> None:
    assert status(sentence, word).negated


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Torvane did not answer, but rebels attacked the town.", "attacked"),
        ("Torvane did not answer while rebels attacked the town.", "attacked"),
        ("No talks were held; rebels attacked the town.", "attacked"),
        ("The note condemned the raid.", "condemned"),
    ],
)
def test_a_negation_reaches_no_further_than_its_clause(sentence: str, word: str) -> None:
    assert not status(sentence, word).negated


ACT = ("Torvane",)


@pytest.mark.parametrize(
    ("sentence", "kind", "source"),
    [
        ("Torvane attacked Lesk.", "outlet", ""),
        ("Torvane said it had attacked Lesk.", "outlet", ""),
        ("Torvane attacked Lesk, its army said.", "outlet", ""),
        ("Torvane, which said Lesk was weak, attacked Norvia.", "outlet", ""),
        ("Torvane attacked Lesk, Haar said.", "named", "Olga Haar"),
        ("Haar said Torvane had attacked Lesk.", "named", "Olga Haar"),
        ("Torvane attacked Lesk, said Ivo Brandt.", "named", "Ivo Brandt"),
        ("“Unfair,” said Lesk trade minister Ivo Brandt of Torvane.", "named", "Ivo Brandt"),
        ("“Torvane attacked us,” Brandt told the paper.", "named", "Ivo Brandt"),
        ("According to Ivo Brandt, Torvane attacked Lesk.", "named", "Ivo Brandt"),
        ("Torvane attacked Lesk, according to police.", "named", "police"),
        ("Haar told Brandt that Torvane attacked Lesk.", "named", "Olga Haar"),
        ("In Lesk, Haar said Torvane had attacked.", "named", "Olga Haar"),
        ("Haar, the trade minister of Lesk, said Torvane attacked.", "named", "Olga Haar"),
        ("A spokesman for the foreign ministry said Torvane lied.", "named", "foreign ministry"),
        ("Torvane killed two soldiers, officials said.", "named", "officials"),
        ("Torvane attacked Lesk after Haar said it would.", "named", "Olga Haar"),
        ("Lesk claimed that Torvane had shelled a village.", "named", "Lesk"),
        ("Torvane attacked Lesk, a senior official said.", "unnamed", "a senior official"),
        ("Torvane attacked Lesk, witnesses said.", "unnamed", "witnesses"),
        ("State media said Torvane attacked Lesk.", "unnamed", "state media"),
        ("Sources close to the talks said Torvane lied.", "unnamed", "sources close to"),
    ],
)
def test_who_reports_is_read_from_the_sentence(sentence: str, kind: str, source: str) -> None:
    found = status_reader().attribution(sentence, mentions(sentence), ACT)
    assert found == Attribution(kind=kind, source=source)


def test_who_has_not_confirmed_it_reports_nothing() -> None:
    sentence = "Torvane shelled a village, a claim Lesk has not confirmed."
    assert status_reader().attribution(sentence, mentions(sentence), ACT) == Attribution()
    told = sentence.replace("has not", "has")
    assert status_reader().attribution(told, mentions(told), ACT).source == "Lesk"


def test_a_speaker_of_its_own_act_is_no_second_source() -> None:
    sentence = "Haar said she had met Brandt."
    said = status_reader().attribution(sentence, mentions(sentence), ("Olga Haar",))
    other = status_reader().attribution(sentence, mentions(sentence), ("Lesk",))
    assert said == Attribution()
    assert other.source == "Olga Haar"


@pytest.mark.parametrize(
    ("sentence", "quoted"),
    [
        ("“We condemn it,” Haar said.", True),
        ('"We condemn it," Haar said.', True),
        ("Haar a dit : « Nous condamnons cela ».", True),
        ("Haar sagte: „Wir lehnen das ab“.", True),
        ("Haar called it a “no”.", False),
        ("Haar's aide condemned it.", False),
    ],
)
def test_own_words_are_words_between_quotation_marks(sentence: str, quoted: bool) -> None:
    assert has_quote(sentence) is quoted
