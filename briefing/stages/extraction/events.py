"""Events of one article: the lexicon finds the acts, the tree or a model says who and whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any

from briefing.domain.articles import Article
from briefing.domain.claims import EventClaim
from briefing.domain.questions import Answer, Ask, Question
from briefing.stages.extraction.actors import Cast
from briefing.stages.extraction.acts import Act, acts_in
from briefing.stages.extraction.aims import agreed, carried_on, directed
from briefing.stages.extraction.answered import answered
from briefing.stages.extraction.claiming import Spot, event_claim
from briefing.stages.extraction.confidence import UNCLAIMED, confidence
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.deeds import fought
from briefing.stages.extraction.government import anchor
from briefing.stages.extraction.mentions import Mention, MentionFinder
from briefing.stages.extraction.merging import merged
from briefing.stages.extraction.model_cues import ask_event
from briefing.stages.extraction.parsing import ParsedArticle
from briefing.stages.extraction.roles import Reading
from briefing.stages.extraction.scenes import Scene, examples, messages, scenes
from briefing.stages.extraction.settling import Parts, from_model, from_text
from briefing.stages.extraction.shapes import roles_shape
from briefing.stages.extraction.timing import Timing, is_daily, with_headline
from briefing.stages.extraction.together import all_of
from briefing.stages.extraction.tools import Language, Tools
from briefing.stages.extraction.tree_and_order import joined
from briefing.stages.extraction.trees import Tree
from briefing.stages.extraction.unclaimed import claimed, is_aimless, is_news, told_elsewhere
from briefing.stages.extraction.word_homes import homes_by_words
from briefing.stages.extraction.word_judgements import QuotedJudgements
from briefing.stages.extraction.word_nominals import WordNominals
from briefing.stages.extraction.word_orders import order_reader
from briefing.stages.extraction.worded import WordedAttacks

_Result = tuple[EventClaim | None, Answer | None]
_Job = Coroutine[Any, Any, _Result]
_ABROAD = ("organisation", "other")  # what may act upon a state that is not its own
_VERBAL, _MATERIAL = 3, 4  # quad classes of conflict


async def find_events(
    article: Article,
    cast: Cast,
    finder: MentionFinder,
    ask: Ask,
    tools: Tools,
    parsed: ParsedArticle | None,
) -> tuple[list[EventClaim], list[Answer]]:
    """Proposed events in the order of the article, and the answers they rest on."""
    language = tools.language(article.language)
    settings = scenes(article, cast, finder)
    if language is None:
        jobs: list[_Job] = [ask_event(article, scene, ask, tools) for scene in settings]
    else:
        reader = _Reader(article, cast, ask, tools, language, parsed)
        jobs = [job for scene in settings for job in reader.jobs(scene)]
    results = await all_of(jobs)
    claims = [claim for claim, _ in results if claim is not None]
    types = tools.vocabulary.types
    harming = [name for name, kind in types.items() if kind.quad == _MATERIAL]
    told = [(scene.sentence.text, scene.mentions) for scene in settings]
    homes = homes_of(told, cast, language, parsed)
    named = Counter(mention.party for scene in settings for mention in scene.mentions)
    claims = _with_recipients(claims, tools, language, homes, cast, named)
    claims = told_elsewhere(claimed(claims), harming)
    if parsed is not None:
        grammar = language.lexicon.grammar if language is not None else None
        deeds = (*grammar.deeds, *grammar.harms) if grammar is not None else ()
        claims = fought(claims, tools.vocabulary, homes, harming, cast.kinds, deeds)
        claims = [claim for claim in claims if not is_aimless(claim, tools.vocabulary, deeds)]
    answers = [answer for _, answer in results if answer is not None]
    return with_headline(merged(claims)), answers


def homes_of(
    sentences: Sequence[tuple[str, Sequence[Mention]]],
    cast: Cast,
    language: Language | None,
    parsed: ParsedArticle | None,
) -> dict[str, str]:
    """Whom the persons of an article speak for, by its trees or else by the order of words."""
    if parsed is not None or language is None or not language.lexicon.order:
        return parsed.homes if parsed is not None else {}
    kinds = {party.name: party.kind for party in cast.parties}
    titles = language.cased.title if language.cased is not None else ""
    return homes_by_words(sentences, kinds, language.lexicon, titles)


def _with_recipients(
    claims: list[EventClaim],
    tools: Tools,
    language: Language | None,
    homes: Mapping[str, str],
    cast: Cast,
    named: Mapping[str, int],
) -> list[EventClaim]:
    """The claims with the recipients that the article tells and their own sentences do not."""
    lexicon = language.lexicon if language is not None else None
    if lexicon is None or not (lexicon.grammar or lexicon.order):
        return claims
    grammar = lexicon.grammar
    statements = grammar.statements if grammar else lexicon.order.get("statements", ())
    types = tools.vocabulary.types
    verbal = [name for name, kind in types.items() if kind.quad == _VERBAL]
    hostile = [name for name, kind in types.items() if kind.quad in (_VERBAL, _MATERIAL)]
    needing = [n for n, kind in types.items() if kind.recipient_required and not kind.reciprocal]
    harms = () if grammar else lexicon.order.get("harms", ())
    harming = [n for n, kind in types.items() if kind.quad == _MATERIAL and kind.victim_required]
    unasked = [(n, m) for n, kind in types.items() for m, v in kind.modes.items() if not v.answers]
    promising = [name for name, kind in types.items() if kind.promise]
    moves = grammar.moves if grammar else ()
    claims = answered(claims, verbal, statements, homes, unasked, harms, harming, moves)
    claims = agreed(claims, promising, homes)
    claims = carried_on(claims, verbal, [name for name in hostile if not types[name].wish])
    kinds = {party.name: party.kind for party in cast.parties}
    states = {name: times for name, times in named.items() if kinds.get(name) == "state"}
    leagues = [name for name, kind in kinds.items() if kind in _ABROAD]
    if not (grammar or lexicon.inflection.cases):
        return claims  # where the order of words tells roles, guesses were never right
    return directed(claims, needing, hostile, homes, states, leagues)


class _Reader:
    """Reads the events of one article whose language has a lexicon."""

    def __init__(
        self,
        article: Article,
        cast: Cast,
        ask: Ask,
        tools: Tools,
        language: Language,
        parsed: ParsedArticle | None,
    ) -> None:
        self.article = article
        self.ask = ask
        self.tools = tools
        self.language = language
        self.parsed = parsed
        self.timing = Timing(
            {s.number: s.text for s in article.sentences if not s.masked},
            article.day,
            language.dates,
            language.lexicon,
            daily=is_daily(article.text),
        )
        self.kinds = {party.name: party.kind for party in cast.parties}
        self.order = order_reader(language.lexicon, language.cased, self.kinds)
        types = tools.vocabulary.types
        if self.order is not None:
            self.order.asking = frozenset(n for n, kind in types.items() if kind.wish is not None)
            self.order.reproaching = frozenset(n for n, k in types.items() if k.quad == _VERBAL)
            self.order.harming = frozenset(n for n, k in types.items() if k.quad == _MATERIAL)
        self.worded = WordedAttacks(language.lexicon, language.cues)
        self.quoted = QuotedJudgements(language.lexicon, language.cues) if self.order else None
        open_types = [n for n, k in types.items() if k.wish is not None or k.said != "occurred"]
        self.nominal = WordNominals(language.lexicon, open_types)

    def jobs(self, scene: Scene) -> list[_Job]:
        """One job per act that the sentence states."""
        tree = self._tree(scene.sentence.number)
        acts, cues = acts_in(scene.sentence, self.language, self.tools.vocabulary, tree)
        if self.parsed is not None:
            acts += self.parsed.judgements(scene.sentence)
            told = self._by_tree(scene, acts, cues)
        else:
            if self.quoted is not None:
                named = self.quoted.find(scene.sentence.text, cues)
                acts, cues = [*acts, *(self._act(scene, cue) for cue in named)], [*cues, *named]
            told = self._by_order(scene, acts, cues)
            if self.order is not None:
                nominal = self.nominal.find(scene.sentence.text, scene.mentions, cues)
                nouns = [(self._act(scene, cue), reading) for cue, reading in nominal]
                told_by = {(cue.type, cue.end) for cue, _ in nominal}
                pairs = [
                    (act, one)
                    for act, one in zip(acts, told, strict=True)
                    if not any(act.cue.type == kind and at <= act.cue.start for kind, at in told_by)
                ]
                pairs += [(act, one) for act, one in nouns if not act.status.negated]
                return [self._read(scene, act, one) for act, one in pairs]
        return [self._read(scene, *pair) for pair in zip(acts, told, strict=True)]

    def _act(self, scene: Scene, cue: Cue) -> Act:
        return Act(cue, self.language.status.status(scene.sentence.text, cue))

    def _tree(self, number: int) -> Tree | None:
        return self.parsed.tree(number) if self.parsed is not None else None

    def _by_tree(
        self, scene: Scene, acts: Sequence[Act], cues: Sequence[Cue]
    ) -> list[Reading | None]:
        """What the tree tells of each act, and the order of words where it is at a loss."""
        assert self.parsed is not None
        seen = [self.parsed.reading(scene.sentence.number, act.cue) for act in acts]
        if self.order is None:
            return [*seen]
        tree, named = self.parsed.tree(scene.sentence.number), {m.party for m in scene.mentions}
        return [
            joined(
                one,
                other,
                act.cue,
                tree,
                named,
                led=self.order.tells_who(act.cue),
                drawn=self.order.drawn(act.cue),
            )
            for act, one, other in zip(acts, seen, self._by_order(scene, acts, cues), strict=True)
        ]

    def _by_order(
        self, scene: Scene, acts: Sequence[Act], cues: Sequence[Cue]
    ) -> list[Reading | None]:
        """What the order of words tells of each act, None in a language without words for it."""
        if self.order is None:
            return [None for _ in acts]
        self.order.enter(scene.sentence.text, scene.mentions, cues, scene.sentence.number)
        types = self.tools.vocabulary.types
        found = [
            self.order.read(
                act.cue, cues, by_object=types[act.cue.type].acts_on_object(act.cue.mode)
            )
            for act in acts
        ]
        return [reading or Reading() for reading in found]

    async def _read(self, scene: Scene, act: Act, told: Reading | None) -> _Result:
        """The text tells who and whom; a model is asked only where no parser and no order does.

        Asked for what these leave open, a small model was wrong more often than right.
        """
        if told is not None:
            source = "text" if self.parsed is not None else "order"
            return self._claim(scene, act, from_text(told, source)), None
        answer = await self.ask(self._question(scene, act.cue))
        return self._claim(scene, act, from_model(answer.value, scene.issues)), answer

    def _question(self, scene: Scene, cue: Cue) -> Question:
        text = scene.sentence.text
        user = self.tools.prompt(
            "roles.user.md.j2",
            names=list(scene.names),
            issues=list(scene.issues),
            context=scene.context,
            sentence=text,
            phrase=" ".join([cue.text, *text[cue.end :].split()[:4]]),
            meaning=self.tools.vocabulary.types[cue.type].phrase,
        )
        return Question(
            purpose="roles",
            label=f"{self.article.title!r}, sentence {scene.sentence.number}, {cue.text!r}",
            messages=messages(
                self.tools.prompt("roles.system.md.j2"),
                examples(self.tools.prompt("roles.examples.md.j2")),
                user,
            ),
            answer=roles_shape(scene.names, scene.issues),
            max_tokens=80,
        )

    def _claim(self, scene: Scene, act: Act, parts: Parts) -> EventClaim:
        before: tuple[int, ...] = ()
        act = self.worded.told(act, parts, self.kinds)
        if self.parsed is not None:
            number = scene.sentence.number
            before = self.parsed.antecedent(number, parts.initiators, parts.recipients)
            if parts.origin[0] == "office":  # what names who holds the office is evidence, too
                before = self.parsed.naming(number, parts.initiators)
        elif self.order is not None:
            before = self.order.naming(scene.sentence.number, parts.initiators, parts.recipients)
        persons = tuple(name for name in scene.names if self.kinds.get(name) == "person")
        tree = self._tree(scene.sentence.number)
        spot = Spot(self.article, scene.sentence, scene.mentions, persons, self.timing, tree)
        claim = event_claim(spot, act, parts, self.tools, self.language, before)
        news = not claim.initiators and self._is_news(claim, act, tree)
        if not claim.initiators and not news:
            claim = claim.model_copy(update={"figures": ()})
        sure = (
            UNCLAIMED
            if news
            else confidence(parts.origin, remote=bool(before) and parts.origin[0] != "office")
        )
        return claim.model_copy(update={"lexicon_type": act.cue.type, "confidence": sure})

    def _is_news(self, claim: EventClaim, act: Act, tree: Tree | None) -> bool:
        word = anchor(tree, act.cue) if tree is not None else None
        lexicon = self.language.lexicon
        since, disasters = lexicon.calendar.since, lexicon.disasters
        return is_news(claim, tree, word, self.article.day, since, disasters)
