// One message on the page: who, what it replies to, the words, when, and its buttons.

import { file, standIn } from "./file.js";
import { make } from "./make.js";
import { gist, words } from "./words.js";

const time = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", minute: "2-digit" });
const number = (digits) => digits.replace(/^\+?44/, "0").replace(/^(\d{5})(\d{6})$/, "$1 $2");

/** Return the message's node; `chat` has me(), reveal(id), and on: reply(message) and edit(message) where allowed. */
export const bubble = (message, chat) => {
  if (message.new_chat_members || message.left_chat_member) return notice(message);
  const mine = message.from.id === chat.me();
  const inside = make("div", "bubble", sender(message, mine));
  if (message.reply_to_message) inside.append(quote(message.reply_to_message, chat));
  const attached = message.document ? file(message.document) : standIn(message);
  if (attached) inside.append(attached);
  inside.append(...body(message), foot(message, mine, chat));
  const side = mine ? "mine" : message.from.is_bot ? "bot" : "other";
  const node = make("article", `message ${side}`, inside, ...keys(message));
  node.dataset.message = message.message_id;
  return node;
};

const notice = ({ new_chat_members: came, left_chat_member: left }) =>
  make("p", "notice", came ? `${came.map((one) => one.first_name).join(", ")} joined the group` : `${left.first_name} left`);

const sender = (message, mine) => {
  const name = make("p", "sender", mine ? "You" : message.from.first_name);
  if (message.from.is_bot) name.append(make("span", "badge", "bot"));
  return name;
};

const quote = (reply, chat) => {
  const node = make("button", "quote", make("b", "", reply.from?.first_name ?? ""), ` ${gist(reply)}`);
  node.type = "button";
  node.addEventListener("click", () => chat.reveal(reply.message_id));
  return node;
};

const body = (message) => {
  if (message.contact) return [make("p", "text", `☎ ${number(message.contact.phone_number)}`)];
  if (message.text) return [make("div", "text", words(message.text, message.entities))];
  return message.caption ? [make("div", "text", words(message.caption, message.caption_entities))] : [];
};

const foot = (message, mine, chat) => {
  const node = make("div", "foot", acts(message, mine, chat.on));
  const stamp = make("time", "", time.format(message.date * 1000));
  stamp.dateTime = new Date(message.date * 1000).toISOString();
  if (message.unseen) node.append(make("span", "", "only people see this"));
  if (message.edit_date && !message.from.is_bot) node.append(make("span", "", "edited"));
  if (message.silent) node.append(make("span", "", "no sound"));
  node.append(stamp);
  return node;
};

const acts = (message, mine, on) => {
  const offered = [["Reply", on.reply], ["Edit", mine && message.text && on.edit]].filter(([, does]) => does);
  return make("div", "acts", ...offered.map(([name, does]) => {
    const act = make("button", "", name);
    act.type = "button";
    act.setAttribute("aria-label", `${name}: ${gist(message)}`);
    act.addEventListener("click", () => does(message));
    return act;
  }));
};

const keys = (message) => {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  return rows.length ? [make("div", "keys", ...rows.map((row) => make("div", "row", ...row.map(key))))] : [];
};

const key = (button) => {
  const node = make(button.url ? "a" : "button", "key", button.text);
  if (button.url) Object.assign(node, { href: button.url, target: "_blank", rel: "noopener noreferrer" });
  else node.type = "button";
  node.dataset.data = button.callback_data ?? "";
  return node;
};
