// The engine: asks Pagefind, shard by shard, where a phrase stands, and ranks what it says.
//
// A string stands in a text where pairs that cover it stand at their distances: 防汛抗旱 where 防汛 stands two before 抗旱.
// So half the pairs are enough, and half the index is fetched. Pagefind tells a pair's places when asked for it loosely,
// but may answer with something like it where a shard lacks it; asked for it in quotes, it names just the documents
// that have it. A hit's id says which document it is (`shard.place.digest`), so nothing of one is fetched before it is
// shown.
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
  }

  get more() {
    return this.shards.slice(this.loaded);
  }

  // Take the next `count` shards in, newest first.
  async load(count) {
    const next = this.shards.slice(this.loaded, this.loaded + count);
    this.loaded += next.length; // at once, so that nobody else takes them in too
    const merge = ({ path }) => path && this.pagefind.mergeIndex(this.bundle + path, { language: "und" });
    await Promise.all(next.flatMap((shard) => [merge(shard), this.columns(shard, "core")]));
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
    let starts = null; // id → places where all pairs so far fit
    for (const [offset, pair] of cover(phrase)) {
      const found = await this.places(pair);
      const fitting = new Map();
      for (const [id, { words, data }] of found) {
        const here = words.map((word) => word - offset);
        const kept = starts ? here.filter((place) => starts.get(id)?.places.has(place)) : here;
        if (kept.length) fitting.set(id, { places: new Set(kept), data });
      }
      starts = fitting;
      if (!starts.size) break;
    }
    return this.ranked(phrase, starts);
  }

  // The documents that hold a pair: id → result, whose `words` are all its places.
  async places(pair) {
    const exact = await this.pagefind.search(`"${pair}"`);
    if (!exact.results.length) return new Map();
    const sure = new Set(exact.results.map((result) => result.id));
    const loose = await this.pagefind.search(pair);
    return new Map(loose.results.filter((result) => sure.has(result.id)).map((result) => [result.id, result]));
  }

  // id → hit, with a score (BM25) that a phrase in the title raises, the more the greater its part of the title.
  ranked(phrase, starts) {
    const all = this.shards.slice(0, this.loaded);
    const total = all.reduce((sum, shard) => sum + shard.count, 0);
    const mean = all.reduce((sum, shard) => sum + shard.columns.core.length.reduce((a, b) => a + b, 0), 0) / total;
    const rarity = Math.log(1 + (total - starts.size + 0.5) / (starts.size + 0.5));
    const hits = new Map();
    for (const [id, { places, data }] of starts) {
      const { shard, place } = this.place(id);
      const { length, title } = shard.columns.core;
      const often = places.size;
      const weight = (often * (K + 1)) / (often + K * (1 - B + (B * length[place]) / mean));
      const inTitle = Math.min(...places) < title[place] ? TITLE * (phrase.length / title[place] + 0.5) : 0;
      hits.set(id, { id, shard, place, score: rarity * (weight + inTitle), data });
    }
    return hits;
  }
}

// Pairs that cover a phrase, each with its distance from the beginning: 国务院 → [0, 国务], [1, 务院].
function cover(phrase) {
  const all = pairs(phrase);
  const last = all.length - 1;
  return all.map((pair, offset) => [offset, pair]).filter(([offset]) => offset === last || offset % 2 === 0);
}

function both(left, right) {
  const kept = [...left].filter(([id]) => right.has(id));
  return new Map(kept.map(([id, hit]) => [id, { ...hit, score: hit.score + right.get(id).score }]));
}

function byScore(a, b) {
  return b.score - a.score || (a.id < b.id ? -1 : 1);
}

async function json(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`, { cause: answer.status });
  return answer.json();
}
