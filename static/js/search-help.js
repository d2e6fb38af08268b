// Help for an empty answer: other ways to ask that do find something, each with its count.
import { make } from "./search-make.js";
import { phrases } from "./search-tokens.js";

const DOTS = "·.•・‧-";
const OPEN = "[〔(【";
const CLOSE = "]〕)】";
const MOST = 4;

// Queries like this one, the nearest first: without quotes, with another dot or bracket, shorter.
function* like(query) {
  const bare = query.replace(/["“”„‟「」『』＂'‘’]/g, "");
  yield bare;
  for (const dot of [...DOTS, ""]) yield bare.replace(/(\d)[·.•・‧-](?=\d)/g, `$1${dot}`);
  for (let i = 0; i < OPEN.length; i++) {
    yield bare.replace(/[[〔(（【［]/g, OPEN[i]).replace(/[\]〕)）】］]/g, CLOSE[i]);
  }
}

// The longest beginning and end of a phrase that are found: looked for by halving, since a longer one is never likelier.
async function pieces(engine, phrase) {
  const found = [];
  for (const part of [(n) => phrase.slice(0, n), (n) => phrase.slice(-n)]) {
    let low = 1;
    let high = phrase.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((await engine.search(part(middle))).length) low = middle;
      else high = middle;
    }
    if (low > 1) found.push(part(low));
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
    const asked = phrases(query).filter((phrase) => phrase.length > 1);
    const others = [...like(query), ...(asked.length > 1 ? asked : [])];
    if (asked.length === 1) others.push(...(await pieces(engine, asked[0])));
    for (const other of others) {
      if (tried.has(other) || offers.length === MOST) continue;
      tried.add(other);
      const n = (await engine.search(other)).length;
      if (n) offer(say("hits", { query: other, n }), `?q=${encodeURIComponent(other)}`);
    }
  }
  return offers.length ? [make("h2", {}, say("perhaps")), make("ul", { className: "search-offers" }, ...offers)] : [];
}
