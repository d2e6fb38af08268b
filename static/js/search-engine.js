// The engine: asks Pagefind, shard by shard, where a phrase stands, and ranks what it says.
//
// A phrase of pairs in Pagefind's own quotes is found exactly where its text stands (see search-tokens.js), but tells only
// its first place; so the same pairs are asked for loosely too, and the places where they stand side by side are counted.
// A hit's id says which document it is (`shard.place.digest`), so nothing of a document is fetched before it is shown.
import { pairs, phrases } from "./search-tokens.js";

const TITLE = 6; // what a hit in the title is worth beside one in the text
const K = 1.2; // BM25's two constants
const B = 0.75;

export class Engine {
  // `bundle` is the absolute address of the folder pagefind/.
  constructor(bundle) {
    this.bundle = bundle;
    this.shards = [];
    this.loaded = 0;
  }

  async open() {
    const listed = await json(`${this.bundle}search.json`, { cache: "no-cache" });
    if (!listed.shards.length) {
      this.pagefind = { search: async () => ({ results: [] }) }; // an empty archive has no index
      return;
    }
    const { createInstance } = await import(`${this.bundle}pagefind.js`);
    // Pagefind cuts a query by the language of the page, which it reads once, here: `und` leaves our pairs whole.
    const { lang } = document.documentElement;
    document.documentElement.lang = "und";
    this.pagefind = createInstance({ basePath: this.bundle });
    document.documentElement.lang = lang;
    this.shards = listed.shards.map((shard) => ({ ...shard, columns: {} }));
    this.byName = new Map(this.shards.map((shard) => [shard.name, shard]));
    await this.load(1);
  }

  get more() {
    return this.shards.slice(this.loaded);
  }

  // Take the next `count` shards in, newest first.
  async load(count) {
    const next = this.shards.slice(this.loaded, this.loaded + count);
    for (const shard of next) {
      if (shard.path) await this.pagefind.mergeIndex(this.bundle + shard.path, { language: "und" });
    }
    await Promise.all(next.map((shard) => this.columns(shard, "core")));
    this.loaded += next.length;
  }

  async columns(shard, name) {
    shard.columns[name] ??= await json(this.bundle + shard[name]);
    return shard.columns[name];
  }

  // The names of tags, people and places of every loaded shard, for the filters that need them.
  async names() {
    await Promise.all(this.shards.slice(0, this.loaded).map((shard) => this.columns(shard, "names")));
  }

  // Every document, for a reader who only filters.
  async all() {
    const { results } = await this.pagefind.search(null);
    return results.map(({ id, data }) => ({ ...this.place(id), score: 0, data }));
  }

  // What a hit's id says: its shard, and its place there.
  place(id) {
    const [name, place] = id.split(".");
    return { id, shard: this.byName.get(name), place: Number(place) };
  }

  // Every document that holds every phrase of `query`, best first: [{ shard, place, score, data }].
  async search(query) {
    const asked = phrases(query).filter((phrase) => phrase.length > 1);
    if (!asked.length) return [];
    let hits = null;
    for (const phrase of asked) {
      const found = await this.phrase(phrase);
      hits = hits ? both(hits, found) : found;
    }
    return [...hits.values()].sort(byScore);
  }

  async phrase(phrase) {
    const wanted = pairs(phrase);
    const exact = await this.pagefind.search(`"${wanted.join(" ")}"`);
    const loose = exact.results.length > 1 ? (await this.pagefind.search(wanted.join(" "))).results : [];
    const counts = new Map(loose.map((result) => [result.id, count(result.words, wanted.length)]));
    const all = this.shards.slice(0, this.loaded);
    const total = all.reduce((sum, shard) => sum + shard.count, 0);
    const mean = all.reduce((sum, shard) => sum + shard.columns.core.length.reduce((a, b) => a + b, 0), 0) / total;
    const rarity = Math.log(1 + (total - exact.results.length + 0.5) / (exact.results.length + 0.5));
    const hits = new Map();
    for (const { id, words, data } of exact.results) {
      const { shard, place } = this.place(id);
      const { length, title } = shard.columns.core;
      const often = counts.get(id) || 1;
      const weight = (often * (K + 1)) / (often + K * (1 - B + (B * length[place]) / mean));
      const inTitle = words[0] < title[place] ? TITLE * (phrase.length / title[place] + 0.5) : 0;
      hits.set(id, { id, shard, place, score: rarity * (weight + inTitle), data });
    }
    return hits;
  }
}

function both(left, right) {
  const kept = [...left].filter(([id]) => right.has(id));
  return new Map(kept.map(([id, hit]) => [id, { ...hit, score: hit.score + right.get(id).score }]));
}

function byScore(a, b) {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}

// How many runs of `length` neighbours there are among `places` (ascending).
function count(places, length) {
  let runs = 0;
  let run = 0;
  for (let i = 0; i < places.length; i++) {
    run = i && places[i] === places[i - 1] + 1 ? run + 1 : 1;
    if (run >= length) runs++;
  }
  return runs;
}

async function json(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}
