// What the bot answers to a tap: a line for a moment, or a box to close.

const at = (id) => document.getElementById(id);
const timers = {};

/** Show the line in the chat of this side for a while. */
export const toast = (text, side) => {
  const line = at(`${side}-toast`);
  clearTimeout(timers[side]);
  line.hidden = false;
  line.textContent = text;
  timers[side] = setTimeout(() => { line.hidden = true; }, 4500);
};

export const alertWith = (text) => {
  at("alert-text").textContent = text;
  if (!at("alert").open) at("alert").showModal();
};
