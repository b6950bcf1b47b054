"""Every situation that the rules are tried on."""

from tests.casework.cases.acceptance import ACCEPTANCE
from tests.casework.cases.appeals import APPEALS
from tests.casework.cases.at_home import AT_HOME
from tests.casework.cases.borderline import BORDERLINE
from tests.casework.cases.excluded import EXCLUSIONS
from tests.casework.cases.out_of_school import OUT_OF_SCHOOL
from tests.casework.cases.part_days import PART_DAYS
from tests.casework.cases.placement import NEXT_STAGE, PLACEMENTS
from tests.casework.cases.plan import PLANS
from tests.casework.cases.safety_and_door import SAFETY_AND_DOOR
from tests.casework.cases.sent_home import SENT_HOMES
from tests.casework.cases.suspended import SUSPENSIONS
from tests.casework.cases.thresholds import THRESHOLDS
from tests.casework.cases.windows import WINDOWS

AT_SCHOOL = SUSPENSIONS + PART_DAYS + PLACEMENTS + NEXT_STAGE
OUT = EXCLUSIONS + SENT_HOMES + OUT_OF_SCHOOL
PLAN = PLANS + APPEALS + WINDOWS
EACH_RULE = SAFETY_AND_DOOR + AT_SCHOOL + OUT + PLAN + AT_HOME
CASES = ACCEPTANCE + BORDERLINE + THRESHOLDS + EACH_RULE
