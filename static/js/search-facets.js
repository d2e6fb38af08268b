// Facets: which documents the filters let through, how many each value would give, and the panel that shows it.
// Values of one facet widen (2021 or 2022), facets narrow each other.
import { make } from "./search-make.js";

export const FACETS = { year: "core", source: "core", kind: "core", tag: "names", person: "names", place: "names" };
const SHOWN = 10; // values of a facet that are listed at once

// The values of a document in a facet; the facet's columns must be loaded.
export function values({ shard, place }, facet) {
  if (facet === "year") return [shard.columns.core.dates[place].slice(0, 4)];
  const column = shard.columns[FACETS[facet]]?.[facet];
  if (!column) return [];
  return [column.rows[place]].flat().map((number) => column.names[number]);
}

export function passes(hit, chosen, except = "") {
  return Object.keys(chosen).every(
    (facet) => facet === except || !chosen[facet].size || values(hit, facet).some((value) => chosen[facet].has(value)),
  );
}

// By date, newest (-1) or oldest (1) first and the undated last; 0 leaves the order as it is.
export function sorted(hits, way) {
  const date = ({ shard, place }) => shard.columns.core.dates[place];
  const order = (a, b) => (date(a) < date(b) ? -way : date(a) > date(b) ? way : 0);
  return way ? hits.sort((a, b) => !date(a) - !date(b) || order(a, b)) : hits;
}

// [value, count] of every value of `facet` among the hits that the other facets let through, and of those chosen.
function counts(hits, chosen, facet) {
  const found = new Map([...chosen[facet]].map((value) => [value, 0]));
  for (const hit of hits) {
    if (passes(hit, chosen, facet)) {
      for (const value of values(hit, facet)) found.set(value, (found.get(value) ?? 0) + 1);
    }
  }
  const order = facet === "year" ? (a, b) => (a[0] < b[0] ? 1 : -1) : (a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);
  return [...found].sort(order);
}

export class FacetPanel {
  // `changed` is called when a reader chooses; `wanted` is called when one opens a facet whose columns may be lacking.
  constructor(say, chosen, changed, wanted) {
    Object.assign(this, { say, chosen, changed, wanted });
    this.whole = new Set();
    this.clear = make("button", { type: "button", className: "search-clear", hidden: true }, say("clear_filters"));
    this.clear.addEventListener("click", () => {
      for (const set of Object.values(this.chosen)) set.clear();
      this.changed();
    });
    this.lists = {};
    const facets = Object.keys(FACETS).map((facet) => this.facet(facet));
    this.element = make("section", { className: "search-filters", ariaLabel: say("filters") }, ...facets, this.clear);
  }

  facet(facet) {
    const list = make("ul", { className: "search-values" });
    const open = FACETS[facet] === "core" || this.chosen[facet].size > 0;
    const box = make("details", { className: "search-facet", open }, make("summary", {}, this.say(facet)), list);
    if (FACETS[facet] === "names") box.addEventListener("toggle", () => box.open && this.wanted());
    this.lists[facet] = { box, list };
    return box;
  }

  // True where a list of names is open, so that their columns are worth fetching.
  get needsNames() {
    return Object.keys(FACETS).some(
      (facet) => FACETS[facet] === "names" && (this.chosen[facet].size || this.lists[facet].box.open),
    );
  }

  show(hits) {
    for (const [facet, { box, list }] of Object.entries(this.lists)) {
      const found = counts(hits, this.chosen, facet);
      const known = FACETS[facet] === "core" || box.open;
      box.hidden = known && found.length < 2 && !this.chosen[facet].size;
      const rest = this.whole.has(facet) ? 0 : Math.max(0, found.length - SHOWN);
      const focused = document.activeElement?.closest("li") && list.contains(document.activeElement);
      const value = focused ? document.activeElement.value : null;
      list.replaceChildren(...found.slice(0, rest ? SHOWN : undefined).map(([name, n]) => this.value(facet, name, n)));
      if (rest) list.append(this.all(facet, found.length, hits));
      if (focused) [...list.querySelectorAll("input")].find((input) => input.value === value)?.focus();
    }
    this.clear.hidden = !Object.values(this.chosen).some((set) => set.size);
  }

  value(facet, name, n) {
    const input = make("input", { type: "checkbox", name: facet, value: name, checked: this.chosen[facet].has(name) });
    input.addEventListener("change", () => {
      this.chosen[facet][input.checked ? "add" : "delete"](name);
      this.changed();
    });
    const label = facet === "kind" ? this.say(`kind_${name}`) : name || this.say("undated");
    const count = make("span", { className: "search-count" }, String(n));
    return make("li", {}, make("label", {}, input, make("span", {}, label), count));
  }

  all(facet, n, hits) {
    const button = make("button", { type: "button" }, this.say("all_values", { n }));
    button.addEventListener("click", () => {
      this.whole.add(facet);
      this.show(hits);
      this.lists[facet].list.querySelectorAll("input")[SHOWN]?.focus();
    });
    return make("li", {}, button);
  }
}
