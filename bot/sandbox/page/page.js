// Puts the page together: two chats, the clock, and the example.

import { act, addFamily, edits, fail, says, start, taps } from "./acts.js";
import { Chat } from "./chat.js";
import { startClock } from "./clock.js";
import { Composer } from "./composer.js";
import { startExample } from "./example.js";
import { arrows, pills } from "./pills.js";
import { familyNamed, follow, listen, messages, show, store } from "./store.js";

const STAFF_COMMANDS = [{ command: "queue", description: "Open cases" }, { command: "case", description: "One case" }];
const at = (id) => document.getElementById(id);
const narrow = matchMedia("(max-width: 899px)");

const pick = (side, composer) => ({
  tap: taps(side),
  reply: side === "staff" ? (message) => composer.reply(message) : null,
  edit: (message) => composer.edit(message),
  command: (command) => composer.command(command),
});

const composers = {
  family: new Composer(at("family-composer"),
    { id: "family-field", label: "Message from the family", placeholder: "Message" },
    { send: says("family"), edit: edits("family"), contact: () => act("family", "contact"), attach: (kind) => act("family", "attaches", { kind }) }),
  staff: new Composer(at("staff-composer"),
    { id: "staff-field", label: "Message from the staff", placeholder: "Message the team" },
    { send: says("staff"), edit: edits("staff"), contact: () => {} }),
};

const chats = {
  family: new Chat(at("family-log"), () => store.family, pick("family", composers.family)),
  staff: new Chat(at("staff-log"), () => store.member, pick("staff", composers.staff)),
};

const seen = new Map(); // the newest message seen of each chat
const newestOf = (side) => messages(side).at(-1)?.message_id ?? 0;

const notice = () => {
  const { families, staff_chat: team } = store.state;
  if (!seen.size) for (const one of families) seen.set(one.id, one.newest);
  if (!seen.has(team)) seen.set(team, newestOf("staff"));
  const pane = narrow.matches ? document.body.dataset.pane : "both";
  if (pane !== "staff") seen.set(store.family, newestOf("family"));
  if (pane !== "family") seen.set(team, newestOf("staff"));
  at("tab-family").querySelector(".dot").hidden = !families.some((one) => one.newest > (seen.get(one.id) ?? 0));
  at("tab-staff").querySelector(".dot").hidden = newestOf("staff") <= seen.get(team);
};

// What is redrawn under a finger loses the tap: the page waits for it, and a moment more for the click itself.
const press = { on: false, late: false };

const lifted = () => {
  if (!press.on) return;
  press.on = false;
  setTimeout(() => press.late && draw(), 50);
};

const draw = () => {
  press.late = press.on;
  if (press.on) return;
  const { state } = store;
  const family = familyNamed(store.family);
  notice();
  pills(at("families"), state.families, store.family, show, (one) => one.newest > (seen.get(one.id) ?? 0));
  pills(at("members"), state.staff, store.member, be);
  chats.family.show(messages("family"), `family ${store.family}`, state.waiting > 0);
  chats.staff.show(messages("staff"), `staff ${store.member}`, false);
  composers.family.follow(messages("family"), family ?? {});
  composers.staff.follow(messages("staff"), state.staff.find((one) => one.id === store.member) ?? {});
  composers.family.commands(state.commands.family);
  composers.staff.commands(state.commands.staff.length ? state.commands.staff : STAFF_COMMANDS);
  at("start").hidden = messages("family").length > 0;
  at("family-composer").hidden = !messages("family").length || family?.blocked;
  at("block").textContent = family?.blocked ? "Unblock Sendline" : "Block Sendline";
  at("more").hidden = !messages("family").length;
  at("family-state").textContent = family?.blocked ? `${family.name} blocked Sendline` : "your MP's office";
  at("team-state").textContent = `${state.staff.map((one) => one.name).join(", ")}, Sendline`;
};

const be = (id) => {
  store.member = id;
  if (store.state) draw();
};

const pane = (side) => {
  const turned = document.body.dataset.pane !== side && narrow.matches;
  document.body.dataset.pane = side;
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const chosen = tab.dataset.tab === side;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
  if (!store.state) return;
  draw();
  if (turned) chats[side].toEnd();
};

addEventListener("pointerdown", (event) => { press.on = Boolean(event.target.closest("button, a")); });
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, lifted);
at("add-family").addEventListener("click", () => addFamily().catch(fail));
at("start").querySelector("button").addEventListener("click", () => start().catch(fail));
at("block").addEventListener("click", () => {
  at("more").open = false;
  act("family", "blocks", { blocked: !familyNamed(store.family)?.blocked });
});
for (const box of document.querySelectorAll("[role=radiogroup], [role=tablist]")) box.addEventListener("keydown", arrows);
for (const tab of document.querySelectorAll("[role=tab]")) tab.addEventListener("click", () => pane(tab.dataset.tab));
narrow.addEventListener("change", () => store.state && draw());
listen(draw);
startClock(fail);
startExample({
  pane,
  reveal: (side, id) => chats[side].reveal(id),
  composer: (side) => composers[side],
  be: (name) => be(store.state.staff.find((one) => one.name === name)?.id ?? store.member),
});
follow((trouble) => {
  at("trouble").hidden = !trouble;
  at("trouble").textContent = trouble ? "The sandbox does not answer. Is it still running? This page goes on as soon as it is back." : "";
});
