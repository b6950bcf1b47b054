"""Peer A: python-telegram-bot's ConversationHandler, in memory, as its examples write it."""

from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    BasePersistence,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

from tests.bench.peers.interview import TOKEN, base, questions

QUESTIONS = questions()
Context = ContextTypes.DEFAULT_TYPE
App = Application[Any, Any, Any, Any, Any, Any]


def keyboard(place: int) -> InlineKeyboardMarkup | None:
    rows = [
        [InlineKeyboardButton(label, callback_data=f"{place}|{y}|{x}") for x, label in enumerate(row)]
        for y, row in enumerate(QUESTIONS[place].rows)
    ]
    return InlineKeyboardMarkup(rows) if rows else None


async def start(update: Update, context: Context) -> int:
    assert update.message
    await update.message.reply_text(QUESTIONS[0].text, reply_markup=keyboard(0), parse_mode=ParseMode.HTML)
    return 0


async def tapped(update: Update, context: Context) -> int:
    """A button was tapped: keep the answer and show the next question in its place."""
    query = update.callback_query
    assert query and query.data and context.user_data is not None
    await query.answer()
    place = int(query.data.split("|")[0])
    context.user_data[place] = query.data
    await query.edit_message_text(
        QUESTIONS[place + 1].text, reply_markup=keyboard(place + 1), parse_mode=ParseMode.HTML
    )
    return after(place)


def typed(place: int) -> Any:
    async def said(update: Update, context: Context) -> int:
        assert update.message and context.user_data is not None
        context.user_data[place] = update.message.text
        await update.message.reply_text(
            QUESTIONS[place + 1].text, reply_markup=keyboard(place + 1), parse_mode=ParseMode.HTML
        )
        return after(place)

    return MessageHandler(filters.TEXT & ~filters.COMMAND, said)


def after(place: int) -> int:
    return place + 1 if place + 2 < len(QUESTIONS) else ConversationHandler.END


def application(persistence: BasePersistence[Any, Any, Any] | None = None) -> App:
    builder = Application.builder().token(TOKEN).base_url(f"{base()}/bot")
    if persistence:
        builder = builder.persistence(persistence)
    app = builder.build()
    states = {
        place: [typed(place) if QUESTIONS[place].typed else CallbackQueryHandler(tapped)]
        for place in range(len(QUESTIONS) - 1)
    }
    app.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", start)],
            states=states,  # type: ignore[arg-type]  # the library's lists are invariant
            fallbacks=[CommandHandler("start", start)],
            name="interview",
            persistent=persistence is not None,
        )
    )
    return app


if __name__ == "__main__":
    application().run_polling()
