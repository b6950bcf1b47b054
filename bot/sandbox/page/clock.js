// The clock above: runs on between snapshots, and moves when asked.

import { api, listen, refresh, store } from "./store.js";

const ZONE = "Europe/London";
const day = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, weekday: "long", day: "numeric", month: "long", year: "numeric" });
const short = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, weekday: "short", day: "numeric", month: "short", year: "numeric" });
const time = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" });
const when = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const NOTHING = "Nothing is due: no case waits for a date yet.";

const narrow = matchMedia("(max-width: 899px)");
const at = (id) => document.getElementById(id);

const tick = () => {
  if (!store.state) return;
  const now = new Date(Date.parse(store.state.now) + performance.now() - store.fetchedAt);
  at("now-day").textContent = (narrow.matches ? short : day).format(now).replace(",", "");
  at("now-time").textContent = time.format(now);
  at("now").dateTime = now.toISOString();
};

let moving = false;

const draw = () => {
  const due = store.state.due;
  at("due").textContent = moving ? "The clock moves; what falls due on the way is delivered…"
    : due ? `Next: ${when.format(Date.parse(due.at))}, ${due.what}` : NOTHING;
  for (const button of document.querySelectorAll("[data-step]")) {
    const idle = moving || (button.dataset.step === "next-due" && !due);
    button.setAttribute("aria-disabled", String(idle));
  }
  tick();
};

/** Move the clock one step; the page shows the new time at once. */
export const move = async (step) => {
  if (moving) return;
  moving = true;
  draw();
  try {
    Object.assign(store.state, await api("moves", { step }));
    store.fetchedAt = performance.now();
  } finally {
    moving = false;
    draw();
    refresh();
  }
};

export const startClock = (fail) => {
  listen(draw);
  narrow.addEventListener("change", tick);
  setInterval(tick, 1000);
  for (const button of document.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => {
      if (button.getAttribute("aria-disabled") !== "true") move(button.dataset.step).catch(fail);
    });
  }
};
