"""Notices words that may mean danger. A cue only ever raises urgency; a person reads what was meant."""

import re

from bot.casework.reading import folded

CUES = re.compile(
    r"\b("
    r"suicid\w*|sucid\w*|suiside|kill (my|him|her|them)sel\w*|end (it all|my life|his life|her life)"
    r"|(want|wants|wanted|going|trying) to die|wish (i|he|she) (was|were) dead|better off dead"
    r"|(don ?t|doesn ?t|not) want to (live|be here|be alive|wake up)|no (point|reason) (in )?living"
    r"|self ?harm\w*|cut(s|ting)? (my|him|her|them)sel\w*|hurt(s|ing)? (my|him|her|them)sel\w*"
    r"|overdos\w*|taken (an overdose|tablets|pills)|took (tablets|pills|an overdose)"
    r"|(hits?|hitting|beats?|punch(es|ed)?|strangl\w+|choke[sd]?) (me|us|him|her|them|my \w+)"
    r"|(hurts?|hurting) (me|us) at home|afraid of (my|his|her) (husband|partner|dad|father|boyfriend)"
    r"|(not|isn ?t|aren ?t) safe( (at home|now|here|with))?|in danger|going to kill|threatened to kill"
    r"|(he|she|they|child|son|daughter|boy|girl) (has gone|is|went|s gone) missing|run(s)? away from home"
    r"|can ?t keep (him|her|them|us|myself|my \w+) safe"
    r")\b"
)


def may_mean_danger(text: str) -> bool:
    """Whether words that someone typed hold a cue of danger, whatever else they say."""
    return CUES.search(folded(text)) is not None
