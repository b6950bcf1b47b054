"""What anyone might type: everyday answers, hostile text, and words that can be found again."""

from hypothesis import strategies as st

from bot.sandbox.entities import units

LONGEST = 4096
"""What Telegram lets a person send at once, in UTF-16 units."""

HOSTILE = (
    "<b>",
    "</i>",
    "<3",
    "&",
    "&amp; &lt;",
    "<b>bold <i>and never closed",
    '<a href="tg://user?id=1">me</a>',
    "{mp} {0} {} %s",
    "\u202eolleh",
    "\u200f\u2067abc",
    "\u0000",
    "a\u0000b",
    "\ud83d",
    "\ude00 back to front \ud83d",
    "😀" * 2048,
    "👩\u200d👩\u200d👧\u200d👦" * 60,
    "\u200b",
    "\u2800",
    "\ufeff",
    "x" * LONGEST,
    "&" * LONGEST,
    "<" * 1200,
    "word " * 800,
    "/start@somebot",
    "/",
    "/ ",
    "//",
    "/queue",
    "/\u0000",
    "/\ud83d",
    "٣",
    "٢٠٢٦-١١-٢٣",
    "²",
    "½",
    "1e400",
    "-1",
    "NaN",
    "inf",
    "9" * 400,
    "0000000000",
    "31 February",
    "1/1/0001",
    "29 feb",
    "12.12.9999",
    "32 days",
    "year ٣",
    "AL1 3JE AL1 3JE",
    "ａｌ１ ３ｊｅ",
    "e\u0301" * 500,
    "Z\u0351\u036b\u0343\u036a\u0302" * 30,
    "\r\n\r\n",
    "q|1|now|part|3",
    "' OR 1=1; --",
    "~!@#$%^&*()_+",
)

EVERYDAY = (
    "yes", "no", "parent", "al1 3je", "part days", "14 hours", "3 months", "last friday", "tomorrow", "3 november",
    "suspended", "i don't know", "skip", "nothing", "none", "Years 3 to 6", "4", "2½", "done", "same", "Sam",
    "07700 900123", "ann@example.org", "in the morning", "Only write to me here", "stop", "help", "back",
    "I am losing my job", "he has taken tablets", "I want to end it all", "thank you",
)  # fmt: skip
"""Words that answer, ask, or mean danger."""

NONSENSE = (
    "", "|", "q", "q|", "q|0|start", "q|0|start|parent", "q|0|start|parent|1", "q|0|nothing|x|1", "q|99|now|part|1",
    "q|٣|now|part|1", "q|²|now|part|1", "q|-1|now|part|1", "q|1|now|\x00|1", "q|" + "9" * 50 + "|now|part|1",
    "s|now", "s|send-speak", "s|?", "c|0|postcode", "c|²|x", "c|1|nothing", "d|yes|1", "d|sure|2", "d|sure|",
    "f|1|worse|1", "f|²|worse|1", "f|" + "9" * 50 + "|same|1", "k|1|claim", "k|²|open", "<b>", "&", "😀" * 16,
)  # fmt: skip
"""What a tampered button might carry, for families; some of it is a true button of somebody else's."""

STAFF_NONSENSE = (
    "", "k", "k|", "k|1|", "k|1|close:", "k|1|close:everything", "k|99999|open", "k|²|open", "k|٣|claim",
    "k|" + "9" * 50 + "|open", "k|-1|open", "k|1|erase", "q|0|start|parent|1", "d|sure|1", "<b>|&|",
)  # fmt: skip


def can_be_sent(text: str) -> bool:
    """Whether Telegram would let a person send this."""
    return bool(text.strip()) and units(text) <= LONGEST


any_text = st.text(st.characters(exclude_categories=()), min_size=1, max_size=60).filter(can_be_sent)
"""Any text at all, halves of surrogate pairs with it."""

hostile = st.sampled_from([text for text in HOSTILE if can_be_sent(text)])
texts = st.one_of(st.sampled_from(EVERYDAY), hostile, any_text)


def as_delivered(text: str) -> str:
    """What a message can carry of a text: without the space around it, and half a surrogate pair as �."""
    return text.strip().encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def mark_of(name: str, number: int) -> str:
    """A made-up word of letters, by which what somebody wrote can be found again wherever it got to."""
    letters = "bcdfghjklmnpqrstvwxz"
    return f"Xq{name.casefold()}{''.join(letters[number // 20**place % 20] for place in range(3))}"
