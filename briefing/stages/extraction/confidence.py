"""Extraction confidence: how often claims that came about in the same way are right."""

from __future__ import annotations

from briefing.domain.claims import Agreement

# who named initiator and recipient -> share right on the tuning articles (`briefing eval`)
_SHARES = {
    ("text", "text"): 0.8,
    ("text", "unset"): 0.7,
    ("office", "text"): 0.6,
    ("order", "order"): 0.6,
    ("order", "unset"): 0.5,
    ("translated", "translated"): 0.4,
    ("translated", "unset"): 0.4,
    ("model", "model"): 0.25,
    ("model", "unset"): 0.25,
}
_REMOTE = 0.45
# harm told of nobody, with its victims: 13 of 19 such claims tell what the text tells, though gold
# that names who did it counts none of them
UNCLAIMED = 0.6
_LOWEST = 0.1


def confidence(origin: tuple[str, str], *, remote: bool = False, lexicon: bool = True) -> float:
    """0 to 1, from who named initiator and recipient (as in ``EventClaim.roles_from``).

    ``remote``: the act's own sentence names none of them ("It refused"); that fails more often.
    Without a ``lexicon`` of the language the model found the act, too, and is rarely right.
    """
    found = _SHARES.get(origin, _LOWEST) if lexicon else _LOWEST
    return min(found, _REMOTE) if remote else found


# whole articles: shares right of the embedded model's claims on 16 tuning articles, (right + 1) out
# of (claims + 2), rounded; whether the sentence itself names the parties made no difference to acts
_SAME_TYPE: dict[Agreement, float] = {"agree": 0.9, "differ": 0.55, "model_only": 0.55}
_OTHER_TYPE = 0.15
_NO_TYPE = 0.2
_SIDES = {True: 0.3, False: 0.2}


def told_confidence(type_: str, lexicon_type: str, agreement: Agreement) -> float:
    """0 to 1, for an act that a model told of a whole article.

    ``lexicon_type`` is what the verb lexicon makes of it, "" where it knows nothing.
    """
    if type_ == lexicon_type:
        return _SAME_TYPE.get(agreement, _NO_TYPE)
    return _OTHER_TYPE if lexicon_type else _NO_TYPE


def side_confidence(*, named: bool) -> float:
    """The same for a stance that a model told; ``named`` when its sentence names both sides."""
    return _SIDES[named]
