"""Telegram's HTML: what it makes of it, and what it says to each mistake."""

import pytest

from bot.sandbox.entities import Marked, noticed, trimmed, units
from bot.sandbox.markup import parsed
from bot.sandbox.refusals import Json, Refused

MISTAKES = [
    ("an unknown tag", "Hello <p>you</p>", 'Unsupported start tag "p" at byte offset 6'),
    ("a less-than sign", "£5 < £6", 'Unsupported start tag "" at byte offset 4'),
    ("a tag that closes itself", "one<br/>two", 'Unsupported start tag "br/" at byte offset 3'),
    (
        "an email in angle brackets",
        "<ann@example.org>",
        'Unsupported start tag "ann@example.org" at byte offset 0',
    ),
    ("a tag that never closes", "<b>urgent", 'Can\'t find end tag corresponding to start tag "b"'),
    ("the inner of two that never close", "<b><i>x", 'Can\'t find end tag corresponding to start tag "i"'),
    ("an end without a start", "urgent</b>", "Unexpected end tag at byte offset 6"),
    (
        "ends in the wrong order",
        "<b><i>test</b></i>",
        'Unmatched end tag at byte offset 10, expected "</i>", found "</b>"',
    ),
    ("a tag cut off", "see <b", "Unclosed start tag at byte offset 4"),
    ("an end tag cut off", "<b>x</b", "Unclosed end tag at byte offset 4"),
    ("an attribute cut off", "<a href", 'Unclosed start tag "a" at byte offset 0'),
    ("an attribute without a name", '<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
    (
        "a quote inside the link",
        '<a href="a"b">y</a>',
        'Empty attribute name in the tag "a" at byte offset 0',
    ),
    ("a quote that never closes", '<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
    ("a bare value with a slash", "<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
    (
        "a span that hides nothing",
        "<span>x</span>",
        'Tag "span" must have class "tg-spoiler" at byte offset 0',
    ),
    ("bytes counted, not letters", "🏟 é<u", "Unclosed start tag at byte offset 7"),
]


@pytest.mark.parametrize(("html", "words"), [row[1:] for row in MISTAKES], ids=[row[0] for row in MISTAKES])
def test_a_mistake_in_html_gets_telegrams_words(html: str, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        parsed(html)
    assert refusal.value.code == 400
    assert refusal.value.description == f"Bad Request: can't parse entities: {words}"


def entity(kind: str, offset: int, length: int, **more: str) -> Json:
    return {"type": kind, "offset": offset, "length": length, **more}


READINGS = [
    ("a bare ampersand", "R&D & co", "R&D & co", []),
    ("the four named references", "&lt;b&gt; &amp; &quot;", '<b> & "', []),
    ("a reference without semicolon", "1 &lt 2", "1 < 2", []),
    ("a longer name is left alone", "&ltd;", "&ltd;", []),
    ("numbers", "&#8364;&#x2013;", "€–", []),
    ("unknown references stay", "&nbsp;&laquo;", "&nbsp;&laquo;", []),
    ("an apostrophe's number", "it&#x27;s", "it's", []),
    ("bold after an emoji counts two units", "🔴 <b>URGENT</b>", "🔴 URGENT", [entity("bold", 3, 6)]),
    ("an emoji inside", "<b>🔴🔴</b>", "🔴🔴", [entity("bold", 0, 4)]),
    ("nested", "<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
    ("capital tags", "<B>a</B>", "a", [entity("bold", 0, 1)]),
    ("an end tag without a name", "<b>a</>", "a", [entity("bold", 0, 1)]),
    ("nothing inside", "a<b></b>", "a", []),
    ("all other names", "<strong>a</strong><em>b</em>", "ab", [entity("bold", 0, 1), entity("italic", 1, 1)]),
    ("underline", "<u>a</u> <ins>b</ins>", "a b", [entity("underline", 0, 1), entity("underline", 2, 1)]),
    (
        "strike",
        "<s>a</s> <del>b</del>",
        "a b",
        [entity("strikethrough", 0, 1), entity("strikethrough", 2, 1)],
    ),
    ("spoiler", '<span class="tg-spoiler">a</span>', "a", [entity("spoiler", 0, 1)]),
    ("spoiler by name", "<tg-spoiler>a</tg-spoiler>", "a", [entity("spoiler", 0, 1)]),
    ("quote", "<blockquote>a</blockquote>", "a", [entity("blockquote", 0, 1)]),
    ("long quote", "<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
    ("code", "<code>a</code>", "a", [entity("code", 0, 1)]),
    (
        "code with a language",
        '<pre><code class="language-toml">a</code></pre>',
        "a",
        [entity("pre", 0, 1, language="toml")],
    ),
    (
        "a link",
        '<a href="https://www.gov.uk/x?a=1&amp;b=2">law</a>',
        "law",
        [entity("text_link", 0, 3, url="https://www.gov.uk/x?a=1&b=2")],
    ),
    (
        "a link without scheme",
        '<a href="gov.uk">g</a>',
        "g",
        [entity("text_link", 0, 1, url="http://gov.uk/")],
    ),
    ("a telephone link is dropped", '<a href="tel:999">999</a>', "999", []),
    ("a mail link is dropped", '<a href="mailto:a@b.uk">write</a>', "write", []),
    ("a link to nowhere is dropped", '<a href="not a link">x</a>', "x", []),
]


@pytest.mark.parametrize(
    ("html", "text", "entities"), [row[1:] for row in READINGS], ids=[row[0] for row in READINGS]
)
def test_html_becomes_text_and_entities(html: str, text: str, entities: list[Json]) -> None:
    marked = noticed(parsed(html))
    assert marked.text == text
    assert list(marked.entities) == entities


def test_half_an_emoji_is_refused() -> None:
    with pytest.raises(Refused, match="check for unmatched surrogate code units"):
        parsed("&#xD83D;")


def test_markup_inside_code_is_dropped() -> None:
    assert noticed(parsed("<code><b>a</b></code>")).entities == (entity("code", 0, 1),)


def test_white_space_at_the_ends_goes_and_entities_move() -> None:
    marked = trimmed(parsed("\n\n <b> Ann</b> and <i>Ben </i>\n"))
    assert marked.text == "Ann and Ben"
    assert marked.entities == (entity("bold", 0, 3), entity("italic", 8, 3))


def test_commands_and_links_are_found_in_plain_text() -> None:
    marked = noticed(
        Marked("🔴 /queue or /case@sendline_practice_bot, see https://gov.uk/a. Not 24/7 or and/or.")
    )
    assert [(found["type"], found["offset"], found["length"]) for found in marked.entities] == [
        ("bot_command", 3, 6),
        ("bot_command", 13, 27),
        ("url", 46, 16),
    ]


def test_no_command_is_found_inside_code() -> None:
    assert noticed(parsed("<code>/queue</code>")).entities == (entity("code", 0, 6),)


def test_length_counts_utf16_units() -> None:
    assert units("a€🔴") == 4
