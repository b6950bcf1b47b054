"""The desk's door: each update goes to the use-case that it is for, and changes nothing twice."""

from datetime import datetime

from bot.desk import family, holding, staff, writing
from bot.desk.house import House
from bot.desk.updates import (
    AskedNumber,
    CameOrLeft,
    FromFamily,
    GroupMoved,
    StaffEdited,
    StaffSaid,
    StaffTapped,
    Update,
)
from storage.work import Work


def hear(work: Work, house: House, update: Update, now: datetime) -> str:
    """Take in one update. Returns what to show where a button was tapped, or nothing."""
    if work.heard_before(update.update_id, now):
        return ""
    match update:
        case FromFamily():
            return family.hear(work, house, update, now)
        case StaffTapped():
            return staff.tapped(work, house, update, now)
        case StaffSaid():
            staff.said(work, house, update, now)
        case StaffEdited():
            writing.edited(work, house, update, now)
        case CameOrLeft(who=who, here=True):
            holding.came(work, who, now)
        case CameOrLeft(who=who):
            holding.left(work, house, who, now)
        case AskedNumber():
            staff.tell_number(work, house, update.chat_id, now)
        case GroupMoved():
            work.postings.group_moved(update.was, update.now)
    return ""
