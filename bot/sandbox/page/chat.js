// One chat's log: keeps the messages on the page in step with the snapshot, without jumps.

import { bubble } from "./bubble.js";
import { make } from "./make.js";

const ZONE = "Europe/London";
const day = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, weekday: "long", day: "numeric", month: "long" });

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
    const node = bubble(message, this);
    if (known) swap(known.node, node);
    else {
      if (today !== lastDay) this.log.append(make("p", "day", today));
      if (!fresh) node.classList.add("arrives");
      this.log.append(node);
    }
    this.shown.set(message.message_id, { node, mark });
    return today;
  }

  tapped(key) {
    const id = Number(key.closest("article").dataset.message);
    if (id === this.last) this.following = true; // what comes now is the answer
    this.on.tap(id, key.dataset.data, key);
  }

  clicked(event) {
    const command = event.target.closest("[data-command]");
    if (command) this.on.command(command.dataset.command);
    const key = event.target.closest("button.key");
    if (key) this.tapped(key);
  }
}
