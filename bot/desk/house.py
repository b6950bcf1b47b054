"""What every use-case is given: the words, the rulebook, the office and its calendar."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from bot.casework.answers import Answers
from bot.casework.calendar import Calendar, next_open, working_days_after
from bot.casework.danger import Cues, may_mean_danger
from bot.casework.facts import Family, Now, days_lost, out_of_full_time, total_this_term
from bot.casework.rulebook import Rulebook
from bot.casework.telling import facts_from
from bot.casework.triage import Verdict, decide
from bot.casework.words import LONDON, Words
from bot.office import Office
from storage.trouble import StorageTrouble as StorageTrouble

WITHOUT_SCHOOL = (Now.SUSPENDED, Now.EXCLUDED, Now.SENT_HOME, Now.NOT_GOING, Now.NO_PLACE)


@dataclass(frozen=True)
class Weight:
    no_education: bool
    days_lost: float
    children: int


@dataclass(frozen=True)
class House:
    words: Words
    staff_words: Words
    rulebook: Rulebook
    cues: Callable[[], Cues]  # made when they are first asked for: that takes a third of a second
    office: Office
    calendar: Calendar

    def hears_danger(self, text: str) -> bool:
        """Whether words that someone typed may mean danger."""
        return may_mean_danger(text, self.cues())

    def triage(self, answers: Answers, on: date, *, sent: bool) -> Verdict:
        """The verdict on these answers. Before sending, what is still to be asked decides nothing."""
        facts = facts_from(answers, self.office.office.postcodes, on, sent=sent, calendar=self.calendar)
        return decide(facts, on, self.rulebook, self.office.rules_policy, self.calendar)

    def place(self, answers: Answers) -> Family:
        """Constituent or not, and in which nation."""
        return facts_from(answers, self.office.office.postcodes, date.min, sent=False).family

    def weight(self, answers: Answers, on: date) -> Weight:
        """What decides a case's place in the queue, besides urgency and deadline."""
        own = self.office.office.postcodes
        children = facts_from(answers, own, on, sent=True, calendar=self.calendar).family.children
        return Weight(
            no_education=any(out_of_full_time(c) and c.now in WITHOUT_SCHOOL for c in children),
            days_lost=max((max(total_this_term(c), days_lost(c)) for c in children), default=0),
            children=len(children),
        )

    def is_staffed(self, now: datetime) -> bool:
        """Whether it is the office's working time."""
        return next_open(self.calendar, self.office.hours.staff, now) <= now

    def contact_by(self, urgency: str, sent_at: datetime, *, safety: bool) -> date:
        """The day by which a person should have contacted the family; where safety is named, the same working day."""
        if safety:
            return day_of(next_open(self.calendar, self.office.hours.staff, sent_at))
        days = self.office.targets.of(urgency).contact
        return working_days_after(self.calendar, day_of(sent_at), days).day


def day_of(moment: datetime) -> date:
    """The day in London at a moment."""
    return moment.astimezone(LONDON).date()
