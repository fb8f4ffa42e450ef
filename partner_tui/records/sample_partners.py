"""The partners of the invented school: where each stands, who is behind it, what was signed and promised."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from partner_tui.records.agreements import AgreementKind
from partner_tui.records.organizations import Depth, OrganizationSize
from partner_tui.records.stages import Stage

SILENT, SILENT_SINCE = "First Street Bakery", 47
"""The partner of whom nobody has heard for so many school days."""

Signed = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement: signed by the school and by the partner, begun and ending so many days from today (+ is ahead)."""

    kind: AgreementKind
    signed: Signed
    starts: int | None = None
    ends: int | None = None
    notice: int = 60
    title: str = ""
    renews: bool = False
    """Whether it carries on the deal before it in the list."""


@dataclass(frozen=True, slots=True)
class Partner:
    """What is known of a partner; `stages` are (stage, school days ago, why) and the last one holds."""

    stages: tuple[tuple[Stage, int, str], ...]
    sector: str
    size: OrganizationSize
    depth: Depth | None = None
    owner: str = ""
    introduced_by: str = ""
    cadence_weeks: int | None = None
    tags: tuple[str, ...] = ()
    notes: str = ""
    deals: tuple[Deal, ...] = field(default=())


_HEARD = "A parent mentioned them at the open house."
_WORTH = "They want students for real tasks."

PARTNERS: dict[str, Partner] = {
    "Harbor Clinic": Partner(
        (
            (Stage.CONTACTED, 240, _HEARD),
            (Stage.EXPLORING, 228, "Visit of the wards with two counselors."),
            (Stage.AGREEING, 205, "Their director asked for a draft."),
            (Stage.ACTIVE, 60, "The MOU is signed, and the first interns came."),
        ),
        "health_science",
        OrganizationSize.TO_249,
        Depth.ALIGNED,
        owner="Priya Sharma",
        tags=("on a bus line", "bilingual"),
        notes="Interns need a tuberculosis test; the school nurse does it.",
        deals=(
            Deal(AgreementKind.MOU, (-150, -146), -145, 220),
            Deal(AgreementKind.INSURANCE, (None, -353), -353, 12, 30, "Liability insurance"),
            Deal(AgreementKind.TRAINING, (-80, -79), -78, 200),
            Deal(AgreementKind.WORK_STUDY, (-80, -78), -78, 200),
            Deal(AgreementKind.CLEARANCE, (None, -90), -90, 640, title="Background check of the volunteer office"),
        ),
    ),
    "First Street Bakery": Partner(
        (
            (Stage.CONTACTED, 150, "Walked in before school."),
            (Stage.ACTIVE, 120, "Wanted to begin the same month; the papers followed."),
        ),
        "hospitality_tourism",
        OrganizationSize.TO_9,
        Depth.SPECIALIZED,
        owner="Eleanor Whitfield",
        tags=("walking distance", "early hours"),
        deals=(
            Deal(AgreementKind.WORK_STUDY, (-85, -85), -84, 205),
            Deal(AgreementKind.INSURANCE, (None, -70), -70, 295, 30, "Liability insurance"),
            Deal(AgreementKind.TRAINING, (-85, -85), -84, 205),
        ),
    ),
    "Casa Unida": Partner(
        (
            (Stage.EXPLORING, 90, "Mateo García asked what students could do with them."),
            (Stage.AGREEING, 51, "The draft of the MOU is with their board."),
        ),
        "human_services",
        OrganizationSize.TO_49,
        owner="Priya Sharma",
        introduced_by="Noor Rahman",
        tags=("bilingual",),
        deals=(Deal(AgreementKind.MOU, (-40, None), 20, 400),),
    ),
    "Delgado & Daughters": Partner(
        (
            (Stage.EXPLORING, 250, _WORTH),
            (Stage.ACTIVE, 200, "Two students began in the shop."),
            (Stage.DEEPENING, 20, "They offer a second trade, and a mentor for each student."),
        ),
        "manufacturing",
        OrganizationSize.TO_49,
        Depth.CORE,
        owner="Grace Chen",
        introduced_by="Priya Sharma",
        cadence_weeks=4,
        tags=("paid", "walking distance"),
        deals=(
            Deal(AgreementKind.WORK_STUDY, (-420, -418), -415, -51, title="Work-study in the shop"),
            Deal(AgreementKind.WORK_STUDY, (-60, -58), -50, 315, title="Work-study in the shop", renews=True),
            Deal(AgreementKind.TRAINING, (-60, -58), -50, 315),
            Deal(AgreementKind.INSURANCE, (None, -120), -120, 245, 30, "Liability insurance"),
            Deal(AgreementKind.MOU, (-400, -400), -399, 330),
        ),
    ),
    "Northgate Community College": Partner(
        (
            (Stage.AGREEING, 230, "The college has a form of its own."),
            (Stage.ACTIVE, 180, "Signed; the first campus day is fixed."),
        ),
        "education_training",
        OrganizationSize.FROM_250,
        Depth.ALIGNED,
        owner="Nkechi Obi",
        tags=("on a bus line",),
        deals=(
            Deal(AgreementKind.DATA_SHARING, (-300, -290), -289, 440, title="Names and grades of visiting students"),
            Deal(AgreementKind.MOU, (-300, -290), -289, 440),
            Deal(AgreementKind.TRAINING, (-12, -8), 40, 400, title="Interns in the workshops"),
        ),
    ),
    "Millbrook Public Library": Partner(
        ((Stage.CONTACTED, 60, "Our librarian knows theirs."), (Stage.ACTIVE, 40, "The reading mentors have begun.")),
        "education_training",
        OrganizationSize.TO_49,
        Depth.SPECIALIZED,
        owner="Noor Rahman",
        tags=("walking distance",),
        deals=(
            Deal(AgreementKind.MOU, (-70, -66), -65, 298),
            Deal(AgreementKind.INSURANCE, (None, -66), -65, 298, 30, "Insured by the town"),
            Deal(AgreementKind.CLEARANCE, (None, -62), -62, 660, title="Background checks of the reading room"),
        ),
    ),
    "Tidewater Credit Union": Partner(
        ((Stage.CONTACTED, 12, "Wrote to the branch; they answered the same day."),),
        "finance",
        OrganizationSize.TO_249,
    ),
    "Electricians Local 9001": Partner(
        ((Stage.CONTACTED, 55, _HEARD), (Stage.EXPLORING, 18, "They would take two students into the training hall.")),
        "architecture_construction",
        OrganizationSize.TO_249,
        owner="Grace Chen",
        introduced_by="Grace Chen",
        cadence_weeks=8,
        tags=("paid",),
        deals=(Deal(AgreementKind.TRAINING, (None, None), title="Draft of their training agreement"),),
    ),
    "Lantern Street Theater": Partner(
        (
            (Stage.ACTIVE, 220, "Stage crew for the spring play."),
            (Stage.PAUSED, 45, "The house is being rebuilt until the spring."),
        ),
        "arts_media",
        OrganizationSize.TO_9,
        Depth.SPECIALIZED,
        owner="Linh Tran",
        deals=(Deal(AgreementKind.MOU, (-330, -330), -329, 140),),
    ),
    "Millbrook Chamber of Commerce": Partner(
        (
            (Stage.ACTIVE, 260, "Speakers for the career evening."),
            (Stage.ENDED, 80, "They closed the education committee."),
        ),
        "business_management",
        OrganizationSize.TO_9,
        deals=(Deal(AgreementKind.MOU, (-500, -495), -494, -130),),
    ),
    "Friends of Lincoln High": Partner(
        ((Stage.ACTIVE, 260, "They have been there longer than anybody remembers."),),
        "education_training",
        OrganizationSize.TO_9,
        Depth.CORE,
        owner="Eleanor Whitfield",
        cadence_weeks=0,
        tags=("families",),
    ),
}


class Standing:
    """Draws what every partner has around `today`; `ids` are those of the partners, `staff` those of a few people."""

    def __init__(
        self, ids: Mapping[str, int], contacts: Mapping[int, Sequence[int]], staff: Mapping[str, int], today: date
    ) -> None:
        self._ids = ids
        self._contacts = contacts
        self._staff = staff
        self._today = today

    def facts(self) -> dict[int, dict[str, Any]]:
        """Return what is to be changed of each organization, by its id."""
        return {
            self._ids[name]: {
                "sector": one.sector,
                "size": one.size,
                "depth": one.depth,
                "owner_id": self._staff.get(one.owner),
                "introduced_by_id": self._staff.get(one.introduced_by),
                "primary_contact_id": next(iter(self._contacts.get(self._ids[name], ())), None),
                "cadence_weeks": one.cadence_weeks,
                "notes": one.notes,
            }
            for name, one in PARTNERS.items()
        }

    def stages(self, days: Sequence[date]) -> Iterator[dict[str, Any]]:
        """Yield the columns of the changes of stage; `days` are the school days before today, in order."""
        for name, one in PARTNERS.items():
            for stage, ago, why in one.stages:
                day = days[-min(ago, len(days))] if days else self._today
                yield {"organization_id": self._ids[name], "stage": stage, "changed_on": day, "why": why}

    def tags(self) -> Iterator[dict[str, Any]]:
        """Yield the columns of the tags."""
        for name, one in PARTNERS.items():
            yield from ({"organization_id": self._ids[name], "word": word} for word in one.tags)

    def agreements(self, first: int) -> Iterator[dict[str, Any]]:
        """Yield the columns of the agreements; `first` is the id that the first of them will have."""
        agreement_id = first
        for name, one in PARTNERS.items():
            for deal in one.deals:
                yield {
                    "organization_id": self._ids[name],
                    "kind": deal.kind,
                    "title": deal.title,
                    "signed_by_school_on": self._day(deal.signed[0]),
                    "signed_by_partner_on": self._day(deal.signed[1]),
                    "starts_on": self._day(deal.starts),
                    "ends_on": self._day(deal.ends),
                    "notice_days": deal.notice,
                    "renewed_from_id": agreement_id - 1 if deal.renews else None,
                }
                agreement_id += 1

    def _day(self, offset: int | None) -> date | None:
        return None if offset is None else self._today + timedelta(days=offset)
