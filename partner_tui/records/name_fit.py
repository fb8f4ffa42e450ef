"""How well what somebody typed fits a name: each typed word a word of the name, a nickname, a beginning or a typo."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from partner_tui.records import nicknames

WHOLE = 1.0
WORD = 0.74
NICKNAME = 0.6
BEGINNING = 0.48
INITIAL = 0.4
TYPO = 0.2
"""What the worst word of a fit is worth. A whole name leads a word of it clearly, a word leads a mere beginning
clearly; a nickname leads neither, so that Bob and Robert are both offered.
"""

_PLAIN_WORDS = """
able about above after afternoon again agreed all almost alone already also always angry another anxious any around
ask away back bad band bed beginning behind best better big bit board book books bored both boys brief bright bring
brought budget bus busy calm came can care change chat check chess child class clear close club clubs coach coffee
cold come coming computer concert cool could course crew curious daily dance data day days deal decided desk did
difficult dinner door down drama each early easy eight email end english enjoyed even ever every everyone exam exams
excellent excited extra fair family fantastic far feedback few field fine first five folks follow food foot form forms
four free friendly front fun funny game garden gave girls glad go going gone good grade grades grand grant grants
great green group groups guidance guys gym had half hall hand happy hard have health hear heard hello help helped her
here hey high him his home honest hope hour house how huge idea ideas ill informal interesting just key keys kids kind
kitchen know lab large last late later leave leaving left lesson let letter light like list little local long look
lost lot lots lovely low lunch mad main make many march math maths maybe meet middle mine minor mom money month more
morning most move much music must near need needs nervous never new news next nice night nine noon not note now off
office often okay old once one only open other our out outside over own paper parent parents part party pay people
phone pizza plan planning play pleasant poor pretty project proud put quick quickly quiet rather ready real really red
report rest rides right roof room sad safe said same say school science second see seen send senior seven shared short
sick side sign six small soccer some soon sorry spanish sport sports spring staff stage start started state stay still
stopped stories story stress stressed strong student students sure surprise take talent talk talked teacher teachers
team tell ten terrible test testing tests than thank thanks that the them then there they thing things think third
this those three tight time tired today together told too took tough tour trip trips true try tutor two under until
upset very visit walk warm was way week weeks well went were what when while white who whole why will win winter wish
with wonderful work worried worry would wrong year years yes yet young
"""
PLAIN = frozenset(_PLAIN_WORDS.split())
"""Words of any line, which are a name only where somebody is called exactly so: "good talk" is not about Goodman."""


class TypedWord(NamedTuple):
    """A word as it was typed, folded, with the nicknames that it may be or stand for, and its corrections if wanted."""

    text: str
    nicknames: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()

    @property
    def is_initial(self) -> bool:
        """Whether it is one letter."""
        return len(self.text) == 1

    @property
    def begins(self) -> bool:
        """Whether it may be the beginning of a name."""
        return self.text not in PLAIN and not self.is_initial


def typed_words(words: Iterable[str]) -> list[TypedWord]:
    """Return folded words with their nicknames."""
    return [TypedWord(word, nicknames.others(word)) for word in words]


def fit(typed: Sequence[TypedWord], name: Sequence[str], *, whole: Sequence[Sequence[str]] = ()) -> float:
    """Return how well typed words fit the folded words of a name, from 0, not at all, to 1: it is one of `whole`.

    Every typed word needs a word of the name of its own; the worst one decides.
    """
    if [one.text for one in typed] in [list(words) for words in whole]:
        return WHOLE
    left, worst = list(name), WORD
    # What can only be one thing takes its word before what could be many: "j jones" is no "Jones Miller".
    for one in sorted(typed, key=lambda word: -len(word.text)):
        best = max(left, key=lambda word: _worth(one, word), default="")
        worth = _worth(one, best) if best else 0.0
        if not worth:
            return 0.0
        left.remove(best)
        worst = min(worst, worth)
    return worst if typed else 0.0


def _worth(typed: TypedWord, word: str) -> float:
    if typed.text == word:
        return WORD
    if typed.is_initial:
        return INITIAL if word.startswith(typed.text) else 0.0
    if word in typed.nicknames:
        return NICKNAME
    if typed.begins and word.startswith(typed.text):
        return BEGINNING
    return TYPO if word in typed.corrections else 0.0


def initials_fit(letters: str, given: Sequence[str], family: Sequence[str]) -> bool:
    """Whether letters are the initials of a name: jd of Jane Doe, mdlc of Maria de la Cruz, as mc is."""
    first = "".join(word[0] for word in given)
    last = "".join(word[0] for word in family)
    if not first or not last:
        return False
    return letters in {first + last, first[0] + last, first[0] + last[0], first[0] + last[-1]}


SHORTEST = 4
"""Letters that a word must have to be corrected: of three letters, one is too much to guess."""

_SOUNDS = {
    "c": "kqs", "k": "cq", "q": "kc", "g": "jg", "j": "ghy", "h": "j", "f": "pv", "p": "f", "v": "bfw", "b": "v",
    "w": "v", "s": "zc", "z": "s", "x": "js", "y": "ijl", "i": "yj", "e": "ai", "a": "eh",
}  # fmt: skip
"""Letter with which a name may be begun instead of others that sound so: karlos, sofia and zofia, yovany."""


def first_letters(word: str) -> str:
    """Return the letters with which a word may have been meant to begin: its own, its second, and what sounds alike."""
    return "".join(dict.fromkeys(word[:2] + _SOUNDS.get(word[0], "")))


def corrections(word: str, there: Iterable[str]) -> tuple[str, ...]:
    """Return the words that are there and nearest to `word`: one slip away, or two for words of seven letters or more.

    A slip is a letter too many, too few or wrong, or two that changed places (optimal string alignment).
    """
    if len(word) < SHORTEST or word in PLAIN:
        return ()
    distance = _distance()
    most = 1 if len(word) < 7 else 2
    near: dict[str, int] = {}
    for other in there:
        if abs(len(other) - len(word)) <= most and (found := distance(word, other, score_cutoff=most)) <= most:
            near[other] = found
    nearest = min(near.values(), default=0)
    return tuple(other for other, slips in near.items() if slips == nearest)


def _distance() -> Callable[..., int]:
    from rapidfuzz.distance import OSA  # only a typo needs it, and most lines have none

    measure: Callable[..., int] = OSA.distance
    return measure
