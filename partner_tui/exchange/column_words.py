"""What the header cells of rosters say: which words stand for which field, whom they are about, what is not read."""

from __future__ import annotations

import re
import unicodedata

from partner_tui.exchange.word_lists import phrase_set, word_set

FIELDS = (
    "identifier", "kind", "name", "given_name", "family_name", "preferred_name", "pronouns", "email", "phone",
    "job_title", "grade", "language", "joined_on", "department", "active", "ignore",
)  # fmt: skip
"""What a column of a list can be; `name` is a whole name, `ignore` a column that is not read."""

ALIASES = {
    "id": "identifier", "departments": "department", "full_name": "name", "first_name": "given_name",
    "last_name": "family_name", "hire_date": "joined_on", "title": "job_title", "nickname": "preferred_name",
    "e-mail": "email", "e_mail": "email", "status": "active", "skip": "ignore", "none": "ignore",
}  # fmt: skip
"""Other words for the fields, accepted where a person names one."""

PHRASES = {
    "identifier": phrase_set(
        "id, number, no, num, code, local id, sis id, badge, badge number, username id, matricula, numero, expediente,"
        " sourcedid, unique id, person id, identifier, id number, external id"
    ),
    "kind": phrase_set("kind, type, person type, user type, role, category, classification, tipo, rol, group type"),
    "name": phrase_set(
        "name, full name, last first, last name first name, first last, first name last name, display name,"
        " nombre completo, nombre y apellido, nombre y apellidos, apellidos y nombre, apellido nombre, last first mi,"
        " last first middle, first and last name, first and last, last first name, legal name, lastfirst, fullname"
    ),
    "given_name": phrase_set(
        "first name, first, given name, given names, given, forename, fname, firstname, givenname, legal first name,"
        " first nm, primer nombre, nombre, nombres, nombre de pila, vorname, prenom"
    ),
    "family_name": phrase_set(
        "last name, last, family name, surname, lname, lastname, familyname, surnames, legal last name, last nm,"
        " apellido, apellidos, primer apellido, nachname, nom"
    ),
    "preferred_name": phrase_set(
        "preferred name, preferred first name, preferred, nickname, nick name, goes by, known as, called, chosen name,"
        " preferred given name, preferredgivenname, name used, apodo, nombre preferido, aka, affirmed name"
    ),
    "pronouns": phrase_set("pronouns, pronoun, preferred pronouns, pronombres, pronombre, gender pronouns"),
    "email": phrase_set(
        "email, mail, e mail, email address, e mail address, email id, mail address, correo, correo electronico,"
        " electronic mail, email addr, emails, e mails, email1, email 1"
    ),
    "phone": phrase_set(
        "phone, phone number, telephone, telephone number, tel, cell, mobile, cell phone, mobile phone, phone no,"
        " mobile number, cell number, telefono, celular, sms, phones, phone 1, phone1, numero de telefono"
    ),
    "job_title": phrase_set(
        "job title, title, position, job, position title, assignment, job description, occupation, job class, role,"
        " puesto, cargo, ocupacion, job name, job role, current position, job position, position description"
    ),
    "grade": phrase_set(
        "grade, grade level, gr, grade lvl, gradelevel, gr level, current grade, grado, curso, nivel, grades, grd, gl"
    ),
    "language": phrase_set(
        "language, preferred language, native language, language spoken, language at home, idioma, lengua,"
        " home language, correspondence language, contact language, idioma preferido, idioma materno, primary language"
    ),
    "joined_on": phrase_set(
        "hire date, date hired, hired, date of hire, start date, joined, joined on, hiredate, startdate, hire dt,"
        " original hire date, entry date, enrollment date, enrolment date, date joined, hired on, date started,"
        " employment date, start, entrydate, fecha de contratacion, fecha de ingreso, fecha de inicio, date enrolled,"
        " employment start date, seniority date, admission date, doh"
    ),
    "department": phrase_set(
        "department, dept, departments, department name, dept name, team, division, subject, subject area,"
        " departamento, area, subject taught, unit, content area, departmento, academic department"
    ),
    "active": phrase_set(
        "active, status, enabled, employment status, active status, enabled user, enrollment status, is active,"
        " activo, estado, enrolled, employee status, account status"
    ),
}
"""For each field the phrases that stand for it, folded by `fold_header`, words about whom it is taken off."""

QUALIFIERS = word_set(
    "work school district staff employee emp student stu pupil teacher faculty primary official home personal business"
    " office other alternate secondary main parent guardian family mother father legal teachers students employees"
    " member members person user empleado alumno alumna estudiante docente maestro maestra profesor personal"
    " padre madre tutor classified certificated current campus org organization"
)
"""Words that say whose or which, and not what."""

ABOUT = {
    "staff": word_set(
        "staff employee emp teacher faculty teachers employees empleado docente maestro maestra profesor"
    ),
    "student": word_set("student stu pupil students alumno alumna estudiante"),
    "family": word_set("parent guardian family mother father padre madre tutor"),
}

BETTER = word_set("work school district official primary main business")
WORSE = word_set("personal home secondary alternate other state cell mobile")

KIND_HINTS = {
    "staff": word_set(
        "position dept department hire hired job employment faculty staff employee emp teacher puesto cargo"
        " certification seniority fte salary classified certificated departamento tenure supervisor"
    ),
    "student": word_set(
        "grade gr gradelevel homeroom student stu pupil graduation cohort ell gpa enrollment enrolled alumno alumna"
        " estudiante grado guardian parent lunch yog"
    ),
    "community": word_set("company employer sponsor volunteer business organization partner"),
    "family": word_set("relationship child children"),
}
"""Words whose presence anywhere in the header says who the people of a list are."""

KIND_WORDS = {
    "staff": word_set(
        "staff employee teacher faculty administrator admin principal counselor aide personnel paraprofessional nurse"
        " librarian custodian secretary classified certificated e t docente personal empleado maestro"
    ),
    "student": word_set("student pupil learner s estudiante alumno alumna stu"),
    "family": word_set("family parent guardian relative mother father caregiver p g padre madre tutor familia"),
    "community": word_set("community partner volunteer mentor business vendor contact sponsor comunidad"),
}
"""What a column with the kind of person says."""

SOMEBODY_ELSE = word_set(
    "homeroom advisor advisory counselor supervisor manager emergency spouse contact principal reports evaluator"
    " building site room street city zip postal address state county bus fax url website photo image notes comments"
    " sibling doctor physician coach sub substitute middle suffix prefix salutation initial initials maiden"
)
"""Words of columns that are about another person, a place or nothing that is kept."""

# Never read, for they are secrets or need not be known here: credentials, numbers of the state, and what the
# law or decency protects. Phrases are looked for as whole words in the header.
_SENSITIVE = re.compile(
    r"\b(pass ?words?|passwd|pwd|passcode|pin|secret|contrasena|ssn|soc sec|social security|socialsecurity|tax id|itin"
    r"|government id|passport|dob|birth ?dates?|birth ?day|date of birth|birth|fecha de nacimiento|nacimiento|race"
    r"|races|ethnicity|ethnic|hispanic|latino|latinx|hispanic latino|raza|etnia|sex|gender|sexo|genero"
    r"|free lunch|freelunch|frl|frpl|reduced lunch|lunch status|lunch|meal status|meals|low income|poverty|ses"
    r"|economically disadvantaged|iep|504|sped|disability|disabilities|special education|special ed|ell|ell status"
    r"|lep|esl status|immigrant|immigration|citizenship|country of birth|migrant|homeless|mckinney|foster|medical"
    r"|health|allergies|allergy|medicaid|insurance|discipline|suspensions|religion|salary|pay rate|wage|bank"
    r"|account number|credit card)\b"
)
SSN = re.compile(r"\d{3}-\d{2}-\d{4}")
SECRET = re.compile(r"\b(pass ?words?|passwd|pwd|passcode|contrasena|ssn|soc sec|social ?security)\b")


def fold_header(cell: str) -> str:
    """A header cell as plain words: "Work E-mail:" → "work e mail", "prefGivenName" → "pref given name"."""
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cell.replace("#", " number ").replace("Nº", " number "))
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", text))


def is_sensitive(folded: str) -> bool:
    """Whether a folded header names something that is not read unless a person asks for it."""
    return _SENSITIVE.search(folded) is not None and "pronoun" not in folded
