// The engine of a site that is opened from a disk, where nothing can be fetched: the texts come as a script, once, and
// every one of them is looked through. It answers as the other engine does; builder/offline.py puts it in its place.
import { Engine as Indexed } from "./search-engine.js";
import { fold } from "./search-folding.js";

export class Engine extends Indexed {
  async open() {
    await new Promise((resolve, reject) => {
      const onerror = () => reject(new Error("there are no texts", { cause: 404 }));
      document.head.append(
        Object.assign(document.createElement("script"), { src: `${this.bundle}texts.js`, onload: resolve, onerror }),
      );
    });
    this.shards = globalThis.FANGZHI_TEXTS;
    this.byName = new Map(this.shards.map((shard) => [shard.name, shard]));
    this.texts = this.shards.flatMap(({ name, documents }) =>
      documents.map((one, place) => ({ id: `${name}.${place}`, folded: fold(one.content), data: async () => one })),
    );
  }

  // All of them are here.
  async load() {
    this.loaded = this.shards.length;
  }

  async all() {
    return this.texts.map(({ id, data }) => ({ ...this.place(id), score: 0, data }));
  }

  async phrase(phrase) {
    const starts = new Map();
    for (const { id, folded, data } of this.texts) {
      const places = new Set();
      for (let at = folded.indexOf(phrase); at >= 0; at = folded.indexOf(phrase, at + 1)) places.add(at);
      if (places.size) starts.set(id, { places, data });
    }
    return this.ranked(phrase, starts);
  }
}
