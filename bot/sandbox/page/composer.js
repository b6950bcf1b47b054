// The lower edge of a chat: what you reply to, commands, the field, and a keyboard the bot put there.

import { make } from "./make.js";
import { gist } from "./words.js";

const TAKES_WORDS = new Set(["case", "erase"]); // commands that need something typed after them

const button = (className, text, label) => {
  const node = make("button", className, text);
  node.type = "button";
  if (label) node.setAttribute("aria-label", label);
  return node;
};

const plane = () => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M3.5 20.5 21 12 3.5 3.5v6.7L14 12 3.5 13.8z");
  svg.append(path);
  return svg;
};

/** A button that opens a choice of invented files. */
const attaching = (attach) => {
  const more = make("details", "attach");
  const sign = make("summary", "", "📎");
  sign.setAttribute("aria-label", "Attach a file");
  more.append(sign, make("div", "", ...["photo", "document", "voice"].map((kind) => {
    const choice = button("", { photo: "A picture", document: "A letter (PDF)", voice: "A voice message" }[kind]);
    choice.addEventListener("click", () => { more.open = false; attach(kind); });
    return choice;
  })));
  return more;
};

const answers = (message, asked, me) =>
  message.from.id === me || (!message.from.is_bot && message.reply_to_message?.message_id === asked.message_id);

/** Whether a message names this person: a "selective" keyboard or wish for a reply is for them alone. */
const mentions = (message, person) =>
  (message.entities ?? []).some((one) => one.user?.id === person || one.url === `tg://user?id=${person}`);

/** The bot's newest question that this person answers for a family on the phone; it stops saying so once it is answered. */
const spoken = (messages, name) => messages.findLast(({ from, text }) =>
  from.is_bot && text?.startsWith("☎") && text.includes(`· ${name} speaks`) && text.includes("reply to this message"));

export class Composer {
  /** `on` has send(text, replyTo), edit(message, text), contact(), and attach(kind) where files can be sent. */
  constructor(form, { id, label, placeholder }, on) {
    Object.assign(this, { form, placeholder, on, context: null, dismissed: new Set() });
    this.note = make("div", "context");
    this.chips = make("div", "chips");
    this.field = make("textarea");
    Object.assign(this.field, { id, rows: 1, placeholder, maxLength: 4096 });
    this.field.setAttribute("aria-label", label);
    this.send = button("send", "", "Send");
    this.send.type = "submit";
    this.send.append(plane());
    this.board = make("div", "board");
    const line = make("div", "line", this.field, this.send);
    if (on.attach) line.prepend(attaching(on.attach));
    form.append(this.note, this.chips, line, this.board);
    this.note.hidden = this.chips.hidden = this.board.hidden = true;
    form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    this.field.addEventListener("keydown", (event) => this.keyed(event));
    this.field.addEventListener("input", () => this.grow());
  }

  keyed(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    }
    if (event.key === "Escape" && this.context) this.cancel();
  }

  grow() {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 140)}px`;
  }

  write(text) {
    this.field.value = text;
    this.grow();
  }

  async submit() {
    const text = this.field.value.trim();
    if (!text) return;
    const context = this.context;
    this.write("");
    this.about(null);
    const sent = context?.kind === "edit"
      ? await this.on.edit(context.message, text)
      : await this.on.send(text, context?.message.message_id);
    if (sent === false) this.write(text);
  }

  /** Say that the next text replies to, or edits, this message; null for neither. */
  about(context) {
    this.context = context;
    this.note.hidden = !context;
    this.note.replaceChildren();
    this.field.placeholder = context?.placeholder || this.placeholder;
    if (!context) return;
    const head = context.kind === "edit" ? "Editing" : `Replying to ${context.message.from.first_name}`;
    const cancel = button("cancel", "✕", context.kind === "edit" ? "Do not edit" : "Do not reply");
    cancel.addEventListener("click", () => this.cancel());
    this.note.append(make("p", "", make("b", "", head), ` ${gist(context.message)}`), cancel);
  }

  cancel() {
    this.dismissed.add(this.context?.message.message_id);
    if (this.context?.kind === "edit") this.write("");
    this.about(null);
    this.field.focus();
  }

  reply(message) {
    this.about({ kind: "reply", message });
    this.field.focus();
  }

  edit(message) {
    this.about({ kind: "edit", message });
    this.write(message.text);
    this.field.focus();
  }

  /** Offer the commands; `onlyShort` leaves out what needs no chip. */
  commands(list) {
    const mark = JSON.stringify(list);
    if (mark === this.chips.dataset.mark) return;
    this.chips.dataset.mark = mark;
    this.chips.hidden = !list.length;
    this.chips.replaceChildren(...list.map(({ command, description }) => {
      const chip = button("chip", `/${command}`);
      chip.title = description;
      chip.addEventListener("click", () => this.command(`/${command}`));
      return chip;
    }));
  }

  command(command) {
    if (!TAKES_WORDS.has(command.slice(1))) return this.on.send(command);
    this.write(`${command} `);
    return this.field.focus();
  }

  /** Show the keyboard, or the wish for a reply, that the bot's newest such message asks for. */
  follow(messages, { id, name }) {
    const asks = messages.findLast(({ reply_markup: markup }) => markup && !markup.inline_keyboard);
    const used = asks && messages.some((one) => one.message_id > asks.message_id && answers(one, asks, id));
    const markup = asks?.reply_markup ?? {};
    this.keyboard(markup.keyboard && !(used && markup.one_time_keyboard) ? markup.keyboard : []);
    const forMe = !markup.selective || mentions(asks, id) || asks.reply_to_message?.from?.id === id;
    const wished = [markup.force_reply && forMe && !used && asks, spoken(messages, name)].filter(Boolean);
    this.propose(wished.sort((a, b) => b.message_id - a.message_id)[0]);
  }

  /** Reply to this message by default, unless one replies to another or edits; to none any more if there is none. */
  propose(message) {
    if (this.context && !this.context.proposed) return;
    const wanted = message && !this.dismissed.has(message.message_id) ? message : null;
    if (wanted?.message_id === this.context?.message.message_id) return;
    const placeholder = wanted?.reply_markup?.input_field_placeholder;
    this.about(wanted && { kind: "reply", message: wanted, proposed: true, placeholder });
  }

  keyboard(rows) {
    const mark = JSON.stringify(rows);
    if (mark === this.board.dataset.mark) return;
    this.board.dataset.mark = mark;
    this.board.hidden = !rows.length;
    this.board.replaceChildren(...rows.map((row) => make("div", "row", ...row.map((key) => {
      const node = button("key", key.text);
      node.addEventListener("click", () => (key.request_contact ? this.on.contact() : this.on.send(key.text)));
      return node;
    }))));
  }
}
