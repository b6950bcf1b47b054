// A message's text as DOM nodes, built from Telegram's entities. Text never becomes markup.

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", text_link: "a", url: "a",
  spoiler: "button", bot_command: "button",
};

const element = (entity, text) => {
  const node = document.createElement(TAGS[entity.type] ?? "span");
  const covered = text.slice(entity.offset, entity.offset + entity.length);
  if (node.tagName === "A") linkTo(node, entity.url ?? covered);
  if (entity.type === "bot_command") asCommand(node, covered);
  if (entity.type === "spoiler") asSpoiler(node);
  return node;
};

const linkTo = (node, address) => {
  if (!/^https?:\/\//i.test(address)) return;
  node.href = address;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
};

const asCommand = (node, covered) => {
  node.type = "button";
  node.className = "command";
  node.dataset.command = covered;
};

const asSpoiler = (node) => {
  node.type = "button";
  node.className = "spoiler";
  node.setAttribute("aria-label", "Hidden text: press to show");
  node.addEventListener("click", () => {
    node.classList.add("shown");
    node.removeAttribute("aria-label");
  }, { once: true });
};

/** Return a fragment; offsets count UTF-16 units, as JavaScript's strings do. */
export const words = (text, entities = []) => {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const root = document.createDocumentFragment();
  const open = [{ node: root, end: text.length }];
  let at = 0;
  const write = (upTo) => {
    if (upTo > at) open.at(-1).node.append(text.slice(at, upTo));
    at = Math.max(at, upTo);
  };
  const closeBefore = (offset) => {
    while (open.length > 1 && open.at(-1).end <= offset) {
      write(open.at(-1).end);
      const { node } = open.pop();
      if (/^(BLOCKQUOTE|PRE)$/.test(node.tagName) && text[at] === "\n") at += 1;
    }
  };
  for (const entity of sorted) {
    closeBefore(entity.offset);
    write(entity.offset);
    const node = element(entity, text);
    open.at(-1).node.append(node);
    open.push({ node, end: Math.min(entity.offset + entity.length, open.at(-1).end) });
  }
  closeBefore(text.length);
  write(text.length);
  return root;
};

/** Return the first words of a message, for the line above a reply to it. */
export const gist = (message) =>
  (message.text ?? message.caption ?? message.document?.file_name ?? (message.contact ? "A phone number" : "A message")).replace(/\s+/g, " ").slice(0, 160);
