"""A name with the family name first: "rivera, ana" is one person where somebody is called Ana Rivera."""

from __future__ import annotations

from partner_tui.capture.head import Head, role_of
from partner_tui.capture.parts import Mention, Role
from partner_tui.capture.tokens import tokens_of


def join_names(head: Head) -> None:
    """Make one mention of two with a comma between them, where that is a whole name and they are not two people."""
    for at, start in reversed(head.behind_comma):
        family, given = head.people[at - 1], head.people[at]
        if all(head.names.meant(one, head.organizations).resolved for one in (family, given)):
            continue
        name = f"{given.typed} {family.typed}"
        matches = head.names.whole(name)
        if not matches:
            continue
        mention = Mention(name, matches)
        head.people[at - 1 : at + 1] = [mention]
        role = role_of(mention, Role.PERSON)
        given_size, family_size = len(tokens_of(given.typed)), len(tokens_of(family.typed))
        for index in (*range(start, start + given_size), *range(start - 1 - family_size, start - 1)):
            if 0 <= index < len(head.roles) and head.roles[index] in (Role.AMBIGUOUS, Role.UNKNOWN, Role.PERSON):
                head.roles[index] = role
