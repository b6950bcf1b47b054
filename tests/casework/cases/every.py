"""Every situation that the rules are tried on."""

from tests.casework.cases.acceptance import ACCEPTANCE
from tests.casework.cases.at_home import AT_HOME
from tests.casework.cases.borderline import BORDERLINE
from tests.casework.cases.part_days import PART_DAYS
from tests.casework.cases.safety_and_door import SAFETY_AND_DOOR
from tests.casework.cases.suspended import SUSPENSIONS
from tests.casework.cases.thresholds import THRESHOLDS

EACH_RULE = SAFETY_AND_DOOR + SUSPENSIONS + PART_DAYS + AT_HOME
CASES = ACCEPTANCE + BORDERLINE + THRESHOLDS + EACH_RULE
