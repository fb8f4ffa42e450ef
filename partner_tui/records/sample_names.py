"""The names of the invented school's people: where they come from, and the addresses made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from random import Random

from partner_tui.records.text import fold

GIVEN = tuple(
    """
    Zoë,Nkechi,Łukasz,D'Angelo,Ximena,Ingrid,Kofi,Sofía,Wei,Renée,Pedro,Linh,Faith,Tomás,Dana,Yuki,Grace,Amina,Björn,
    Chloé,Dmitri,Esperanza,Fatima,Gabriela,Hiroshi,Ifeoma,Jamal,Kateryna,Leilani,Maeve,Ngozi,Olu,Paweł,Quentin,Rosa,
    Siobhán,Thandiwe,Ulrich,Valentina,William,Xiomara,Yusuf,Zainab,Aaliyah,Beatriz,Cem,Deepa,Eliška,Farid,Giulia,
    Hana,Ibrahim,José,Kenji,Lucía,Margarethe,Nuria,Océane,Phương,Rahel,Søren,Tariq,Uma,Vikram,Wanjiru,Yael,Zbigniew,
    Ayşe,Bronisława,Caoimhe,Désirée,Eszter,Finn,Gürkan,Halima,Iñaki,Jelena,Kalani,Lamar,Mireille,Nahuel,Oisín,Petra,
    Raúl,Shanice,Teodora,Ursula,Viktória,Winona,Yolanda,Žarko,Marcus,Denise,Harold,Bettina,Calvin,Ruth,Gloria,Walter
    """.replace("\n", "").replace("  ", "").strip().split(",")
)  # fmt: skip
"""Given names of many origins; none begins as the people of `sample_people.STAFF` are called for short."""

FAMILY = tuple(
    """
    Sørensen,García,Chen,Sato,Ortiz,Haidari,Obi,Brown,Wilson,Washington,Hernández,Castillo,Cohen,Yazzie,Ivanova,
    Taylor,Petrov,Tanaka,Thomas,De la Cruz,O'Brien,Nguyễn,Tran,Kowalski,Müller,Okonkwo,Adeyemi,Nakamura,Fernández,
    Van der Berg,Kaplan,Jovanović,Hughes,Begum,Mbeki,Castellanos,Lindqvist,Popescu,Demir,Horváth,Novák,Achterberg,
    Begay,Kealoha,Fitzgerald,N'Diaye,D'Amico,Gonçalves,Mäkelä,Öztürk,Šimić,Żukowski,Bălan,Ferreira,Kim,Park,Li,
    Suzuki,Singh,Patel,Iyer,Chaudhry,Hosseini,Haddad,Abdi,Warsame,Tesfaye,Mensah,Asante,Ncube,Osei,Banda,Jackson,
    Freeman,Boone,Whitfield,Delacroix,Thibodeaux,St. Clair,Morales-Vega,Smith-Jones,Ruiz,Quispe,Mamani,Huang,Lê,
    Phạm,Santos,Villanueva,Reyes,Kahananui,Bear Runner,Larsen,Byrne,Ó Súilleabháin,MacLeod,Rossi,Weiß,Dvořák
    """.replace("\n", "").replace("  ", "").strip().split(",")
)  # fmt: skip
"""Family names of many origins."""

OTHER_SCRIPTS = (
    ("明美", "佐藤", "akemi|sato"),
    ("Анна", "Ковальчук", "anna|kovalchuk"),
    ("يوسف", "الحداد", "yusuf|alhaddad"),
    ("Σοφία", "Παπαδοπούλου", "sofia|papadopoulou"),
    ("אורי", "כהן", "uri|cohen"),
    ("민준", "김", "minjun|kim"),
    ("आरव", "वर्मा", "aarav|varma"),
)
"""Given name, family name, and what the e-mail address is made of, for names that Latin letters cannot hold."""

CALLED = {
    "Margarethe": "Greta",
    "William": "Bill",
    "Gabriela": "Gabi",
    "Esperanza": "Espe",
    "Kateryna": "Katya",
    "Zbigniew": "Zbyszek",
    "Valentina": "Val",
    "Thandiwe": "Thandi",
}
"""What people with a long given name prefer to be called."""

_PLAIN = re.compile(r"[^a-z0-9]+")


@dataclass(slots=True)
class Directory:
    """Draws names, and gives each person an e-mail address of their own."""

    rng: Random
    reserved: frozenset[tuple[str, str]] = frozenset()
    taken: dict[str, int] = field(default_factory=dict)

    def name(self) -> tuple[str, str]:
        """Return a given and a family name that nobody reserved."""
        while True:
            drawn = self.rng.choice(GIVEN), self.rng.choice(FAMILY)
            if drawn not in self.reserved:
                return drawn

    def email(self, name: str, domain: str) -> str:
        """Return an address made of a name, its parts divided by `|`; a second bearer of the name gets a number."""
        base = ".".join(_PLAIN.sub("", fold(part)) for part in name.split("|"))
        address = f"{base}@{domain}"
        count = self.taken[address] = self.taken.get(address, 0) + 1
        return address if count == 1 else f"{base}{count}@{domain}"

    def phone(self) -> str:
        """Return a number that the North American plan keeps for fiction: 555-0100 to 555-0199."""
        return f"555-01{self.rng.randrange(100):02d}"
