"""Lists of words written as text, a blank between two words."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of the text."""
    return frozenset(text.split())


def phrase_set(text: str) -> frozenset[str]:
    """The phrases of the text, which stand between commas."""
    return frozenset(" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip())
