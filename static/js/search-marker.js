// Marks what was searched for where it stands in a document, and leads from one place to the next.
import { find } from "./search-folding.js";
import { make } from "./search-make.js";
import { phrases } from "./search-tokens.js";
import { words } from "./search-words.js";

const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, td, th, caption, figcaption, pre, blockquote, summary";

export function mark(article, query) {
  const asked = phrases(query).filter((phrase) => phrase.length > 1);
  const blocks = [...article.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS) && !block.closest("nav"));
  const places = blocks.flatMap((block) => spans(block, asked).map(wrap)).filter((marks) => marks.length);
  if (places.length) new Tour(article, places);
}

// Where the phrases stand in a block, as ranges of its text nodes, first to last and none inside another.
function spans(block, asked) {
  const nodes = [];
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const text = nodes.map((node) => node.data.replaceAll("\n", " ")).join("");
  const found = asked.flatMap((phrase) => find(text, phrase)).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let end = 0;
  const apart = found.filter((span) => span[0] >= end && (end = span[1]));
  const starts = [];
  nodes.reduce((at, node) => (starts.push(at), at + node.data.length), 0);
  return apart.map(([from, to]) => pieces(nodes, starts, from, to));
}

// The parts of text nodes that lie between two places of their joined text: [node, from, to].
function pieces(nodes, starts, from, to) {
  return nodes
    .map((node, i) => [node, Math.max(0, from - starts[i]), Math.min(node.data.length, to - starts[i])])
    .filter(([, start, end]) => start < end);
}

// One place becomes one mark, or several where it runs across a link or the like. Later places of a block come first, so
// that splitting a node leaves the places before it as they were.
function wrap(parts, index, all) {
  const mine = all[all.length - 1 - index];
  return mine
    .map(([node, from, to]) => {
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      const element = make("mark", { className: "found" });
      range.surroundContents(element);
      return element;
    });
}

// The bar that says which place one is at and leads on: buttons, and nothing that keeps the keyboard.
class Tour {
  constructor(article, places) {
    this.places = places.sort((a, b) => (a[0].compareDocumentPosition(b[0]) & 4 ? -1 : 1));
    this.say = words(null);
    this.label = make("span", { role: "status" });
    const button = (name, sign, action) => {
      const one = make("button", { type: "button", title: this.say(name), ariaLabel: this.say(name) }, sign);
      one.addEventListener("click", action);
      return one;
    };
    this.bar = make(
      "div",
      { className: "found-bar", role: "group" },
      this.label,
      button("previous_mark", "↑", () => this.go(this.at - 1)),
      button("next_mark", "↓", () => this.go(this.at + 1)),
      button("unmark", "×", () => this.end()),
    );
    article.append(this.bar);
    const first = this.places.findIndex(([element]) => element.closest(".text"));
    this.go(Math.max(0, first), !location.hash);
  }

  go(to, move = true) {
    this.at = (to + this.places.length) % this.places.length;
    document.querySelectorAll("mark.found.current").forEach((element) => element.classList.remove("current"));
    for (const element of this.places[this.at]) element.classList.add("current");
    this.label.textContent = this.say("marked", { n: this.at + 1, all: this.places.length });
    if (!move) return;
    const [element] = this.places[this.at];
    element.scrollIntoView({ block: "center" });
    if (this.bar.contains(document.activeElement)) return;
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  end() {
    this.bar.remove();
    for (const element of document.querySelectorAll("mark.found")) element.replaceWith(...element.childNodes);
    const address = new URLSearchParams(location.search);
    address.delete("q");
    history.replaceState(null, "", `${location.pathname}${address.size ? `?${address}` : ""}${location.hash}`);
  }
}
