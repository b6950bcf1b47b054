"""What an office's profile still says of the example's invented office."""

from pathlib import Path

from bot.office import Office, read_office

EXAMPLE = Path(__file__).parent.parent / "office.example.toml"

INVENTED = frozenset({"office.mp", "staff.second_line"})
"""Nobody real is meant by these."""

TELLING = {
    "office.mp": "office.mp",
    "office.constituency": "office.constituency",
    "office.council": "office.council",
    "office.postcodes": "office.constituency",
    "contacts.sendiass": "office.council",
    "contacts.childrens_services": "office.council",
    "staff.second_line": "staff.second_line",
    "terms": "terms",
}
"""What every office writes for itself, each with the key it goes with: the numbers are those of one council."""


def still_the_examples(office: Office) -> tuple[str, ...]:
    """The keys that nobody filled in.

    The example's town is a real one. Once its invented people are gone, an office there may keep what is true there.
    """
    if not EXAMPLE.is_file():
        return ()
    own, examples = _telling(office), _telling(read_office(EXAMPLE))
    same = {key for key in TELLING if own[key] == examples[key]}
    untouched = bool(same & INVENTED)
    return tuple(
        key for key, goes_with in TELLING.items() if key in same and (untouched or goes_with not in same)
    )


def _telling(office: Office) -> dict[str, object]:
    return {
        "office.mp": office.office.mp,
        "office.constituency": office.office.constituency,
        "office.council": office.office.council,
        "office.postcodes": office.office.postcodes,
        "contacts.sendiass": office.contacts.sendiass,
        "contacts.childrens_services": office.contacts.childrens_services,
        "staff.second_line": (office.staff.second_line, office.staff.second_line_id),  # there are real Sams
        "terms": office.terms,
    }
