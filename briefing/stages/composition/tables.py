"""Who stands where, and who acts."""

from __future__ import annotations

from briefing.domain.briefing import Row, Section
from briefing.domain.dossier import Actor, Stance
from briefing.stages.composition.desk import Desk, more
from briefing.stages.composition.wording import actor_kind, count, stance_label, voice

SHOWN_STANCES = 40
SHOWN_ACTORS = 25
_SHOWN_NAMES = 4


def stances(desk: Desk) -> Section:
    """Holder, target, stance, in whose words, change; what is news first, strongest first."""
    ranked = sorted(
        desk.stances,
        key=lambda stance: (
            not desk.is_new(stance.id),
            -stance.intensity,
            -stance.origins,
            desk.name(stance.holder),
            stance.id,
        ),
    )
    return Section(
        id="stances",
        heading="Who stands where",
        intro=_left_out(len(ranked), SHOWN_STANCES, "stance"),
        columns=("Holder", "Target", "Stance", "In whose words", "Change", "Evidence"),
        rows=tuple(_stance(desk, stance) for stance in ranked[:SHOWN_STANCES]),
        empty="No stance could be grounded.",
    )


def actors(desk: Desk) -> Section:
    """The actors with the most claims."""
    ranked = sorted(desk.actors, key=lambda actor: (-len(actor.claims), actor.name, actor.id))
    return Section(
        id="actors",
        heading="Actors",
        intro=_left_out(len(ranked), SHOWN_ACTORS, "actor"),
        columns=("Name", "Kind", "Country", "Also called", "Articles", "Evidence"),
        rows=tuple(_actor(desk, actor) for actor in ranked[:SHOWN_ACTORS]),
        empty="No actor could be grounded.",
    )


def _left_out(total: int, shown: int, noun: str) -> str:
    hidden = total - shown
    if hidden <= 0:
        return ""
    return f"The first {shown} of {count(total, noun)}; … and {hidden} more, in the article notes."


def _stance(desk: Desk, stance: Stance) -> Row:
    proofs = desk.proofs(stance.claims)
    change = desk.change(stance.id)
    word = "seen before" if change == "continuing" else change
    note = desk.change_note(stance.id)
    words = "; ".join((voice(stance.attribution, stance.speaker), *more(proofs)))
    return Row(
        id=stance.id,
        cells=(
            desk.name(stance.holder),
            desk.name(stance.target),
            stance_label(stance.label, stance.intensity),
            words,
            f"{word} ({note})" if note else word,
        ),
        citations=desk.cite(proofs),
    )


def _actor(desk: Desk, actor: Actor) -> Row:
    proofs = desk.proofs(actor.claims)
    reasons = {merge.name: merge.reason for merge in actor.merges}
    called = [name for name in dict.fromkeys((*actor.aliases, *reasons)) if name != actor.name]
    names = [
        f"{name} ({reasons[name]})" if reasons.get(name) else name for name in called[:_SHOWN_NAMES]
    ]
    if len(called) > _SHOWN_NAMES:
        names.append(f"+{len(called) - _SHOWN_NAMES} more")
    articles = "; ".join((str(len(actor.articles)), *more(proofs)))
    return Row(
        id=actor.id,
        cells=(
            actor.name,
            actor_kind(actor.kind, actor.sector),
            actor.country or "–",
            ", ".join(names) or "–",
            articles,
        ),
        citations=desk.cite(proofs),
    )
