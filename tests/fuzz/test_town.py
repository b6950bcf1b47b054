"""A town of random families and staff, random time and random trouble: after every step every promise holds."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from bot.sandbox.state import STAFF_CHAT
from tests.fuzz import promises
from tests.fuzz.choices import COMMANDS, MOMENTS, NAMES, STAFF_COMMANDS, WAITS
from tests.fuzz.people import on_screen
from tests.fuzz.steps import Steps
from tests.fuzz.texts import LONGEST, NONSENSE, STAFF_NONSENSE, texts
from tests.fuzz.trouble import restarts

names, picks = st.sampled_from(NAMES), st.integers(0, 400)
members = st.sampled_from(("Jo", "Priya"))
mostly = st.sampled_from((True, True, True, False))


class TownMachine(Steps):
    @initialize(moment=st.sampled_from(MOMENTS), story=picks, sent=mostly)
    def a_town_begins(self, moment: datetime, story: int, sent: bool) -> None:
        """Ann and Bea have begun, each in her own words; Ann may have sent her case already."""
        self.town = self.runner.run(self._new_town(moment))
        self.staff = {"Jo": self.town.jo, "Priya": self.town.priya}
        for name in ("Ann", "Bea"):
            self._says(self._parent(name), self._parent(name).marked("please help us"))
        self.goes_on("Bea", [story] * 4)
        if sent:
            self.tells_all("Ann", story)

    @rule(name=names, texts=texts, marked=mostly)
    def writes(self, name: str, texts: str, marked: bool) -> None:
        parent = self._parent(name)
        if not parent.blocked:
            text = parent.marked(texts) if marked and not texts.startswith("/") else texts
            self._says(parent, text[:LONGEST])

    @rule(name=names, choice=picks, texts=texts, marked=mostly)
    def edits(self, name: str, choice: int, texts: str, marked: bool) -> None:
        """Edit something that was said before, however long ago."""
        parent = self._parent(name)
        if not parent.blocked:
            text = parent.marked(texts) if marked and not texts.startswith("/") else texts
            self._edits(parent, choice, text[:LONGEST])

    @rule(name=names, choices=st.lists(picks, min_size=3, max_size=14))
    def goes_on(self, name: str, choices: list[int]) -> None:
        """Answer what is asked, several times over."""
        parent = self._parent(name)
        for choice in choices if not parent.blocked else ():
            self._goes_on_once(parent, choice)

    @rule(name=names, choice=picks)
    def tells_all(self, name: str, choice: int) -> None:
        """Go through the whole interview and send it."""
        parent = self._parent(name)
        for place in range(45):
            page = self._page(parent)
            if parent.blocked or (page and page.status == "open"):
                return
            self._goes_on_once(parent, choice * (place + 1) * 7 // 3)

    @rule(name=names, choice=picks, old=st.booleans(), times=st.sampled_from((1, 1, 2)))
    def taps(self, name: str, choice: int, old: bool, times: int) -> None:
        """Tap a button of the screen, or one that was there once; perhaps twice at once."""
        parent = self._parent(name)
        there = parent.taps if old else on_screen(parent.family, 3)
        if there and not parent.blocked:
            self._taps(parent, there[-1 - choice % len(there)], times)

    @rule(name=names, data=st.sampled_from(NONSENSE))
    def taps_nonsense(self, name: str, data: str) -> None:
        parent = self._parent(name)
        if parent.family.screen and not parent.blocked:
            self._taps(parent, (parent.family.screen[-1]["message_id"], data))

    @rule(name=names, command=st.sampled_from(COMMANDS))
    def commands(self, name: str, command: str) -> None:
        parent = self._parent(name)
        if not parent.blocked:
            self.town.telegram.says(parent.family.person, parent.family.chat, command)
            self._after()
            parent.stopped = parent.stopped and not command.startswith("/start")

    @rule(name=names, times=st.integers(1, 4), choice=picks)
    def thinks_again(self, name: str, times: int, choice: int) -> None:
        """Go back some questions and answer otherwise."""
        parent = self._parent(name)
        for _ in range(0 if parent.blocked else times):
            self.town.telegram.says(parent.family.person, parent.family.chat, "/back")
        self._after()
        if not parent.blocked:
            self._goes_on_once(parent, choice)

    @rule(name=names, choice=picks)
    def changes_an_answer(self, name: str, choice: int) -> None:
        """On the page where answers are checked, choose one and answer it anew."""
        parent = self._parent(name)
        for start in ("s|change", "c|"):
            there = [tap for tap in on_screen(parent.family, 2) if tap[1].startswith(start)]
            if there and not parent.blocked:
                self._taps(parent, there[choice % len(there)])
        if not parent.blocked:
            self._goes_on_once(parent, choice)

    @rule(name=names, what=st.sampled_from(("number", "odd number", "sticker", "picture", "post")))
    def sends(self, name: str, what: str) -> None:
        parent, telegram = self._parent(name), self.town.telegram
        person = parent.family.person
        if parent.blocked:
            return
        if what == "sticker":
            telegram.sends_sticker(person)
        elif what == "picture":
            telegram.sends_picture(person, "look")
        elif what == "post":
            telegram.sends(person, {"text": "he wants to die", "forward_origin": {"type": "hidden_user"}})
        else:
            telegram.shares_contact(person, "447700900123" if what == "number" else "+1 (0)")
        self._after()

    @rule(name=names)
    def blocks_or_unblocks(self, name: str) -> None:
        parent = self._parent(name)
        if not parent.family.screen:
            return
        parent.blocked = not parent.blocked
        act = self.town.telegram.blocks if parent.blocked else self.town.telegram.unblocks
        act(parent.family.person)
        self._after()

    @rule(name=names, sure=mostly)
    def deletes(self, name: str, sure: bool) -> None:
        parent = self._parent(name)
        if parent.blocked:
            return
        self.town.telegram.says(parent.family.person, parent.family.chat, "/delete")
        self._after()
        for _ in range(2):
            asked = [tap for tap in on_screen(parent.family, 1) if tap[1].startswith("d|")]
            if asked:
                self._taps(parent, asked[0 if sure else -1])

    @rule(
        who=members,
        choice=picks,
        most=st.sampled_from((2, 6, 400)),
        times=st.sampled_from((1, 1, 2)),
    )
    def staff_tap(self, who: str, choice: int, most: int, times: int) -> None:
        member = self._member(who)
        there = on_screen(self.town.jo, most)
        for _ in range(times if member and there else 0):
            self.town.telegram.taps(
                self.staff[who].person, STAFF_CHAT, *there[-1 - choice % len(there)], stale=True
            )
        self._after()

    @rule(choice=picks)
    def two_tap_at_once(self, choice: int) -> None:
        there = on_screen(self.town.jo, 6)
        for who in ("Jo", "Priya") if there else ():
            if self._member(who):
                self.town.telegram.taps(self.staff[who].person, STAFF_CHAT, *there[choice % len(there)])
        self._after()

    @rule(who=members, data=st.sampled_from(STAFF_NONSENSE))
    def staff_tap_nonsense(self, who: str, data: str) -> None:
        if self._member(who) and self.town.jo.screen:
            newest = self.town.jo.screen[-1]["message_id"]
            self.town.telegram.taps(self.staff[who].person, STAFF_CHAT, newest, data, stale=True)
            self._after()

    @rule(who=members, text=texts, choice=st.integers(0, 2))
    def staff_reply(self, who: str, text: str, choice: int) -> None:
        """Reply to a message that asks for a reply."""
        asking = [m for m in self.town.jo.screen if "force_reply" in m.get("reply_markup", {})]
        if self._member(who) and asking:
            replied = asking[-1 - choice % len(asking)]["message_id"]
            self.town.telegram.says(self.staff[who].person, STAFF_CHAT, text, reply_to=replied)
            self._after()

    @rule(who=members, command=st.sampled_from(STAFF_COMMANDS))
    def staff_command(self, who: str, command: str) -> None:
        if self._member(who):
            self.town.telegram.says(self.staff[who].person, STAFF_CHAT, command)
            self._after()

    @rule(who=members, tapping=st.booleans(), choice=picks)
    def staff_leave_or_join(self, who: str, tapping: bool, choice: int) -> None:
        """Leave the group, perhaps with a tap on the way out; or come back."""
        person = self.staff[who].person
        if not self._member(who):
            self.town.telegram.join_staff(person)
        else:
            there = on_screen(self.town.jo, 6)
            if there and tapping:
                self.town.telegram.taps(person, STAFF_CHAT, *there[choice % len(there)])
            self.town.telegram.leave_staff(person)
        self._after()

    @rule(wait=st.sampled_from(WAITS))
    def time_passes(self, wait: timedelta) -> None:
        self._after(self.town.passes(seconds=wait.total_seconds()))

    @rule(hours=st.sampled_from((1, -1)))
    def the_clock_is_put_right(self, hours: int) -> None:
        """It was an hour off."""
        self.town.clock.move_to(self.town.clock() + timedelta(hours=hours))
        self._after()

    @rule()
    def the_bot_restarts(self) -> None:
        self._after(restarts(self.town))

    @rule(
        name=names,
        kind=st.sampled_from(("429", "500", "502", "timeout", "reset", "after", "duplicate")),
        method=st.sampled_from(
            (None, "sendMessage", "editMessageText", "getUpdates", "getChatMember", "answerCallbackQuery")
        ),
        times=st.integers(1, 3),
        choice=picks,
    )
    def telegram_fails(self, name: str, kind: str, method: str | None, times: int, choice: int) -> None:
        """Telegram misbehaves while a family taps and somebody in the group does."""
        telegram, parent = self.town.telegram, self._parent(name)
        telegram.misbehave(kind, method, times)
        there, cards = on_screen(parent.family, 3), on_screen(self.town.jo, 3)
        if there and not parent.blocked:
            telegram.taps(parent.family.person, parent.family.chat, *there[choice % len(there)])
        if cards and self._member("Jo"):
            telegram.taps(self.town.jo.person, STAFF_CHAT, *cards[choice % len(cards)])
        self._after()
        telegram.faults.waiting.clear()

    @invariant()
    def every_promise_holds(self) -> None:
        everyone = list(self.parents.values())
        if not everyone:
            return
        for parent in everyone:
            promises.nothing_acknowledged_is_lost(self.town, parent, self.book)
            promises.nothing_written_is_lost(parent, self.book)
        promises.all_is_met(self.town)
        promises.decided_as_before(self.town, (v for v in self.decided.values() if v.case in self.book))
        promises.nothing_stands_in_clear(self.town, everyone)
        promises.what_is_gone_is_gone(self.town, everyone, self.book)
        promises.nothing_sealed_outlives_its_case(self.town)
        promises.families_see_only_their_own(everyone)
        promises.files_can_be_shown(everyone)
        promises.staff_see_only_constituents(self.town, everyone, self.book)
        promises.follow_ups_are_in_order(self.town, self.book)


ANY_TIME = settings(deadline=None, suppress_health_check=list(HealthCheck))
SHORT = settings(ANY_TIME, max_examples=8, stateful_step_count=30, derandomize=True, database=None)
LONG = settings(ANY_TIME, max_examples=20, stateful_step_count=60, derandomize=True, database=None)


def test_every_promise_holds_in_a_small_town() -> None:
    run_state_machine_as_test(TownMachine, settings=SHORT)


@pytest.mark.slow
def test_every_promise_holds_in_a_town_that_lives_long() -> None:
    run_state_machine_as_test(TownMachine, settings=LONG)
