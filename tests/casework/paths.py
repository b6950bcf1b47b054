"""The ways through the interview: what a family answers, and the questions that it meets."""

from bot.casework.understanding import NO, YES

OPENING = ["parent", "AL1 3JE"]
PART = ["part", "6-10", "over-12", "no", "no", "not-told"]
SUSPENDED = ["suspended", "3", "today", "first", "yes", "neither"]
CLOSING = ["none", "07700 900123", "none"]

PATHS = {
    "One child on a part-time timetable": (
        [*OPENING, "y3-6", "no", *PART, "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end 1.rtt_why 1.another "
        "impact contact extras",
    ),
    "A part-time timetable that was agreed and has an end": (
        [*OPENING, "y3-6", "no", "part", "13-15", "2-5", "yes", "4w", "yes", "illness", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end 1.rtt_review "
        "1.rtt_why 1.another impact contact extras",
    ),
    "A part-time timetable in Reception": (
        [*OPENING, "reception", "no", "part", "yes", *PART[1:], "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.turned_five 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end "
        "1.rtt_why 1.another impact contact extras",
    ),
    "One child who is suspended": (
        [*OPENING, "y7-10", "no", *SUSPENDED, "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.suspension_days 1.suspension_first_day 1.suspension_total "
        "1.suspension_letter 1.school_talk 1.another impact contact extras",
    ),
    "A suspension of 6 to 9 days": (
        [*OPENING, "y7-10", "no", "suspended", "6-9", "school-day-before", "5-10", "yes", "none", "leave", "no",
         *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.suspension_days 1.suspension_first_day 1.suspension_total "
        "1.suspension_letter 1.day_six_lessons 1.school_talk 1.another impact contact extras",
    ),
    "A suspension in the year of exams": (
        [*OPENING, "y11", "no", *SUSPENDED[:5], "no", "neither", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.suspension_days 1.suspension_first_day 1.suspension_total "
        "1.suspension_letter 1.exam_missed 1.school_talk 1.another impact contact extras",
    ),
    "A suspension whose first day is typed and confirmed": (
        [*OPENING, "y7-10", "no", "suspended", "3", "last friday", "yes", "first", "yes", "neither", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.suspension_days 1.suspension_first_day 1.suspension_total "
        "1.suspension_letter 1.school_talk 1.another impact contact extras",
    ),
    "A suspension whose first day is typed, denied, typed again and confirmed with a tap": (
        [*OPENING, "y7-10", "no", "suspended", "3", "last friday", NO, "20/11", YES, "first",
         "yes", "neither", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.suspension_days 1.suspension_first_day 1.suspension_total "
        "1.suspension_letter 1.school_talk 1.another impact contact extras",
    ),
    "A suspension that starts tomorrow": (
        [*OPENING, "y7-10", "no", "suspended", "3", "tomorrow", "first", "yes", "neither", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.suspension_days 1.suspension_first_day 1.suspension_total "
        "1.suspension_letter 1.school_talk 1.another impact contact extras",
    ),
    "A child who is excluded for good": (
        [*OPENING, "y7-10", "no", "excluded", "3 November", YES, "not-yet", "none", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.excluded_on 1.governors 1.lessons 1.another impact contact extras",
    ),
    "A child whose governors said no, in the year of exams": (
        [*OPENING, "y11", "no", "excluded", "3 November", YES, "upheld", "dont-know", "yes", "14 December", YES, "some",
         "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.excluded_on 1.governors 1.governors_letter 1.exam_missed 1.exam_on "
        "1.lessons 1.another impact contact extras",
    ),
    "A child who is sent home with no letter": (
        [*OPENING, "y7-10", "no", "sent-home", "2-3", "neither", "some", "no", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.sent_home 1.school_talk 1.lessons 1.keep_apart 1.another impact "
        "contact extras",
    ),
    "A child who is not going": (
        [*OPENING, "y7-10", "no", "not-going", "15-29", "no", "1-4", "worry", "no", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.days_missed 1.back_soon 1.lesson_hours 1.oos_why 1.enforcement "
        "1.another impact contact extras",
    ),
    "A child who is not going, with a fine": (
        [*OPENING, "y7-10", "no", "not-going", "15-29", "no", "1-4", "worry", "fine", "dont-know", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.days_missed 1.back_soon 1.lesson_hours 1.oos_why 1.enforcement "
        "1.fine_letter 1.another impact contact extras",
    ),
    "A child who is not going, with a day in court": (
        [*OPENING, "y7-10", "no", "not-going", "30-plus", "no", "none", "worry", "court", "14 December", YES, "no",
         *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.days_missed 1.back_soon 1.lesson_hours 1.oos_why 1.enforcement "
        "1.court_day 1.another impact contact extras",
    ),
    "A child of Reception who is not going": (
        [*OPENING, "reception", "no", "not-going", "yes", "15-29", "no", "1-4", "worry", "no", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.turned_five 1.days_missed 1.back_soon 1.lesson_hours 1.oos_why "
        "1.enforcement 1.another impact contact extras",
    ),
    "A child without a place": (
        [*OPENING, "y7-10", "yes", "no-place", "over-52", "1-4", "waiting", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.out_weeks 1.lesson_hours 1.no_place_why 1.another impact contact "
        "extras",
    ),
    "A plan that is late": (
        [*OPENING, "y3-6", "being-done", "full", "plan-late", "31 weeks", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.plan_asked 1.another impact contact extras",
    ),
    "A plan that is late, of somebody who is not sure that one is being made": (
        [*OPENING, "y3-6", "dont-know", "full", "plan-late", "over-20", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.plan_asked 1.another impact contact extras",
    ),
    "A plan that was turned down, lately": (
        [*OPENING, "y3-6", "turned-down", "full", "plan-refused", "27 September", YES, "none", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.plan_letter 1.mediation 1.another impact contact extras",
    ),
    "A plan that was turned down long ago": (
        [*OPENING, "y3-6", "turned-down", "full", "plan-refused", "27 January", YES, "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.plan_letter 1.another impact contact extras",
    ),
    "A plan whose review is late": (
        [*OPENING, "y3-6", "yes", "full", "review-late", "none", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.review_meeting 1.another impact contact extras",
    ),
    "A draft that is not right": (
        [*OPENING, "y3-6", "being-done", "full", "plan-content", "over-20", "draft", "12 Nov", YES, "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.plan_asked 1.which_letter 1.plan_letter 1.another impact "
        "contact extras",
    ),
    "A final plan that is not right, with a certificate": (
        [*OPENING, "y3-6", "yes", "full", "plan-content", "final", "12 Oct", YES, "2 Nov", YES, "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.which_letter 1.plan_letter 1.mediation 1.another impact "
        "contact extras",
    ),
    "A plan that is not right, with no letter lately": (
        [*OPENING, "y3-6", "yes", "full", "plan-content", "none", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.which_letter 1.another impact contact extras",
    ),
    "Support of a plan that is not given": (
        [*OPENING, "y3-6", "yes", "full", "support-missing", "all", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.support 1.another impact contact extras",
    ),
    "Support that is not given, with no plan": (
        [*OPENING, "y3-6", "no", "full", "support-missing", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.another impact contact extras",
    ),
    "Another school that is wanted": (
        [*OPENING, "y3-6", "yes", "full", "want-school", "none-named", "26-52", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.move_up 1.out_weeks 1.another impact contact extras",
    ),
    "A school that cannot meet needs": (
        [*OPENING, "y3-6", "no", "full", "school-cannot", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.another impact contact extras",
    ),
    "Suspensions this term, and back": (
        [*OPENING, "y3-6", "no", "full", "suspensions", "none", "permanent", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.suspension_total 1.school_talk 1.another impact contact extras",
    ),
    "An exclusion in the past": (
        [*OPENING, "y3-6", "no", "full", "past-exclusion", "14 months ago", YES, "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.past_exclusion 1.another impact contact extras",
    ),
    "Something else, on full days": (
        [*OPENING, "y3-6", "no", "full", "other", "He is bullied at lunch.", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.told 1.another impact contact extras",
    ),
    "A family that does not know what school is like": (
        [*OPENING, "y7-10", "dont-know", "dont-know", "skip", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.told 1.another impact contact extras",
    ),
    "Two children of whom the same is true": (
        [*OPENING, "y3-6", "no", *PART, "same", "y1-2", "yes", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end 1.rtt_why 1.another "
        "2.stage 2.plan 2.another impact contact extras",
    ),
    "Two children of whom the same is true, and both may miss an exam": (
        [*OPENING, "y11", "no", *SUSPENDED[:5], "yes", "dont-know", "neither", "same", "y11", "no", "no", "no",
         *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.suspension_days 1.suspension_first_day 1.suspension_total "
        "1.suspension_letter 1.exam_missed 1.exam_on 1.school_talk 1.another 2.stage 2.plan 2.exam_missed 2.another "
        "impact contact extras",
    ),
    "Two children of whom something different is true": (
        [*OPENING, "y3-6", "being-done", *PART, "over-20", "different", "y7-10", "turned-down", *SUSPENDED,
         "3 November", "yes", "no", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end 1.rtt_why 1.plan_asked "
        "1.another 2.stage 2.plan 2.now 2.suspension_days 2.suspension_first_day 2.suspension_total "
        "2.suspension_letter 2.school_talk 2.plan_letter 2.another impact contact extras",
    ),
    "Danger first": (
        ["danger", "parent", "AL1 3JE", "y3-6", "no", *PART, "no", *CLOSING],
        "start who postcode 1.stage 1.plan 1.now 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end 1.rtt_why 1.another "
        "impact contact extras",
    ),
    "Someone of 16 who writes about themselves": (
        ["self", "AL1 3JE", "y12-plus", "no", "full", "other", "skip", *CLOSING],
        "start postcode 1.stage 1.plan 1.now 1.wrong 1.told impact contact extras",
    ),
    "Job and home at risk, and abuse at home": (
        [*OPENING, "y3-6", "no", *PART, "no", "job", "home", "abuse-home", "done", "warned", "notice", "yes",
         "here", "no", "none"],
        "start postcode 1.stage 1.plan 1.now 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end 1.rtt_why 1.another "
        "impact impact_job impact_home because contact safe_here extras",
    ),
    "A family that adds all that it can": (
        [*OPENING, "y3-6", "no", *PART, "same", "y1-2", "yes", "no", "none", "07700 900123", "name", "time", "note",
         "done", "Tom", "skip", "after 4", "Please hurry."],
        "start postcode 1.stage 1.plan 1.now 1.rtt_hours 1.rtt_weeks 1.rtt_agreed 1.rtt_end 1.rtt_why 1.another "
        "2.stage 2.plan 2.another impact contact extras 1.nickname 2.nickname best_time note",
    ),
}  # fmt: skip
