"""Entries of a timeline about a partnership, in words: its stages, agreements, openings and placements."""

from __future__ import annotations

from datetime import date

from partner_tui.dates import say_full_day, say_minutes
from partner_tui.records.agreement_rows import ONE_SIDED, AgreementKind, kind_label
from partner_tui.records.timeline_arms import Facts, Source, SubjectKind, Told


def stage(facts: Facts, _subject: SubjectKind, _source: Source) -> Told:
    """Return where the partnership went, and why."""
    before, now = facts["before"] or "identified", facts["stage"]
    title = f"Stage: {now}" if before == now else f"Stage: {before} → {now}"
    return now, title, facts["why"]


def agreement(facts: Facts, subject: SubjectKind, source: Source) -> Told:
    """Return which agreement was signed, begins or ends, and what holds for how long."""
    kind = AgreementKind(facts["kind"])
    what = kind_label(kind)
    what += f" “{facts['title']}”" if facts["title"] else ""
    what += f" of {facts['person']}" if facts["person"] and subject is not SubjectKind.PERSON else ""
    where = f" · {facts['organization']}" if subject is SubjectKind.PERSON else ""
    holds = _from_to(facts)
    if source is Source.AGREEMENT_SIGNED:
        done = "issued" if kind in ONE_SIDED else "signed"
        more = (f"in force {holds}" if holds else "", facts["notes"], facts["document"])
        return "signed", f"{_capped(what)} {done}{where}", "\n".join(filter(None, more))
    if source is Source.AGREEMENT_BEGUN:
        return _status(facts, "begun"), f"{_capped(what)} {'starts' if facts['to_come'] else 'started'}{where}", holds
    renewed = "the one that follows it is there" if facts["renewed"] else ""
    status = "renewed" if facts["renewed"] else _status(facts, "ended")
    return status, f"{_capped(what)} {'ends' if facts['to_come'] else 'ended'}{where}", renewed


def opening(facts: Facts, _subject: SubjectKind, source: Source) -> Told:
    """Return what was offered, for how many, and what it asks for."""
    if source is Source.OPENING_ENDED:
        return _status(facts, "ended"), f"Opening {'ends' if facts['to_come'] else 'ended'}: {facts['title']}", ""
    places = "1 place" if facts["places"] == 1 else f"{facts['places']:,} places"
    more = "\n".join(filter(None, (_from_to(facts), facts["requirements"])))
    return _status(facts, "begun"), f"Opening: {facts['title']} · {facts['kind']} · {places}", more


def placement(facts: Facts, subject: SubjectKind, source: Source) -> Told:
    """Return which student came to an opening, or how that ended and why."""
    begun = source is Source.PLACEMENT_BEGUN
    doing = ("starts" if facts["to_come"] else "started") if begun else facts["status"].replace("_", " ")
    if subject is SubjectKind.PERSON:
        title = f"{_capped(doing)} at {facts['organization']} · {facts['opening']}"
    else:
        title = f"{facts['student']} {doing}: {facts['opening']}"
    if begun:
        return _status(facts, "begun"), title, _from_to(facts)
    worked = f"{say_minutes(facts['minutes'])} approved" if facts["minutes"] else ""
    return facts["status"], title, "\n".join(filter(None, (facts["why"], worked)))


def _status(facts: Facts, done: str) -> str:
    return "to_come" if facts["to_come"] else done


def _from_to(facts: Facts) -> str:
    days = (("from", facts["starts_on"]), ("to", facts["ends_on"]))
    return " ".join(f"{word} {say_full_day(date.fromisoformat(day))}" for word, day in days if day)


def _capped(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
