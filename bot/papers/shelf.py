"""The papers in docs/ that Sendline writes itself."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.office import read_office
from bot.papers.answers import answers_page
from bot.papers.interview import interview_page
from bot.papers.rules import rules_page
from bot.papers.texts import DAY

OFFICE = "office.example.toml"
WRITTEN_BY = "<!-- Written by ./sendline docs from the rulebook and the law's numbers. Do not edit. -->"


def papers(root: Path) -> Mapping[Path, str]:
    """What each paper says now, by where it lies: with the example's office, on a fixed day."""
    office = read_office(root / OFFICE)
    title, _, rest = rules_page(office, OFFICE, DAY).partition("\n")
    return {
        root / "docs" / "rules.md": f"{title}\n\n{WRITTEN_BY}\n{rest}",
        root / "docs" / "interview.md": interview_page(office),
        root / "docs" / "answers.md": answers_page(office, OFFICE),
    }


def write_papers(root: Path) -> Iterator[tuple[Path, bool]]:
    """Write each paper that lags; says of each whether it did."""
    for path, text in papers(root).items():
        lags = not path.is_file() or path.read_text("utf-8") != text
        if lags:
            path.write_text(text, "utf-8")
        yield path, lags
