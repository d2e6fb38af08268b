// <fangzhi-search data-root="../"> wraps a search form that works by itself (GET, `q`) and answers it in the page.
//
// The address says all there is to say (?q=…&year=2021&sort=new), so a search can be shared, kept and gone back to. The
// field keeps the focus; a live region says the count; everything else is links, checkboxes and buttons.
import { FACETS, FacetPanel, passes, values } from "./search-facets.js";
import { Engine } from "./search-engine.js";
import { make } from "./search-make.js";
import { forget, recent, remember } from "./search-recent.js";
import { item } from "./search-results.js";
import { alternatives } from "./search-help.js";
import { phrases } from "./search-tokens.js";
import { words } from "./search-words.js";

const PAGE = 20; // results shown at a time
const AT_ONCE = 4; // shards searched without being asked to
const PAUSE = 200; // milliseconds without a key after which a search begins

class FangzhiSearch extends HTMLElement {
  connectedCallback() {
    if (this.engine) return;
    this.say = words(this);
    this.root = this.dataset.root ?? "../";
    this.form = this.querySelector("form");
    this.field = this.form.querySelector("[name=q]");
    this.engine = new Engine(new URL(`${this.root}pagefind/`, document.baseURI).href);
    this.chosen = Object.fromEntries(Object.keys(FACETS).map((facet) => [facet, new Set()]));
    this.build();
    this.read();
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
    addEventListener("popstate", () => {
      this.read();
      this.run(null);
    });
    this.run(null);
  }

  build() {
    const { say } = this;
    this.status = make("p", { className: "search-status", role: "status" });
    this.sort = make("select", {}, ...["best", "new", "old"].map((name) => make("option", { value: name }, say(`sort_${name}`))));
    this.sort.addEventListener("change", () => this.run());
    this.sorting = make("label", { className: "search-sort" }, say("sort"), " ", this.sort);
    this.panel = new FacetPanel(say, this.chosen, () => this.run(), () => this.run());
    this.list = make("ol", { className: "search-results", ariaLabel: say("results") });
    this.further = make("p", { className: "search-further" });
    this.help = make("div", { className: "search-help" });
    const found = make("div", { className: "search-found" }, this.sorting, this.list, this.further);
    this.columns = make("div", { className: "search-columns", hidden: true }, this.panel.element, found);
    this.form.after(this.status, this.help, this.columns);
  }

  // The address → the form, and back.
  read() {
    const address = new URLSearchParams(location.search);
    this.field.value = address.get("q") ?? "";
    this.sort.value = ["new", "old"].includes(address.get("sort")) ? address.get("sort") : "best";
    for (const facet of Object.keys(FACETS)) {
      this.chosen[facet].clear();
      for (const value of address.getAll(facet)) this.chosen[facet].add(value);
    }
  }

  write(lasting) {
    const address = new URLSearchParams();
    if (this.field.value.trim()) address.set("q", this.field.value.trim());
    for (const [facet, set] of Object.entries(this.chosen)) for (const value of set) address.append(facet, value);
    if (this.sort.value !== "best") address.set("sort", this.sort.value);
    const url = `${location.pathname}${address.size ? `?${address}` : ""}`;
    if (url !== location.pathname + location.search) history[lasting ? "pushState" : "replaceState"](null, "", url);
  }

  // Search for what the form says. `lasting`: the address becomes a step in the history; null: it is left alone.
  async run(lasting = false) {
    clearTimeout(this.waiting);
    const turn = (this.turn = (this.turn ?? 0) + 1);
    if (lasting !== null) this.write(lasting);
    this.dataset.state = "busy";
    try {
      await this.answer(() => turn === this.turn);
    } catch (error) {
      console.error(error);
      if (turn === this.turn) this.status.textContent = this.say("broken");
    }
    if (turn === this.turn) this.dataset.state = "done";
  }

  async answer(current) {
    const query = this.field.value.trim();
    const filtered = Object.values(this.chosen).some((set) => set.size);
    this.asked = phrases(query);
    if (!query && !filtered) return this.rest();
    if (query && !this.asked.some((phrase) => phrase.length > 1)) return this.rest(this.say("too_short"));
    if (!this.status.textContent) this.status.textContent = this.say("searching");
    await (this.opening ??= this.engine.open());
    for (;;) {
      const hits = await (query ? this.engine.search(query) : this.engine.all());
      if (this.panel.needsNames) await this.engine.names();
      if (!current()) return;
      await this.show(hits, query, current);
      const wanted = this.engine.loaded < AT_ONCE || this.engine.more.some((shard) => this.needs(shard));
      if (!this.engine.more.length || !wanted || !current()) return;
      await this.engine.load(1);
    }
  }

  // Whether a chosen year lies in a shard that is not yet loaded.
  needs({ years: [first, last] }) {
    return [...this.chosen.year].some((year) => first <= year && year <= last);
  }

  async show(hits, query, current) {
    const { say } = this;
    const kept = hits.filter((hit) => passes(hit, this.chosen));
    const date = (hit) => hit.shard.columns.core.dates[hit.place];
    const way = { new: -1, old: 1 }[this.sort.value] ?? (query ? 0 : -1);
    if (way) kept.sort((a, b) => !date(a) - !date(b) || way * (date(a) < date(b) ? -1 : date(a) > date(b) ? 1 : 0));
    this.panel.show(hits);
    this.columns.hidden = !hits.length;
    this.sorting.hidden = kept.length < 2;
    this.list.replaceChildren();
    this.further.replaceChildren();
    await this.page(kept, 0, current);
    if (!current()) return;
    const single = this.asked.filter((phrase) => phrase.length === 1).join("、");
    const count = kept.length === hits.length ? say("found", { n: hits.length }) : say("found_of", { n: kept.length, all: hits.length });
    const said = kept.length || hits.length ? count : say("found_none", { query });
    this.status.textContent = single ? `${said} ${say("single", { words: single })}` : said;
    this.classList.toggle("is-answered", true);
    const others = kept.length ? [] : await alternatives(this.engine, query, hits.length, say);
    if (current()) this.help.replaceChildren(...others);
  }

  async page(hits, from, current) {
    const next = hits.slice(from, from + PAGE);
    const items = await Promise.all(next.map((hit) => item(hit, this.asked.filter((p) => p.length > 1), this.root, this.say)));
    if (!current()) return;
    this.list.append(...items);
    const left = hits.length - from - PAGE;
    const buttons = [];
    if (left > 0) {
      buttons.push(this.button(this.say("more", { n: Math.min(PAGE, left) }), async () => {
        await this.page(hits, from + PAGE, current);
        this.list.children[from + PAGE]?.querySelector("a")?.focus();
      }));
    }
    const older = this.engine.more.reduce((sum, shard) => sum + shard.count, 0);
    if (older && this.engine.loaded >= AT_ONCE) {
      buttons.push(this.button(this.say("earlier", { n: older }), async () => {
        await this.engine.load(this.engine.more.length);
        this.run(null);
      }));
    }
    this.further.replaceChildren(...buttons);
  }

  button(text, action) {
    const button = make("button", { type: "button", className: "search-more" }, text);
    button.addEventListener("click", action);
    return button;
  }

  // No query: what was searched for before.
  rest(said = "") {
    this.status.textContent = said;
    this.columns.hidden = true;
    this.classList.toggle("is-answered", false);
    this.help.replaceChildren(...recent(this.say, () => this.rest()));
  }
}

customElements.define("fangzhi-search", FangzhiSearch);
