"""The commands that Telegram offers as somebody types a slash, by whom they are for."""

FAMILY_COMMANDS = {
    "start": "Begin, or go on",
    "status": "Where your case stands",
    "back": "One question back",
    "danger": "Someone is not safe now",
    "privacy": "What you allow, when we may write",
    "pause": "Quiet for a while",
    "help": "Help, and numbers for a crisis",
    "stop": "Stop my messages",
    "mydata": "A copy of all I hold about you",
    "delete": "Erase all you told me",
}
STAFF_COMMANDS = {
    "queue": "Open cases, the most pressing first",
    "mine": "The cases that you have",
    "case": "One case, by reference",
    "new": "A family rang: answer the questions for it",
    "erase": "Erase a family that asked for it (managers)",
    "me": "Your number and your role here",
    "help": "What I can do",
}
