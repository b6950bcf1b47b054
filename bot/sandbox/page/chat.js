// One chat's log: keeps the messages on the page in step with the snapshot, without jumps.

import { gist, words } from "./words.js";

const ZONE = "Europe/London";
const time = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, weekday: "long", day: "numeric", month: "long" });

export const make = (tag, className, ...children) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children);
  return node;
};

const number = (digits) => digits.replace(/^\+?44/, "0").replace(/^(\d{5})(\d{6})$/, "$1 $2");

/** Put the new node in the old one's place, and keep the keyboard's focus on the same button. */
const swap = (old, node) => {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(node);
  if (!focused) return;
  const same = [...node.querySelectorAll("button")].find((button) => button.textContent === focused.textContent);
  (same ?? node.closest(".log"))?.focus({ preventScroll: true });
};

export class Chat {
  /** `me()` says who looks at it; `on` has tap, reply, edit, command. */
  constructor(log, me, on) {
    Object.assign(this, { log, me, on, shown: new Map(), key: "", last: 0, following: true });
    this.newest = make("button", "newest", "New messages ↓");
    this.newest.type = "button";
    this.newest.hidden = true;
    this.newest.addEventListener("click", () => this.toEnd());
    this.dots = make("p", "dots", make("i"), make("i"), make("i"));
    this.dots.setAttribute("aria-hidden", "true");
    log.parentElement.append(this.newest, this.dots);
    log.addEventListener("scroll", () => this.scrolled(), { passive: true });
    new ResizeObserver(() => this.resized()).observe(log);
    log.addEventListener("click", (event) => this.clicked(event));
  }

  atEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 48;
  }

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.following = true;
    this.newest.hidden = true;
  }

  // A smaller log scrolls by itself: only people's scrolling says whether to follow the newest.
  resized() {
    this.height = this.log.clientHeight;
    if (this.following) this.toEnd();
  }

  scrolled() {
    if (this.height !== this.log.clientHeight) return;
    this.following = this.atEnd();
    if (this.following) this.newest.hidden = true;
  }

  /** Show these messages; `key` names the chat and its reader: a new key starts afresh, and quietly. */
  show(messages, key, waiting) {
    const fresh = key !== this.key;
    if (fresh) this.clear(key);
    this.drop(messages);
    const before = this.shown.get(messages.at(-1)?.message_id)?.node;
    let lastDay = "";
    for (const message of messages) lastDay = this.place(message, lastDay, fresh);
    this.dots.classList.toggle("on", waiting);
    this.settle(messages, fresh, before);
    if (fresh) requestAnimationFrame(() => this.log.setAttribute("aria-live", "polite"));
  }

  /** Go to the newest, if one was there or writes oneself; a new message too long to show begins at its top. */
  settle(messages, fresh, before) {
    const came = messages.filter((one) => one.message_id > this.last);
    const newest = messages.at(-1);
    const node = newest && this.shown.get(newest.message_id).node;
    if (fresh || came.some((one) => one.from.id === this.me())) this.toEnd();
    else if (this.following && node !== before) this.reveal(newest.message_id);
    else if (this.following) this.toEnd();
    else if (came.length) this.newest.hidden = false;
    this.last = newest?.message_id ?? 0;
  }

  /** Scroll to a message: to its top, if it is longer than the log. */
  reveal(id) {
    const node = this.shown.get(id)?.node;
    if (!node) return;
    if (node.offsetHeight > this.log.clientHeight - 30) this.log.scrollTop = node.offsetTop - 12;
    else if (node === this.log.lastElementChild) this.toEnd();
    else node.scrollIntoView({ block: "nearest" });
    this.scrolled();
  }

  clear(key) {
    this.log.setAttribute("aria-live", "off");
    this.log.replaceChildren();
    this.shown.clear();
    this.key = key;
    this.newest.hidden = true;
  }

  drop(messages) {
    const kept = new Set(messages.map((message) => message.message_id));
    for (const [id, { node }] of this.shown) {
      if (!kept.has(id)) {
        node.remove();
        this.shown.delete(id);
      }
    }
  }

  place(message, lastDay, fresh) {
    const today = day.format(message.date * 1000);
    const mark = JSON.stringify(message);
    const known = this.shown.get(message.message_id);
    if (known?.mark === mark) return today;
    const node = this.render(message);
    if (known) swap(known.node, node);
    else {
      if (today !== lastDay) this.log.append(make("p", "day", today));
      if (!fresh) node.classList.add("arrives");
      this.log.append(node);
    }
    this.shown.set(message.message_id, { node, mark });
    return today;
  }

  render(message) {
    if (message.new_chat_members || message.left_chat_member) return this.notice(message);
    const mine = message.from.id === this.me();
    const bot = message.from.is_bot;
    const node = make("article", `message ${mine ? "mine" : bot ? "bot" : "other"}`);
    node.dataset.message = message.message_id;
    const bubble = make("div", "bubble", this.sender(message, mine));
    if (message.reply_to_message) bubble.append(this.quote(message.reply_to_message));
    bubble.append(this.body(message), this.foot(message, mine));
    node.append(bubble, ...this.keys(message));
    return node;
  }

  notice(message) {
    const joined = message.new_chat_members?.map((one) => one.first_name).join(", ");
    return make("p", "notice", joined ? `${joined} joined the group` : `${message.left_chat_member.first_name} left`);
  }

  sender(message, mine) {
    const name = make("p", "sender", mine ? "You" : message.from.first_name);
    if (message.from.is_bot) name.append(make("span", "badge", "bot"));
    return name;
  }

  quote(reply) {
    const quote = make("button", "quote", make("b", "", reply.from?.first_name ?? ""), ` ${gist(reply)}`);
    quote.type = "button";
    quote.addEventListener("click", () => this.reveal(reply.message_id));
    return quote;
  }

  body(message) {
    if (message.contact) return make("p", "text", `☎ ${number(message.contact.phone_number)}`);
    return make("div", "text", words(message.text ?? "", message.entities));
  }

  foot(message, mine) {
    const foot = make("div", "foot", this.acts(message, mine));
    const stamp = make("time", "", time.format(message.date * 1000));
    stamp.dateTime = new Date(message.date * 1000).toISOString();
    if (message.unseen) foot.append(make("span", "", "only people see this"));
    if (message.edit_date && !message.from.is_bot) foot.append(make("span", "", "edited"));
    if (message.silent) foot.append(make("span", "", "no sound"));
    foot.append(stamp);
    return foot;
  }

  acts(message, mine) {
    const acts = make("div", "acts");
    for (const [name, wanted] of [["Reply", this.on.reply], ["Edit", mine && message.text && this.on.edit]]) {
      if (!wanted) continue;
      const act = make("button", "", name);
      act.type = "button";
      act.setAttribute("aria-label", `${name}: ${gist(message)}`);
      act.addEventListener("click", () => wanted(message));
      acts.append(act);
    }
    return acts;
  }

  keys(message) {
    const rows = message.reply_markup?.inline_keyboard ?? [];
    if (!rows.length) return [];
    return [make("div", "keys", ...rows.map((row) => make("div", "row", ...row.map((one) => this.button(one)))))];
  }

  button(button) {
    const node = make(button.url ? "a" : "button", "key", button.text);
    if (button.url) Object.assign(node, { href: button.url, target: "_blank", rel: "noopener noreferrer" });
    else Object.assign(node, { type: "button" });
    node.dataset.data = button.callback_data ?? "";
    return node;
  }

  clicked(event) {
    const command = event.target.closest("[data-command]");
    if (command) this.on.command(command.dataset.command);
    const key = event.target.closest("button.key");
    if (key) this.on.tap(Number(key.closest("article").dataset.message), key.dataset.data, key);
  }
}
