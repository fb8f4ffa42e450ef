"""What an agreement is, and where it stands on a day: in Python for one that was read, in SQL for a whole list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class AgreementKind(StrEnum):
    """What was agreed."""

    MOU = "mou"
    WORK_STUDY = "work_study"
    TRAINING = "training"
    DATA_SHARING = "data_sharing"
    INSURANCE = "insurance"
    CLEARANCE = "clearance"


class AgreementState(StrEnum):
    """Where an agreement stands on a day; it follows from its dates."""

    DRAFT = "draft"
    AWAITING_SIGNATURE = "awaiting_signature"
    UPCOMING = "upcoming"
    ACTIVE = "active"
    NOTICE = "notice"
    EXPIRED = "expired"
    RENEWED = "renewed"


ONE_SIDED = frozenset({AgreementKind.INSURANCE, AgreementKind.CLEARANCE})
"""The kinds that only the partner signs: the day on which somebody issued it."""


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement in a list; `ends_on` is the last day that it is in force.

    `renewed_on` is the day on which all signatures were under the one that follows it, None while they are not;
    `renewed_by_id` is that one, signed or not. `person` is whom a clearance is of.
    """

    id: int
    uid: str
    version: int
    organization_id: int
    organization_uid: str
    organization: str
    kind: AgreementKind
    title: str
    person_id: int | None
    person_uid: str
    person: str
    signed_by_school_on: date | None
    signed_by_partner_on: date | None
    starts_on: date | None
    ends_on: date | None
    notice_days: int
    renewed_from_id: int | None
    renewed_from_uid: str
    renewed_by_id: int | None
    renewed_by_uid: str
    renewed_on: date | None
    document: str
    document_sha256: str
    notes: str
    archived: bool

    @property
    def name(self) -> str:
        """What it is called: its title, or else what it is."""
        return self.title or kind_label(self.kind)

    @property
    def signed_on(self) -> date | None:
        """The day of the last signature that it needs; None while one is missing."""
        days = [self.signed_by_partner_on]
        if self.kind not in ONE_SIDED:
            days.append(self.signed_by_school_on)
        found = [day for day in days if day is not None]
        return max(found) if len(found) == len(days) else None

    @property
    def notice_on(self) -> date | None:
        """The day from which on its end is near; None where it has no end."""
        return None if self.ends_on is None else self.ends_on - timedelta(days=self.notice_days)

    def state(self, today: date) -> AgreementState:
        """Return where it stands on a day; STATE_SQL says the same to the database.

        A signature of a later day is not there yet. An agreement that was renewed is so from its notice on, or from
        its end, once all signatures are under the next one.
        """
        if self.signed_on is None or self.signed_on > today:
            return self._unsigned(today)
        if self.starts_on is not None and self.starts_on > today:
            return AgreementState.UPCOMING
        if self.ends_on is None or self.notice_on is None or self.notice_on > today:
            return AgreementState.ACTIVE
        if self.renewed_on is not None and self.renewed_on <= today:
            return AgreementState.RENEWED
        return AgreementState.EXPIRED if self.ends_on < today else AgreementState.NOTICE

    def _unsigned(self, today: date) -> AgreementState:
        begun = [day for day in (self.signed_by_school_on, self.signed_by_partner_on) if day and day <= today]
        is_waiting = bool(begun) and self.kind not in ONE_SIDED
        return AgreementState.AWAITING_SIGNATURE if is_waiting else AgreementState.DRAFT

    def in_force(self, today: date) -> bool:
        """Return whether it is signed, has begun and has not ended, whether or not the next one is there."""
        signed, starts, ends = self.signed_on, self.starts_on, self.ends_on
        return signed is not None and max(signed, starts or signed) <= today <= (ends or today)

    def days_left(self, today: date) -> int | None:
        """Return how many days come after `today` until it ends: 0 on its last day, less than 0 afterwards."""
        return None if self.ends_on is None else (self.ends_on - today).days


_LABELS = {
    AgreementKind.MOU: "MOU",
    AgreementKind.WORK_STUDY: "work-study agreement",
    AgreementKind.TRAINING: "training agreement",
    AgreementKind.DATA_SHARING: "data-sharing agreement",
    AgreementKind.INSURANCE: "insurance certificate",
    AgreementKind.CLEARANCE: "clearance",
}


def kind_label(kind: AgreementKind) -> str:
    """Return a kind as people read it: "MOU", "insurance certificate"."""
    return _LABELS[kind]


def signed_sql(table: str) -> str:
    """Return the SQL of the day of the last signature that an agreement needs; null while one is missing."""
    kinds = ", ".join(f"'{kind.value}'" for kind in sorted(ONE_SIDED))
    both = f"max({table}.signed_by_school_on, {table}.signed_by_partner_on)"
    return f"CASE WHEN {table}.kind IN ({kinds}) THEN {table}.signed_by_partner_on ELSE {both} END"


RENEWED_ON = (
    f"(SELECT min({signed_sql('n')}) FROM agreements n WHERE n.renewed_from_id = a.id AND n.archived_at IS NULL)"
)


def state_sql(today: date) -> str:
    """Return the SQL of the state of the agreement `a` on a day, as AgreementRow.state says it."""
    day, signed = f"'{today.isoformat()}'", f"({signed_sql('a')})"
    kinds = ", ".join(f"'{kind.value}'" for kind in sorted(ONE_SIDED))
    begun = f"(a.signed_by_school_on <= {day} OR a.signed_by_partner_on <= {day}) AND a.kind NOT IN ({kinds})"
    return (
        f"CASE WHEN {signed} IS NULL OR {signed} > {day} "
        f"THEN CASE WHEN {begun} THEN 'awaiting_signature' ELSE 'draft' END "
        f"WHEN a.starts_on > {day} THEN 'upcoming' "
        f"WHEN a.ends_on IS NULL OR date(a.ends_on, '-' || a.notice_days || ' days') > {day} THEN 'active' "
        f"WHEN {RENEWED_ON} <= {day} THEN 'renewed' "
        f"WHEN a.ends_on < {day} THEN 'expired' ELSE 'notice' END"
    )
