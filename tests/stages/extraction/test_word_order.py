"""Who did it and to whom, by the order of words: Spanish, Portuguese, Italian, German."""

from __future__ import annotations

import functools

import pytest

from briefing.codebooks import load_lexicon, load_vocabulary
from briefing.stages.extraction.acts import own_acts
from briefing.stages.extraction.mentions import MentionFinder, Party
from briefing.stages.extraction.roles import Reading
from briefing.stages.extraction.tools import Language
from briefing.stages.extraction.verb_second import VerbSecondReader
from briefing.stages.extraction.word_order import OrderReader
from briefing.stages.extraction.word_orders import order_reader
from tests.stages.extraction.newsroom import countries

PARTIES = [
    Party("Velmar", "state", ("velmarischer",)),
    Party("Torvane", "state"),
    Party("Ana Ruiz", "person"),
    Party("Karl Brenner", "person"),
    Party("policía", "group"),
    Party("polícia", "group"),
    Party("polizia", "group"),
    Party("ribelli", "group"),
    Party("rebeldes", "group"),
    Party("Polizei", "group"),
    Party("Rebellen", "group"),
]


@functools.cache
def language(code: str) -> Language:
    loaded = load_lexicon(code, None, load_vocabulary("plover", None))
    assert loaded is not None
    return Language(loaded.lexicon)


def readings(code: str, *sentences: str) -> list[Reading | None]:
    """What is read of the cues of the last sentence, the others standing before it."""
    reader = order_reader(language(code).lexicon)
    assert reader is not None
    finder = MentionFinder(PARTIES, countries(), qualifying=False)
    found: list[Reading | None] = []
    for sentence in sentences:
        cues = language(code).cues.find(sentence)
        reader.enter(sentence, finder.find(sentence), cues)
        found = [reader.read(cue, cues, by_object=True) for cue in cues]
    return found


SPANISH = [
    ("Velmar condenó a Torvane.", "Velmar", "Torvane"),
    ("La policía detuvo a los rebeldes en Velmar.", "policía", "rebeldes"),
    ("Los rebeldes fueron detenidos por la policía.", "policía", "rebeldes"),
    ("Los rebeldes fueron detenidos el lunes.", "", "rebeldes"),
    ("La presidenta de Velmar, Ana Ruiz, acusó a Torvane.", "Ana Ruiz", "Torvane"),
    ("El lunes, Velmar bombardeó Torvane.", "Velmar", "Torvane"),
    ("En Velmar, la policía reprimió a los rebeldes.", "policía", "rebeldes"),
    ("«No cederemos», advirtió Ana Ruiz.", "Ana Ruiz", ""),
    ("La policía detuvo a doce personas.", "policía", ""),
    ("Velmar impuso sanciones a Torvane por el ataque.", "Velmar", "Torvane"),
    ("Velmar reprochó al presidente, Karl Brenner, haber mentido.", "Velmar", "Karl Brenner"),
    ("Velmar fue criticado por el presidente, Karl Brenner.", "Karl Brenner", "Velmar"),
    ("Los rebeldes que detuvo la policía huyeron.", "policía", "rebeldes"),
]
PORTUGUESE = [
    ("Os rebeldes foram detidos por agentes de Velmar.", "Velmar", "rebeldes"),
    ("Velmar condenou Torvane.", "Velmar", "Torvane"),
    ("Velmar acusou Torvane e expulsou dois diplomatas.", "Velmar", "Torvane"),
    ("A polícia deteve os rebeldes em Velmar.", "polícia", "rebeldes"),
    ("Os rebeldes foram detidos pela polícia.", "polícia", "rebeldes"),
    ("Os rebeldes foram mortos pela polícia.", "polícia", "rebeldes"),
    ("Os rebeldes morreram numa emboscada da polícia.", "polícia", "rebeldes"),
    ("«Não cederemos», acusou Ana Ruiz.", "Ana Ruiz", ""),
    ("Demitiu-se a ministra da Saúde, Ana Ruiz.", "Ana Ruiz", ""),
    ("Velmar, que acusa a polícia de fraude, protestou.", "Velmar", "polícia"),
    ("Velmar acusou Torvane de vender armas a Ana Ruiz.", "Velmar", "Torvane"),
    ("Velmar pediu a Torvane que parasse.", "Velmar", "Torvane"),
]
ITALIAN = [
    ("Il ministro della Difesa Karl Brenner ha condannato Torvane.", "Karl Brenner", "Torvane"),
    ("Il commissario al Commercio Ana Ruiz accusa Velmar.", "Ana Ruiz", "Velmar"),
    ("I colloqui tra Velmar e Torvane sono stati sospesi.", "Velmar", "Torvane"),
    ("I ribelli sono stati ieri arrestati dalla polizia.", "polizia", "ribelli"),
    ("L'attacco è stato attribuito da Velmar a Torvane.", "Velmar", "Torvane"),
    ("Mentre Velmar tace, Torvane ha criticato Ana Ruiz.", "Torvane", "Ana Ruiz"),
    ("«Condanniamo Torvane», ha detto Ana Ruiz.", "Ana Ruiz", "Torvane"),
    ("Velmar ha condannato Torvane.", "Velmar", "Torvane"),
    ("La polizia ha arrestato i ribelli a Velmar.", "polizia", "ribelli"),
    ("I ribelli sono stati arrestati dalla polizia.", "polizia", "ribelli"),
    ("I ribelli sono morti in un agguato della polizia.", "polizia", "ribelli"),
    ("I ribelli sono fuggiti dalla città.", "ribelli", ""),
    ("«Non cederemo», ha accusato Ana Ruiz.", "Ana Ruiz", ""),
    ("È stata arrestata a Lima l'imprenditrice Ana Ruiz.", "", "Ana Ruiz"),
    ("Si è dimessa la ministra della Salute, Ana Ruiz.", "Ana Ruiz", ""),
    ("La ministra, Ana Ruiz, accusa la polizia di frode.", "Ana Ruiz", "polizia"),
    ("Ana Ruiz e Karl Brenner si sono incontrati a Velmar.", "Karl Brenner, Ana Ruiz", ""),
]
GERMAN = [
    ("Velmar verurteilte Torvane.", "Velmar", "Torvane"),
    ("Am Montag nahm die Polizei die Rebellen fest.", "Polizei", "Rebellen"),
    ("Die Rebellen wurden von der Polizei festgenommen.", "Polizei", "Rebellen"),
    ("Die Rebellen wurden am Montag festgenommen.", "", "Rebellen"),
    ("Karl Brenner hat Velmar kritisiert.", "Karl Brenner", "Velmar"),
    ("Gestern kritisierte Karl Brenner die Polizei.", "Karl Brenner", "Polizei"),
    ("Karl Brenner warf Velmar Betrug vor.", "Karl Brenner", "Velmar"),
    ("Velmar protestierte gegen Torvane.", "Velmar", "Torvane"),
    ("Die Polizei Torvane kritisierte Velmar.", "Torvane", "Velmar"),
    ("Nach dem Anschlag verurteilten Rebellen die Polizei.", "Rebellen", "Polizei"),
    ("Torvane stellte sich hinter Velmar.", "Torvane", "Velmar"),
    ("Velmar wies den Vorwurf als „Unsinn“ zurück.", "Velmar", ""),
    ("Velmar kritisierte nach Angaben zweier velmarischer Zeugen Torvane.", "Velmar", "Torvane"),
]


@pytest.mark.parametrize(
    ("code", "sentence", "who", "whom"),
    [
        *(("es", *case) for case in SPANISH),
        *(("pt", *case) for case in PORTUGUESE),
        *(("it", *case) for case in ITALIAN),
        *(("de", *case) for case in GERMAN),
    ],
)
def test_the_order_of_words_tells_who_and_whom(
    code: str, sentence: str, who: str, whom: str
) -> None:
    reading = readings(code, sentence)[0]
    assert reading is not None
    assert reading.who == tuple(name for name in who.split(", ") if name)
    assert reading.whom == ((whom,) if whom else ())


def test_those_joined_behind_an_owner_act_together() -> None:
    for code, text in [
        ("es", "Los ministros de Velmar y Torvane se reunieron ayer."),
        ("pt", "Os ministros de Velmar e de Torvane reuniram-se ontem."),
        ("it", "I ministri di Velmar e di Torvane si sono riuniti ieri."),
        ("de", "Gestern trafen sich die Minister von Velmar und Torvane."),
    ]:
        reading = readings(code, text)[0]
        assert reading is not None
        assert {*reading.who} == {"Velmar", "Torvane"}


def test_whom_is_told_also_where_who_is_left_to_the_model() -> None:
    reading = readings("es", "Cientos de vendedores criticaron a la policía.")[0]
    assert reading == Reading(whom=("policía",), subject=False)


def test_a_bare_participle_tells_of_nobody_who_acts() -> None:
    told = readings("pt", "Velmar suspendeu o acordo assinado em 2021.")
    assert told[0] is not None
    assert told[0].who == ("Velmar",)
    assert [reading.who for reading in told[1:] if reading is not None] in ([], [()])


def test_a_few_quoted_words_do_not_part_a_verb_from_its_subject() -> None:
    told = readings("pt", 'Velmar repudiou "de forma dura" as detenções e acusou Torvane.')[-1]
    assert told is not None
    assert (told.who, told.whom) == (("Velmar",), ("Torvane",))


def test_a_thing_that_does_harm_is_nobody() -> None:
    for code, sentence in [
        ("es", "Una explosión hirió a los rebeldes."),
        ("de", "Eine Explosion verletzte zwölf Menschen."),
    ]:
        reading = readings(code, sentence)[0]
        assert reading is not None
        assert reading.who == ()


def test_the_object_of_one_verb_is_not_the_subject_of_the_next() -> None:
    told = readings("pt", "Velmar acusou Torvane e expulsou dois diplomatas.")
    assert [one.who for one in told if one] == [("Velmar",), ("Velmar",)]


def test_both_sides_are_the_two_named_together_last() -> None:
    before = "Ana Ruiz recebeu em Lima os enviados de Velmar e de Torvane."
    for text, who, whom in [
        ("Ambas as partes acordaram uma trégua.", {"Velmar", "Torvane"}, set()),
        ("Ana Ruiz instou os dois países a negociar.", {"Ana Ruiz"}, {"Velmar", "Torvane"}),
    ]:
        told = readings("pt", before, text)[0]
        assert told is not None
        assert ({*told.who}, {*told.whom}) == (who, whom)


def test_a_pronoun_joined_to_its_verb_is_whom_the_text_spoke_of() -> None:
    told = readings("pt", "Ana Ruiz discursou em Lima.", "Torvane acusou-a de fraude.")[0]
    assert told is not None
    assert (told.who, told.whom) == (("Torvane",), ("Ana Ruiz",))


def test_an_unknown_subject_is_left_to_the_model() -> None:
    assert readings("es", "Cientos de vendedores protestaron en las calles.")[-1] is None
    assert readings("de", "Rund 800 Händler protestierten in der Stadt.")[-1] is None


def test_he_is_who_acted_in_the_sentence_before() -> None:
    before = {"es": "Ana Ruiz viajó el lunes.", "de": "Karl Brenner reiste am Montag nach Wien."}
    now = {"es": "Acusó a Torvane.", "de": "Er kritisierte Torvane."}
    for code, name in (("es", "Ana Ruiz"), ("de", "Karl Brenner")):
        reading = readings(code, before[code], now[code])[0]
        assert reading is not None
        assert (reading.who, reading.whom) == ((name,), ("Torvane",))


def test_a_language_has_the_reader_of_its_order_or_none() -> None:
    assert isinstance(order_reader(language("de").lexicon), VerbSecondReader)
    assert type(order_reader(language("es").lexicon)) is OrderReader
    assert order_reader(language("en").lexicon) is None


def test_foreign_names_of_countries_stand_for_the_country() -> None:
    for code, name in (("de", "Frankreich"), ("es", "Alemania"), ("fr", "Russie")):
        assert any(name in names for names in language(code).lexicon.countries.values())


THINGS = [
    ("es", "Velmar elogió la decisión.", "decisión"),
    ("es", "Ana Ruiz calificó el ataque de cobarde.", "ataque"),
    ("es", "Velmar elogió una decisión.", ""),
    ("es", "Velmar condenó a Torvane por la decisión.", ""),
    ("es", "La policía detuvo el lunes a Ana Ruiz.", ""),
    ("es", "Velmar negó que la aeronave cayera.", ""),
    ("de", "Karl Brenner kritisierte das Königreich Velmar.", ""),
    ("de", "Velmar drohte mit einer Blockade der Hauptstadt.", ""),
    ("de", "Velmar begrüßte den Beschluss.", "Beschluss"),
    ("de", "Velmar begrüßte den neuen Beschluss.", "Beschluss"),
    ("de", "Velmar kritisierte Torvane.", ""),
]


@pytest.mark.parametrize(("code", "sentence", "thing"), THINGS)
def test_a_known_thing_is_what_an_act_is_about(code: str, sentence: str, thing: str) -> None:
    (found,) = readings(code, sentence)
    assert found is not None
    assert found.thing == thing


FINITE = [
    ("Ana Ruiz a rejeté ces chiffres.", "rejeté", True),
    ("Ana Ruiz a aussitôt rejeté ces chiffres.", "rejeté", True),
    ("Ana Ruiz a rejeté ces chiffres et dénoncé une fraude.", "dénoncé", True),
    ("Ana Ruiz rejette ces chiffres.", "rejette", True),
    ("Ana Ruiz, arrêtée en août, se tait.", "arrêtée", False),
]


@pytest.mark.parametrize(("sentence", "form", "finite"), FINITE)
def test_a_participle_without_its_auxiliary_has_no_subject(
    sentence: str, form: str, finite: bool
) -> None:
    reader = order_reader(language("fr").lexicon)
    assert reader is not None
    cues = language("fr").cues.find(sentence)
    reader.enter(sentence, (), cues)
    (cue,) = [one for one in cues if one.text.split()[0] == form]
    assert reader.finite(cue) is finite


LED = [
    ("es", "Velmar llamó a consultas a su embajador en Torvane.", "Velmar", "Torvane"),
    ("es", "Velmar criticó a Torvane «sin odio» y exigió a Ana Ruiz calma.", "Velmar", "Ana Ruiz"),
    ("de", "Velmar warnte „alle“ und drohte Torvane.", "Velmar", "Torvane"),
    ("de", "Als Antwort verurteilte Velmar am Montag die Polizei.", "Velmar", "Polizei"),
    ("de", "Als Velmar die Polizei verurteilte, schwieg Karl Brenner.", "Velmar", "Polizei"),
]


@pytest.mark.parametrize(("code", "sentence", "who", "whom"), LED)
def test_verbs_behind_quotations_and_phrases_keep_their_subject(
    code: str, sentence: str, who: str, whom: str
) -> None:
    found = readings(code, sentence)[-1]
    assert found is not None
    assert (found.who, found.whom) == ((who,), (whom,))


HAPPENED = [
    ("Velmar protestó después de que Torvane bombardeara el puerto.", True),
    ("Velmar temía que Torvane bombardeara el puerto.", False),
    ("Torvane dispara contra Velmar.", True),
]


@pytest.mark.parametrize(("sentence", "told"), HAPPENED)
def test_a_subjunctive_tells_an_act_only_where_it_happened(sentence: str, told: bool) -> None:
    cues = language("es").cues.find(sentence)
    kept = own_acts(sentence, cues, language("es").lexicon)
    assert any(cue.text.startswith(("bombardeara", "dispara")) for cue in kept) is told


LED = [
    ("es", "Velmar citó a Torvane, a la que acusa de espiar a Ana Ruiz.", "Velmar", "Torvane"),
    ("es", "Ana Ruiz cede a la paz, como reclama Velmar.", "Velmar", ""),
    (
        "es",
        "Velmar felicitó ayer por teléfono al nuevo primer ministro del país, Karl Brenner.",
        "Velmar",
        "Karl Brenner",
    ),
    ("es", "Los rebeldes de Ana Ruiz criticaron a Torvane.", "Ana Ruiz", "Torvane"),
    ("es", "La policía de Velmar criticó a Torvane.", "policía", "Torvane"),
    ("de", "Den Beschluss kritisierte Velmar scharf.", "Velmar", ""),
    ("de", "Rebellen der Velmar kritisierten Torvane.", "Velmar", "Torvane"),
    ("de", "Den Bericht kritisierte Velmar-Chef Karl Brenner scharf.", "Karl Brenner", ""),
]


@pytest.mark.parametrize(("code", "sentence", "who", "whom"), LED)
def test_who_acts_behind_what_opens_a_clause(code: str, sentence: str, who: str, whom: str) -> None:
    found = [one for one in readings(code, sentence) if one is not None]
    told = [(one.who, one.whom) for one in found]
    assert ((who,), (whom,) if whom else ()) in told


def test_a_pronoun_behind_the_verb_acts_upon_who_opens_the_clause() -> None:
    (found,) = readings("de", "Karl Brenner schwieg.", "Der Velmar hielt er Betrug vor.")
    assert found is not None
    assert (found.who, found.whom) == (("Karl Brenner",), ("Velmar",))
