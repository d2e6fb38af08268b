// <fangzhi-search data-root="../"> wraps a search form that works by itself (GET, `q`) and answers it in the page.
//
// The address says all there is to say, so a search can be shared, kept and gone back to. The field keeps the focus; a
// live region says the count; everything else is links, checkboxes and buttons. `data-state` is `busy` or `done`.
import { read, write } from "./search-address.js";
import { FACETS, FacetPanel, passes, sorted } from "./search-facets.js";
import { Engine } from "./search-engine.js";
import { alternatives } from "./search-help.js";
import { make } from "./search-make.js";
import { recent, remember } from "./search-recent.js";
import { ResultList } from "./search-results.js";
import { phrases } from "./search-tokens.js";
import { words } from "./search-words.js";

const ENOUGH = 10; // documents found that fill a reader's first look; with so many, older shards wait to be asked for
const AT_ONCE = 6; // shards searched at most without being asked to
const PAUSE = 200; // milliseconds without a key after which a search begins

class FangzhiSearch extends HTMLElement {
  connectedCallback() {
    if (this.engine) return;
    this.say = words(this);
    const root = this.dataset.root ?? "../";
    this.form = this.querySelector("form");
    this.field = this.form.querySelector("[name=q]");
    this.engine = new Engine(new URL(`${root}pagefind/`, document.baseURI).href);
    this.chosen = Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, new Set()]));
    this.build(root);
    read(this.field, this.sort, this.chosen);
    this.listen();
    this.run(null);
  }

  build(root) {
    const { say } = this;
    const sorts = ["best", "new", "old"].map((name) => make("option", { value: name }, say(`sort_${name}`)));
    this.status = make("p", { className: "search-status", role: "status" });
    this.help = make("div", { className: "search-help" });
    this.sort = make("select", { name: "sort" }, ...sorts);
    this.sorting = make("label", { className: "search-sort" }, say("sort"), " ", this.sort);
    this.panel = new FacetPanel(say, this.chosen, () => this.run(), () => this.run(null));
    this.results = new ResultList(root, say);
    this.older = make("button", { type: "button", className: "search-more" });
    const found = make("div", { className: "search-found" }, this.sorting, this.results.element, this.older);
    this.columns = make("div", { className: "search-columns", hidden: true }, this.panel.element, found);
    this.form.after(this.status, this.help, this.columns);
  }

  listen() {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      remember(this.field.value.trim());
      this.run(true);
    });
    this.field.addEventListener("input", (event) => {
      clearTimeout(this.waiting);
      if (!event.isComposing) this.waiting = setTimeout(() => this.run(), PAUSE);
    });
    this.field.addEventListener("compositionend", () => this.run());
    this.results.element.addEventListener("click", (event) => event.target.closest("a") && remember(this.field.value.trim()));
    this.sort.addEventListener("change", () => this.run());
    this.older.addEventListener("click", async () => {
      await this.engine.load(this.engine.more.length);
      this.run(null);
    });
    addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select");
      if ((event.key !== "/" || typing) && !(event.key === "k" && (event.ctrlKey || event.metaKey))) return;
      event.preventDefault();
      this.field.focus();
      this.field.select();
    });
    addEventListener("popstate", () => {
      read(this.field, this.sort, this.chosen);
      this.run(null);
    });
  }

  // Search for what the form says. `lasting`: the address becomes a step in the history; null: it is left alone.
  async run(lasting = false) {
    clearTimeout(this.waiting);
    this.turn = (this.turn ?? 0) + 1;
    const { turn } = this;
    if (lasting !== null) write(this.field, this.sort, this.chosen, lasting);
    this.dataset.state = "busy";
    try {
      await this.answer(() => turn === this.turn);
    } catch (error) {
      console.error(error);
      this.opening = null; // the next search tries again
      if (turn === this.turn) this.status.textContent = this.say(error.cause === 404 ? "no_index" : "broken");
    }
    if (turn === this.turn) this.dataset.state = "done";
  }

  async answer(current) {
    const query = this.field.value.trim();
    const asked = phrases(query);
    if (!query && !Object.values(this.chosen).some((set) => set.size)) return this.rest("");
    if (query && !asked.some((phrase) => phrase.length > 1)) return this.rest(this.say("too_short"));
    if (!this.status.textContent) this.status.textContent = this.say("searching");
    await (this.opening ??= this.engine.open());
    // The newest shard answers first, alone; where it does not do, more of them answer together.
    for (let wanted = 1; wanted && current(); ) {
      if (wanted > this.engine.loaded) await this.engine.load(wanted - this.engine.loaded);
      const hits = await (query ? this.engine.search(query) : this.engine.all());
      if (this.panel.needsNames) await this.engine.names();
      if (current()) await this.show(hits, query, asked, current);
      wanted = this.wanted(hits.filter((hit) => passes(hit, this.chosen)).length);
    }
  }

  // How many shards should be loaded where more should than are: twice as many while little is found, as far back as the
  // chosen years lie, all for the oldest first. 0 where none is lacking.
  wanted(found) {
    const { shards, loaded } = this.engine;
    if (this.sort.value === "old") return loaded < shards.length ? shards.length : 0;
    const reach = shards.findLastIndex(({ years: [first, last] }) => [...this.chosen.year].some((year) => first <= year && year <= last));
    const further = found < ENOUGH ? Math.min(2 * loaded, AT_ONCE) : 0;
    const wanted = Math.min(shards.length, Math.max(further, reach + 1));
    return wanted > loaded ? wanted : 0;
  }

  async show(hits, query, asked, current) {
    const { say } = this;
    const way = { new: -1, old: 1 }[this.sort.value] ?? (query ? 0 : -1); // without a query nothing is best
    const kept = sorted(hits.filter((hit) => passes(hit, this.chosen)), way);
    const single = asked.filter((phrase) => phrase.length === 1).join(" ");
    const count = kept.length < hits.length ? say("found_of", { n: kept.length, all: hits.length }) : say("found", { n: kept.length });
    const older = counted(this.engine.more);
    const all = counted(this.engine.shards);
    this.panel.show(hits);
    await this.results.show(kept, asked.filter((phrase) => phrase.length > 1), current);
    const others = kept.length || older ? [] : await alternatives(this.engine, query, hits.length, say);
    if (!current()) return;
    this.columns.hidden = !hits.length && !older;
    this.sorting.hidden = kept.length < 2;
    this.older.hidden = !older;
    this.older.textContent = say("earlier", { n: older });
    const parts = [
      hits.length || older ? count : say("found_none", { query }),
      older && say("searched", { n: all - older, all }),
      single && say("single", { words: single }),
    ];
    this.status.textContent = parts.filter(Boolean).join(" · ");
    this.help.replaceChildren(...others);
    this.classList.add("is-answered");
  }

  // No query: what was searched for before.
  rest(said) {
    this.status.textContent = said;
    this.columns.hidden = true;
    this.classList.remove("is-answered");
    this.help.replaceChildren(...recent(this.say, () => this.rest("")));
  }
}

function counted(shards) {
  return shards.reduce((sum, shard) => sum + shard.count, 0);
}

customElements.define("fangzhi-search", FangzhiSearch);
