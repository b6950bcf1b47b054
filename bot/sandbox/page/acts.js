// What people can do on the page, each in the words of the sandbox's own calls.

import { alertWith, toast } from "./toast.js";
import { api, familyNamed, show, store, until } from "./store.js";

const NAMES = ["Ann", "Bilal", "Chloe", "Dev", "Efua", "Fern", "Gareth", "Hana", "Idris", "Jade", "Kemi", "Leon"];

export const fail = (error, side = document.body.dataset.pane) => {
  if (error.name !== "AbortError") toast(error.message, side);
  return false;
};

export const act = (side, name, body) => api(name, { ...place(side), ...body }).catch((error) => fail(error, side));

const place = (side) => (side === "family"
  ? { person: store.family, chat: store.family }
  : { person: store.member, chat: store.state.staff_chat });

export const says = (side) => (text, replyTo) => act(side, "says", { text, reply_to: replyTo ?? null });

export const edits = (side) => (message, text) => act(side, "edits", { message: message.message_id, text });

export const taps = (side) => async (message, data, node) => {
  node?.classList.add("pressed");
  setTimeout(() => node?.classList.remove("pressed"), 300);
  const result = await act(side, "taps", { message, data });
  if (result) answered(result.query, side);
};

const answered = async (query, side) => {
  const answer = await until((state) => state.answers[query], 20).catch(() => null);
  if (!answer?.text) return;
  if (answer.show_alert) alertWith(answer.text);
  else toast(answer.text, side);
};

export const addFamily = async () => {
  const count = store.state.families.length;
  const again = Math.floor(count / NAMES.length);
  const name = NAMES[count % NAMES.length] + (again ? ` ${again + 1}` : "");
  const { id } = await api("families", { name });
  show(id);
  await until((state) => familyNamed(id) && state.chats[id], 10);
  return id;
};

export const start = async () => {
  if (!familyNamed(store.family)) await addFamily();
  await says("family")("/start");
  document.getElementById("family-field").focus();
};
