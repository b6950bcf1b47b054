"""Peer C: aiogram's finite-state machine, in memory, as its documentation writes it."""

import asyncio

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

from tests.bench.peers.interview import TOKEN, base, questions

QUESTIONS = questions()
STATES = [State(f"question{place}", group_name="Interview") for place in range(len(QUESTIONS) - 1)]
TYPED = [state for state, question in zip(STATES, QUESTIONS, strict=False) if question.typed]
router = Router()


def keyboard(place: int) -> InlineKeyboardMarkup | None:
    rows = [
        [InlineKeyboardButton(text=label, callback_data=f"{place}|{y}|{x}") for x, label in enumerate(row)]
        for y, row in enumerate(QUESTIONS[place].rows)
    ]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    await state.set_state(STATES[0])
    await message.answer(QUESTIONS[0].text, reply_markup=keyboard(0))


@router.callback_query(StateFilter(*STATES), F.data)
async def tapped(callback: CallbackQuery, state: FSMContext) -> None:
    """A button was tapped: keep the answer and show the next question in its place."""
    assert isinstance(callback.message, Message) and callback.data
    await callback.answer()
    place = int(callback.data.split("|")[0])
    await go_on(state, place, callback.data)
    await callback.message.edit_text(QUESTIONS[place + 1].text, reply_markup=keyboard(place + 1))


@router.message(StateFilter(*TYPED), F.text)
async def typed(message: Message, state: FSMContext) -> None:
    now = await state.get_state()
    place = next(place for place, each in enumerate(STATES) if each.state == now)
    await go_on(state, place, message.text or "")
    await message.answer(QUESTIONS[place + 1].text, reply_markup=keyboard(place + 1))


async def go_on(state: FSMContext, place: int, answer: str) -> None:
    await state.update_data({str(place): answer})
    if place + 2 < len(QUESTIONS):
        await state.set_state(STATES[place + 1])
    else:
        await state.clear()


async def main() -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(base()))
    bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    dp = Dispatcher(storage=MemoryStorage())
    dp.include_router(router)
    await dp.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
