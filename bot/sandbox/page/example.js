// The button that plays the example, and what is shown of it.

import { addFamily } from "./acts.js";
import { Player } from "./player.js";
import { familyNamed, store } from "./store.js";

const at = (id) => document.getElementById(id);

const stage = {
  newFamily: addFamily,
  acting: (side) => { document.body.dataset.acting = side; },
  log: (side) => at(`${side}-log`),
  family: () => familyNamed(store.family)?.name ?? "The family",
  member: () => store.state.staff.find((one) => one.id === store.member)?.name ?? "The team",
  progress: (index, all, text) => {
    Object.assign(at("player-progress"), { max: all, value: index });
    if (text) at("player-says").textContent = text;
  },
  ended: (text) => {
    if (!text) showPlayer(false);
    at("pause").textContent = "Play again";
    at("player-says").textContent = text;
    at("player-progress").value = at("player-progress").max;
    at("stop").textContent = "Close";
  },
};

let player = null;

const showPlayer = (on) => {
  at("player-says").textContent = "A new family comes…";
  at("player-progress").value = 0;
  document.body.classList.toggle("playing", on);
  at("player").hidden = !on;
  at("play").hidden = on;
  at("pause").textContent = "Pause";
  at("stop").textContent = "Stop";
  at(on ? "stop" : "play").focus({ preventScroll: true });
};

const play = async () => {
  if (player.playing || !store.state) return;
  showPlayer(true);
  try {
    await player.play(await (await fetch("/example.json")).json());
  } catch (error) {
    stage.ended(`The example cannot be read. ${error.message}`);
  }
};

const pause = () => {
  if (!player.playing) return play();
  const on = at("pause").textContent === "Pause";
  at("pause").textContent = on ? "Go on" : "Pause";
  return player.pause(on);
};

const stop = () => {
  if (player.playing) player.stop();
  else showPlayer(false);
};

/** Make the buttons work; `hands` has pane(side), reveal(side, id), composer(side) and be(name), with which the example plays. */
export const startExample = (hands) => {
  player = new Player({ ...stage, ...hands });
  at("play").addEventListener("click", play);
  at("pause").addEventListener("click", pause);
  at("stop").addEventListener("click", stop);
};
