// A file in a chat: its name and size; a tap downloads it.

import { make } from "./make.js";

const SVG = "http://www.w3.org/2000/svg";
const ARROW = "M12 4v11M7 10.5 12 15.5 17 10.5M5 20h14"; // down, onto a line

const sign = () => {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ARROW);
  svg.append(path);
  return svg;
};

const size = (bytes) => (bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`);

const PRETEND = { photo: "Picture", voice: "Voice message", audio: "Recording", video: "Video", sticker: "Sticker" };

/** Return what stands for anything else that is no text: there is nothing in it to look at. */
export const standIn = (message) => {
  const kind = Object.keys(PRETEND).find((name) => message[name]);
  return kind ? make("p", "file pretend", make("span", "", make("b", "", PRETEND[kind]), make("small", "", "pretend"))) : null;
};

/** Return the link to a document of the Bot API. */
export const file = ({ file_id: id, file_name: name, file_size: bytes }) => {
  const kind = name.includes(".") ? `${name.split(".").at(-1).toUpperCase()} · ` : "";
  const node = make("a", "file", sign(), make("span", "", make("b", "", name), make("small", "", `${kind}${size(bytes)}`)));
  node.href = `/api/files/${id}/${encodeURIComponent(name)}`;
  node.download = name;
  return node;
};
