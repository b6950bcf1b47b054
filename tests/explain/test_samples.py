"""A sample file for each branch of the interview, and for who writes and from where."""

import pytest

from tests.explain.families import HERE, verdict_on

SAMPLES = {
    "a_excluded": ("urgent", "exclusion.permanent-open"),
    "b_suspended": ("routine", "exclusion.current-short"),
    "c_part_days": ("routine", "rtt.agreed-phased-return"),
    "d_sent_home": ("urgent", "exclusion.informal-stay-away"),
    "e_not_going": ("routine", "oos.early"),
    "f_no_place": ("urgent", "oos.no-education-15"),
    "g_full_days": ("routine", "ehcp.late-20"),
    "safety": ("urgent", "safety.danger-now"),
    "two_children": ("urgent", "impact.job-or-home"),
    "young_person": ("routine", "scope.post-16-check"),
    "helper": ("routine", "rtt.under-age"),
    "other_nation": ("outside", "scope.not-england"),
    "not_a_constituent": ("outside", "scope.not-constituent"),
}


def test_every_sample_file_has_a_row_above() -> None:
    assert {path.stem for path in HERE.glob("*.json")} == SAMPLES.keys()


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_has_its_verdict_and_its_main_reason(name: str) -> None:
    found = verdict_on((HERE / f"{name}.json").read_text())
    assert (found.verdict, found.because[0].rule) == SAMPLES[name]


def test_danger_in_free_words_makes_a_family_safe_to_find() -> None:
    found = verdict_on((HERE / "safety.json").read_text())
    assert found.safety
    assert "safety.danger-in-words" in [ground.rule for ground in found.because]


def test_where_another_office_is_the_right_door_nothing_else_is_said() -> None:
    found = verdict_on((HERE / "other_nation.json").read_text())
    assert {ground.urgency for ground in found.because} == {"outside"}
    assert (found.not_known, found.ask, found.by_when, found.would_be) == ((), (), (), None)
