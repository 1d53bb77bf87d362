"""The actors and issues of one article: a model lists them, code cleans and completes the list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefing.domain.articles import Article, Sentence
from briefing.domain.claims import ActorClaim, EventClaim, StanceClaim
from briefing.domain.questions import Answer, Ask, Message, Question
from briefing.domain.vocabulary import Vocabulary
from briefing.stages.extraction.belonging import belonging
from briefing.stages.extraction.called import with_full_names, with_nouns, without_calling
from briefing.stages.extraction.cased_cast import cased_parties
from briefing.stages.extraction.described import described, governing, with_organs
from briefing.stages.extraction.lands import lands, peopled
from briefing.stages.extraction.mentions import MentionFinder, Party, contains
from briefing.stages.extraction.named_bodies import named_bodies
from briefing.stages.extraction.naming import clean, complete
from briefing.stages.extraction.parsed_names import parsed_names, short_forms
from briefing.stages.extraction.shapes import actors_shape
from briefing.stages.extraction.sifting import sifted
from briefing.stages.extraction.small_letters import in_small_letters
from briefing.stages.extraction.titled_names import titled_persons
from briefing.stages.extraction.tools import Tools
from briefing.stages.extraction.trees import Tree
from briefing.stages.extraction.uniting import ruled, united
from briefing.stages.extraction.unnamed_bodies import with_unnamed_bodies
from briefing.stages.extraction.unnamed_offices import unnamed_offices
from briefing.stages.extraction.windows import windows

WINDOW = 3_500


@dataclass(frozen=True)
class Cast:
    """Who and what one article is about. ``unfound`` was named by the model, not by the text."""

    parties: tuple[Party, ...]
    issues: tuple[str, ...]
    unfound: tuple[Party, ...]
    answers: tuple[Answer, ...]

    @property
    def kinds(self) -> dict[str, str]:
        """The kinds of the parties by their names."""
        return {party.name: party.kind for party in self.parties}


async def find_cast(
    article: Article, ask: Ask, tools: Tools, trees: Mapping[int, Tree] | None = None
) -> Cast:
    """Ask for actors window by window, then drop, split and complete by rule.

    In a language that inflects names rules find them all, and nobody is asked.

    ``trees`` are those of the visible sentences, by number, where the language has a parser.
    """
    language = tools.language(article.language)
    if language is not None and language.cased is not None:
        known = cased_parties(
            visible_text(article),
            language.lexicon,
            tools.countries_in(article.language),
            language.cased,
        )
        return Cast(tuple(known), (), (), ())
    answers = await _asked(article, ask, tools)
    listed = [Party(a.n.strip(), a.k) for answer in answers for a in answer.value.actors]
    issues = [issue.strip() for answer in answers for issue in answer.value.issues]
    return cast_of(article, listed, issues, answers, tools, trees)


def cast_of(
    article: Article,
    listed: Sequence[Party],
    issues: Sequence[str],
    answers: Sequence[Answer],
    tools: Tools,
    trees: Mapping[int, Tree] | None,
) -> Cast:
    """The parties that a model ``listed``, dropped, split and completed by rule."""
    text = visible_text(article)
    shown = [sentence for sentence in article.sentences if not sentence.masked]
    language = tools.language(article.language)
    countries = tools.countries_in(article.language)
    lexicon = language.lexicon if language else None
    found, unfound = clean(list(map(without_calling, listed)), text, lexicon, countries)
    parties = complete(found, text, lexicon, countries)
    if lexicon is not None and lexicon.endings:
        parties += peopled(text, parties, lexicon, countries)
        parties = described(parties, text, lexicon)
        if "called" in lexicon.order:
            parties = in_small_letters(parties, text, lexicon, countries)
    if lexicon is not None:
        if lexicon.grammar is not None:
            parties += lands(text, parties, lexicon, countries)
        if lexicon.grammar is None:
            forms = {form.lower() for party in parties for form in (party.name, *party.forms)}
            bodies = named_bodies(text, lexicon)
            own = [body for body in bodies if not any(f.endswith(body.name.lower()) for f in forms)]
            parties += own
            parties = titled_persons(parties, text, lexicon, countries)
        elif trees:
            parties = with_full_names(parties, [*trees.values()], lexicon)
            parties = short_forms([*trees.values()], parties, lexicon)
            sentences = [(trees[x.number], x.text) for x in shown if x.number in trees]
            parties += parsed_names(sentences, parties, lexicon, countries)
            offices = unnamed_offices(sentences, parties, lexicon)
            parties = with_nouns(parties, text, lexicon) + offices
            parties = with_unnamed_bodies(sentences, parties, lexicon)
        parties = united(parties, text, lexicon, countries)
        seen = [(trees.get(x.number) if trees else None, x.text) for x in shown]
        parties = belonging(parties, seen, lexicon, countries)
        parties = sifted(parties, seen, lexicon, countries)
        parties = ruled(parties, text, countries)
        parties = governing(parties, text, lexicon, countries)
        if lexicon.organs:
            parties = with_organs(parties, text, lexicon, countries)
    names = {party.name.lower() for party in parties}
    kept = dict.fromkeys(i for i in issues if contains(text, i) and i.lower() not in names)
    return Cast(tuple(parties), tuple(kept), tuple(unfound), tuple(answers))


async def _asked(article: Article, ask: Ask, tools: Tools) -> list[Answer]:
    """The model's lists, one a window."""
    shape = actors_shape(tools.vocabulary)
    system = tools.prompt("actors.system.md.j2", kinds=dict(tools.vocabulary.actor_kinds))
    shown = (
        Message(role="user", content=tools.prompt("actors.example.md.j2")),
        Message(role="assistant", content=tools.prompt("actors.answer.md.j2").strip()),
    )
    answers: list[Answer] = []
    visible = [sentence for sentence in article.sentences if not sentence.masked]
    parts = windows(visible, WINDOW, lambda sentence: len(sentence.text))
    for number, window in enumerate(parts, start=1):
        text = "\n".join(sentence.text for sentence in window.sentences)
        user = tools.prompt("actors.user.md.j2", text=text)
        part = f", part {number} of {len(parts)}" if len(parts) > 1 else ""
        answers.append(
            await ask(
                Question(
                    purpose="actors",
                    label=f"{article.title!r}{part}",
                    messages=(
                        Message(role="system", content=system),
                        *shown,
                        Message(role="user", content=user),
                    ),
                    answer=shape,
                    max_tokens=600,
                )
            )
        )
    return answers


def visible_text(article: Article) -> str:
    """The article's sentences, masked ones left out."""
    return "\n".join(s.text for s in article.sentences if not s.masked)


def with_a_role(events: Iterable[EventClaim], stances: Iterable[StanceClaim]) -> frozenset[str]:
    """The names of all who do something, to whom it is done, or who take or meet a stance.

    What nobody known does to somebody counts only with its victims, as in what is published.
    """
    standing = [event for event in events if event.initiators or event.figures]
    acting = {name for event in standing for name in (*event.initiators, *event.recipients)}
    return frozenset(acting.union(*((one.holder, one.target) for one in stances)))


def actor_claims(
    cast: Cast,
    sentences: Sequence[Sentence],
    finder: MentionFinder,
    used: frozenset[str],
    vocabulary: Vocabulary,
) -> list[ActorClaim]:
    """One claim per party that is mentioned; bare collectives only when they have a role."""
    evidence: dict[str, list[int]] = {}
    written: dict[str, dict[str, None]] = {}
    for sentence in sentences:
        if sentence.masked:
            continue
        for mention in finder.find(sentence.text):
            if mention.how != "demonym" or mention.party in used:
                words = sentence.text[mention.start : mention.end]
                written.setdefault(mention.party, {})[words] = None
                numbers = evidence.setdefault(mention.party, [])
                if sentence.number not in numbers:
                    numbers.append(sentence.number)
    claims = []
    for party in cast.parties:
        if party.name in evidence and (party.sure or party.name in used):
            names = dict.fromkeys((party.name, *party.forms, *written[party.name]))
            claims.append(
                ActorClaim(
                    name=party.name,
                    names=tuple(names),
                    kind=party.kind,
                    sector=vocabulary.sector(party.name, party.kind),
                    country=party.country,
                    evidence=tuple(evidence[party.name]),
                )
            )
    return claims
