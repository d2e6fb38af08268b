// Recent queries: kept in this browser alone, shown under an empty field, forgotten with one click.
import { make } from "./search-make.js";

const KEY = "fangzhi-recent";
const KEPT = 8;

function read() {
  try {
    const held = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(held) ? held.filter((query) => typeof query === "string").slice(0, KEPT) : [];
  } catch {
    return []; // storage is forbidden, or holds something of another's
  }
}

function write(queries) {
  try {
    if (queries.length) localStorage.setItem(KEY, JSON.stringify(queries));
    else localStorage.removeItem(KEY);
  } catch {
    // forbidden: nothing is remembered
  }
}

export function remember(query) {
  if (query) write([query, ...read().filter((other) => other !== query)].slice(0, KEPT));
}

export function recent(say, changed) {
  const queries = read();
  if (!queries.length) return [];
  const links = queries.map((query) => make("li", {}, make("a", { href: `?q=${encodeURIComponent(query)}` }, query)));
  const button = make("button", { type: "button" }, say("forget"));
  button.addEventListener("click", () => {
    write([]);
    changed();
  });
  return [make("h2", {}, say("recent")), make("ul", { className: "search-recent" }, ...links), button];
}
