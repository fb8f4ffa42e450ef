"""The words that come with the program: kinds and sectors of organizations, and what they contribute."""

from __future__ import annotations

from collections.abc import Mapping

KINDS = {
    "business": "Business",
    "nonprofit": "Nonprofit",
    "higher_ed": "College or university",
    "k12_school": "K-12 school",
    "government": "Government",
    "health_provider": "Health provider",
    "faith_based": "Faith-based",
    "foundation": "Foundation",
    "union_trade": "Union or trade",
    "chamber_association": "Chamber or association",
    "media": "Media",
    "arts_culture": "Arts and culture",
    "sports_rec": "Sports and recreation",
    "military_public_safety": "Military or public safety",
    "family_parent_group": "Family or parent group",
    "individual": "Individual",
    "other": "Other",
}
"""What an organization is."""

SECTORS = {
    "agriculture": "Agriculture, food and natural resources",
    "architecture_construction": "Architecture and construction",
    "arts_media": "Arts, audio-video technology and communications",
    "business_management": "Business management and administration",
    "education_training": "Education and training",
    "finance": "Finance",
    "public_administration": "Government and public administration",
    "health_science": "Health science",
    "hospitality_tourism": "Hospitality and tourism",
    "human_services": "Human services",
    "information_technology": "Information technology",
    "law_safety": "Law, public safety, corrections and security",
    "manufacturing": "Manufacturing",
    "marketing": "Marketing",
    "stem": "Science, technology, engineering and mathematics",
    "transportation": "Transportation, distribution and logistics",
}
"""The 16 career clusters of the National Career Clusters Framework (Advance CTE)."""

CONTRIBUTIONS = {
    "placement_slots": "Places for students",
    "job_shadow": "Job shadowing",
    "internship": "Internship",
    "mentor_hours": "Mentoring",
    "guest_speaker": "Guest speaker",
    "site_visit": "Site visit",
    "curriculum_advice": "Advice on the curriculum",
    "mock_interviews": "Mock interviews",
    "equipment": "Equipment",
    "space": "Space",
    "funds": "Funds",
    "scholarship": "Scholarship",
    "food": "Food",
    "transport": "Transport",
    "services_health": "Health services",
    "volunteer_hours": "Volunteer hours",
    "advisory_seat": "Seat on an advisory board",
    "publicity": "Publicity",
    "other": "Other",
}
"""What one side gives the other."""

BANK: Mapping[str, Mapping[str, str]] = {
    "organization_kind": KINDS,
    "sector": SECTORS,
    "contribution": CONTRIBUTIONS,
}
"""Code of a list -> code of a word -> its label, in the order in which they are shown."""
