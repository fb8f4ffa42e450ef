"""The federal rules of work for the young, as data with where each is written (29 CFR part 570)."""

from __future__ import annotations

from partner_tui.records.work_rule_sets import Limit, Profile, Rule, RuleSet, When

_HOUR = 60
_AT_14_AND_15 = frozenset({Profile.STANDARD_14_15, Profile.WECEP, Profile.WSP})
_STANDARD, _WECEP, _WSP = (frozenset({one}) for one in (Profile.STANDARD_14_15, Profile.WECEP, Profile.WSP))
_SUMMER = ("06-01", "labor day")
_REST_OF_THE_YEAR = ("after labor day", "05-31")

LEARNER = "29 CFR 570.50(c)"
"""Where the exemption of student-learners is written: from some hazardous occupations, at 16 and 17, never of hours."""

FEDERAL = RuleSet(
    "Federal",
    "29 CFR part 570",
    (
        Rule(Limit.NO_WORK, frozenset({Profile.UNDER_14}), "29 CFR 570.119"),
        Rule(Limit.SCHOOL_HOURS, _STANDARD, "29 CFR 570.35(a)(1)", on=When.SCHOOL_DAY),
        Rule(Limit.DAY, _STANDARD | _WECEP, "29 CFR 570.35(a)(5)", 3 * _HOUR, When.SCHOOL_DAY),
        Rule(Limit.DAY, _AT_14_AND_15, "29 CFR 570.35(a)(4)", 8 * _HOUR, When.FREE_DAY),
        Rule(Limit.WEEK, _STANDARD, "29 CFR 570.35(a)(3)", 18 * _HOUR, When.SCHOOL_WEEK),
        Rule(Limit.WEEK, _AT_14_AND_15, "29 CFR 570.35(a)(2)", 40 * _HOUR, When.FREE_WEEK),
        Rule(Limit.NOT_BEFORE, _AT_14_AND_15, "29 CFR 570.35(a)(6)", 7 * _HOUR),
        Rule(Limit.NOT_AFTER, _AT_14_AND_15, "29 CFR 570.35(a)(6)", 21 * _HOUR, When.ANY, *_SUMMER),
        Rule(Limit.NOT_AFTER, _AT_14_AND_15, "29 CFR 570.35(a)(6)", 19 * _HOUR, When.ANY, *_REST_OF_THE_YEAR),
        Rule(Limit.WEEK, _WECEP, "29 CFR 570.36", 23 * _HOUR, When.SCHOOL_WEEK),
        Rule(Limit.WEEK, _WSP, "29 CFR 570.37", 18 * _HOUR, When.SCHOOL_WEEK),
        Rule(Limit.DAY, _WSP, "29 CFR 570.37", 8 * _HOUR, When.SCHOOL_DAY),
        Rule(Limit.DAY_OUTSIDE_SCHOOL, _WSP, "29 CFR 570.37", 3 * _HOUR, When.SCHOOL_DAY),
        Rule(Limit.CYCLE, _WSP, "29 CFR 570.37", 3 * _HOUR, When.SCHOOL_DAY),
    ),
)
"""At 16 and 17, and from 18 on, there is no federal limit of hours."""
