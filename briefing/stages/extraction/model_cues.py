"""Sentences of a language without a lexicon: the model finds cue, type and parties at once."""

from __future__ import annotations

from briefing.domain.articles import Article
from briefing.domain.claims import Attribution, EventClaim
from briefing.domain.questions import Answer, Ask, Question
from briefing.stages.extraction.confidence import confidence
from briefing.stages.extraction.cues import Cue
from briefing.stages.extraction.dates import find_date
from briefing.stages.extraction.phrases import phrase_at
from briefing.stages.extraction.scenes import Scene, examples, fitting, messages
from briefing.stages.extraction.shapes import NOBODY, event_shape
from briefing.stages.extraction.tools import Tools


async def ask_event(
    article: Article, scene: Scene, ask: Ask, tools: Tools
) -> tuple[EventClaim | None, Answer]:
    """One question a sentence where no lexicon knows the language: the model finds cue and type."""
    text = scene.sentence.text
    definitions = {name: kind.definition for name, kind in tools.vocabulary.types.items()}
    user = tools.prompt(
        "event.user.md.j2",
        names=list(scene.names),
        issues=list(scene.issues),
        context=scene.context,
        sentence=text,
    )
    answer = await ask(
        Question(
            purpose="event",
            label=f"{article.title!r}, sentence {scene.sentence.number}",
            messages=messages(
                tools.prompt("event.system.md.j2", types=definitions),
                fitting(examples(tools.prompt("event.examples.md.j2")), tools.vocabulary),
                user,
            ),
            answer=event_shape(scene.names, scene.issues, tools.vocabulary),
            max_tokens=160,
        )
    )
    if not answer.value.events:
        return None, answer
    act = answer.value.events[0]
    who = "" if act.who == NOBODY else act.who
    whom = "" if act.whom in (NOBODY, act.who) else act.whom
    issue = whom if whom in scene.issues else ""
    start = text.lower().find(act.cue.lower()) if act.cue.strip() else -1
    cue = Cue(act.type, "", act.cue, "literal", start, start + len(act.cue), act.cue, passive=False)
    return EventClaim(
        type=act.type,
        initiators=(who,) if who else (),
        recipients=() if issue or not whom else (whom,),
        issue=issue,
        cue=act.cue,
        phrase="" if start < 0 else phrase_at(text, cue),
        factuality=tools.vocabulary.types[act.type].said,
        attribution=Attribution(),
        date=find_date(text, 0, article.day),
        model_type=act.type,
        agreement="model_only",
        roles_from=("model" if who else "unset", "model" if whom else "unset"),
        confidence=confidence(("model", "unset")),
        evidence=(scene.sentence.number,),
    ), answer
