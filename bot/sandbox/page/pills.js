// A row of pills to choose one from: radio buttons in all but looks.

import { make } from "./make.js";

/** Show the list; `news(one)` puts a dot. */
export const pills = (box, list, chosen, choose, news = () => false) => {
  const mark = JSON.stringify([list, chosen, list.map(news)]);
  if (mark === box.dataset.mark) return;
  box.dataset.mark = mark;
  const focused = box.contains(document.activeElement);
  box.replaceChildren(...list.map((one) => pill(one, one.id === chosen, choose, news(one))));
  const now = box.querySelector("[aria-checked=true]");
  now?.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (focused) now?.focus();
};

const pill = (one, chosen, choose, news) => {
  const node = make("button", "pill", one.name);
  node.type = "button";
  node.setAttribute("role", "radio");
  node.setAttribute("aria-checked", String(chosen));
  node.tabIndex = chosen ? 0 : -1;
  if (news) node.append(make("span", "dot", make("span", "unseen", ", something new")));
  node.addEventListener("click", () => choose(one.id));
  return node;
};

/** Move the choice with the arrow keys. */
export const arrows = (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll("button")];
  const next = all.at((all.indexOf(document.activeElement) + step) % all.length);
  next.focus();
  next.click();
};
