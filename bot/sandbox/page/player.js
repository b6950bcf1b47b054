// Plays example.json: types and taps as people would. A step is one object:
//
//   {"who": "family", "type": "AL1 3JE"}        type this and send it; \n starts a new line
//   {"who": "family", "tap": "Part days"}       tap the button whose label begins so (capitals and a leading ✓ do not matter)
//                                               under the newest message with buttons, or on the keyboard
//                                               below the field ("Share my number" shares a made-up number)
//   {"who": "staff", "tap": "...", "in": "..."} the newest message with buttons that holds these words
//   {"who": "staff", "as": "Priya", ...}        be this one of the staff from here on
//   {"who": "staff", "type": "...", "reply_to": "..."}   reply to the newest message that holds these words
//   {"wait_for": "..."}                         until these words stand in a message that came since the last
//                                               step; "who": "family" or "staff" looks in that chat only
//   {"clock": "next-due"}                       move the clock: "hour", "working-day" or "next-due"
//   {"clock": "next-due", "until": "..."}       again and again, until these words come (other families' dates may
//                                               fall due first); "who" as for wait_for
//   {"say": "..."}                              show these words below, and give time to read them
//   {"pause": 2}                                wait so many seconds
//
// "say" may stand in any step: it is shown while the step is done. The family is a new one at each play. Before
// each step the player waits until the bot has answered all it was told; up to 15 seconds for what a step needs.

import { move } from "./clock.js";
import { api, messages, refresh, store, until } from "./store.js";

const PATIENCE_S = 15;
const MOVES = 20; // of the clock, in one step
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const plain = (text) => text.replace(/^\s*✓\s*/, "").trim().toLowerCase();
const same = (text, wanted) => plain(text).startsWith(plain(wanted));
const holds = (message, wanted) => (message.text ?? message.caption ?? "").toLowerCase().includes(wanted.toLowerCase());
const labels = (rows) => rows.flat().map((key) => key.text);

export class Player {
  /** `page` has newFamily(), pane(side), acting(side), composer(side), log(side), be(name), progress(), ended(). */
  constructor(page) {
    Object.assign(this, { page, stopper: null, paused: null, tapped: "", marks: {} });
  }

  get playing() {
    return Boolean(this.stopper);
  }

  async play(steps) {
    this.stopper = new AbortController();
    try {
      await this.page.newFamily();
      for (const [index, step] of steps.entries()) {
        this.page.progress(index, steps.length, step.say ?? this.caption(step));
        await this.ready();
        await this.take(step);
      }
      this.page.ended("That was the example. Go on from here by hand, or play it again.");
    } catch (error) {
      this.page.ended(error.name === "AbortError" ? "" : `The example stopped. ${error.message}`);
    } finally {
      this.page.acting("");
      this.stopper = this.paused = null;
    }
  }

  stop() {
    this.stopper?.abort();
  }

  /** Hold before the next step, or go on. */
  pause(on) {
    this.paused?.go();
    this.paused = null;
    if (!on) return;
    let go;
    const over = new Promise((resolve) => { go = resolve; });
    this.paused = { over, go };
  }

  caption(step) {
    const who = step.who === "staff" ? step.as ?? this.page.member() : this.page.family();
    if (step.tap) return `${who} taps “${step.tap}”`;
    if (step.type) return step.type === "/start" ? `${who} presses Start` : `${who} writes`;
    return step.clock ? "The clock moves on" : step.wait_for ? "Waiting for the answer" : "";
  }

  async rest(ms) {
    const signal = this.stopper.signal;
    await new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(new DOMException("stopped", "AbortError"));
      }, { once: true });
    });
    while (this.paused) await Promise.race([this.paused.over, this.rest(200)]);
  }

  /** Wait until the bot has finished, and the page shows it. */
  async ready() {
    await this.rest(calm.matches ? 250 : 700);
    const { version } = await api("settled");
    await this.until((state) => state.version >= version, "The sandbox does not answer.");
  }

  async until(found, trouble) {
    try {
      return await until(found, PATIENCE_S, this.stopper.signal);
    } catch (error) {
      throw error.name === "AbortError" ? error : new Error(typeof trouble === "function" ? trouble() : trouble);
    }
  }

  async take(step) {
    if (step.who) this.page.pane(step.who);
    this.page.acting(step.type || step.tap ? step.who : "");
    if (step.as) this.page.be(step.as);
    if (step.wait_for) await this.waitFor(step);
    this.marks = this.newest();
    if (step.clock) await this.move(step);
    if (step.type) await this.type(step);
    if (step.tap) await this.tap(step);
    const reading = step.say ? 900 + step.say.length * 35 : 0;
    if (step.pause || reading) await this.rest(step.pause ? step.pause * 1000 : reading);
  }

  async move({ clock, until: wanted, who }) {
    for (let moves = 0; moves < MOVES; moves += 1) {
      await move(clock);
      await this.ready();
      const found = wanted && this.came(wanted, who);
      if (found) this.reveal(found);
      if (found || !wanted) return;
    }
    throw new Error(`The clock moved ${MOVES} times, and no message with “${wanted}” came.`);
  }

  newest() {
    const last = (side) => messages(side).at(-1)?.message_id ?? 0;
    return { family: last("family"), staff: last("staff"), at: Math.floor(Date.parse(store.state.now) / 1000) };
  }

  async waitFor({ wait_for: wanted, who }) {
    const trouble = `No message with “${wanted}” came within ${PATIENCE_S} seconds.`;
    this.reveal(await this.until(() => this.came(wanted, who), trouble));
  }

  reveal({ side, message }) {
    this.page.pane(side);
    this.page.reveal(side, message.message_id);
  }

  /** Return where the bot has written these words since the last step: {side, message}, or undefined. */
  came(wanted, who) {
    const fresh = (side, one) => one.message_id > this.marks[side] || one.edit_date >= this.marks.at;
    const inside = (side) => messages(side).findLast((one) => one.from.is_bot && fresh(side, one) && holds(one, wanted));
    return (who ? [who] : ["family", "staff"])
      .map((side) => ({ side, message: inside(side) }))
      .find((found) => found.message);
  }

  async type({ who, type, reply_to: wanted }) {
    const composer = this.page.composer(who);
    const target = wanted && await this.until(() => messages(who).findLast((one) => holds(one, wanted)),
      `There is no message with “${wanted}” to reply to.`);
    if (target) composer.about({ kind: "reply", message: target });
    const pace = calm.matches ? 0 : Math.min(38, 2200 / type.length);
    for (let end = 1; pace && end <= type.length; end += 1) {
      composer.write(type.slice(0, end));
      await this.rest(pace);
    }
    composer.write(type);
    await this.rest(300);
    await composer.submit();
    refresh();
  }

  async tap({ who, tap, in: within }) {
    const found = await this.until(() => this.button(who, tap, within), () => this.missing(who, tap));
    found.node.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
    await this.rest(calm.matches ? 100 : 350);
    found.node.classList.add("pressed");
    await this.rest(calm.matches ? 150 : 450);
    this.tapped = found.mark;
    found.node.classList.remove("pressed");
    (found.node.isConnected ? found.node : this.button(who, tap, within)?.node)?.click();
  }

  /** Return the button on the page, unless it is the one just tapped and nothing has changed since. */
  button(who, label, within) {
    const key = [...this.page.composer(who).board.querySelectorAll("button")].find((one) => same(one.textContent, label));
    const message = this.withButtons(who, within);
    const node = message && [...this.page.log(who).querySelectorAll(`[data-message="${message.message_id}"] .key`)]
      .find((one) => same(one.textContent, label));
    const mark = node ? `${who} ${JSON.stringify(message)} ${node.dataset.data}` : "";
    if (node && mark !== this.tapped) return { node, mark };
    return key ? { node: key, mark: "" } : null;
  }

  withButtons(who, within) {
    return messages(who).findLast((one) => one.reply_markup?.inline_keyboard && (!within || holds(one, within)));
  }

  missing(who, label) {
    const rows = this.withButtons(who)?.reply_markup.inline_keyboard ?? [];
    const there = labels(rows).map((text) => `“${text}”`).join(", ") || "none";
    return `No button “${label}” in the ${who === "staff" ? "staff group" : "family's chat"}. Buttons there now: ${there}.`;
  }
}
