// Help for an empty answer: other ways to ask that do find something, each with its count.
import { make } from "./search-make.js";
import { phrases } from "./search-tokens.js";

const DOTS = "·.•・‧-";
const OPEN = "[〔(【";
const CLOSE = "]〕)】";
const MOST = 4;
const EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

// Queries like this one, the nearest first: with another dot between digits or other brackets, and without quotes.
function* like(query) {
  for (const text of [query, query.replace(/["“”„‟「」『』＂'‘’]/g, "")]) {
    yield text;
    for (const dot of [...DOTS, ""]) yield text.replace(/(\d)[·.•・‧-](?=\d)/g, `$1${dot}`);
    for (let i = 0; i < OPEN.length; i++) {
      yield text.replace(/[[〔(（【［]/g, OPEN[i]).replace(/[\]〕)）】］]/g, CLOSE[i]);
    }
  }
}

// A phrase cut into the longest pieces that are found, from left to right: 7·20特大暴雨 → 7·20, 特大暴雨.
async function pieces(engine, phrase) {
  const found = [];
  for (let rest = phrase; rest.length > 1; ) {
    let low = 1; // a beginning of this length is found, or is a single character
    let high = rest.length + 1;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((await engine.search(rest.slice(0, middle))).length) low = middle;
      else high = middle;
    }
    const piece = rest.slice(0, low).replace(EDGES, "");
    if (piece.length > 1) found.push(piece);
    rest = rest.slice(low);
  }
  return found;
}

export async function alternatives(engine, query, unfiltered, say) {
  const offers = [];
  const offer = (text, address) => offers.push(make("li", {}, make("a", { href: address }, text)));
  if (unfiltered) {
    offer(say("without_filters", { n: unfiltered }), query ? `?q=${encodeURIComponent(query)}` : "?");
  } else {
    const tried = new Set([query]);
    const attempt = async (other) => {
      if (!other || tried.has(other) || offers.length === MOST) return;
      tried.add(other);
      const n = (await engine.search(other)).length;
      if (n) offer(say("hits", { query: other, n }), `?q=${encodeURIComponent(other)}`);
    };
    for (const other of like(query)) await attempt(other);
    if (!offers.length) {
      const asked = phrases(query).filter((phrase) => phrase.length > 1);
      const parts = [];
      for (const phrase of asked.slice(0, MOST)) parts.push(...(await pieces(engine, phrase)));
      for (const other of [parts.join(" "), ...parts.sort((a, b) => b.length - a.length)]) await attempt(other);
    }
  }
  return offers.length ? [make("h2", {}, say("perhaps")), make("ul", { className: "search-offers" }, ...offers)] : [];
}
