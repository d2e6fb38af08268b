// The address of a search: what the form says and what the address says are one. ?q=…&year=2021&year=2022&sort=new
const SORTS = ["new", "old"];

export function read(field, sort, chosen) {
  const address = new URLSearchParams(location.search);
  field.value = address.get("q") ?? "";
  sort.value = SORTS.includes(address.get("sort")) ? address.get("sort") : "best";
  for (const [facet, set] of Object.entries(chosen)) {
    set.clear();
    for (const value of address.getAll(facet)) set.add(value);
  }
}

// `lasting`: a step in the history, so that "back" leads to the search before; else the present step is rewritten.
export function write(field, sort, chosen, lasting) {
  const address = new URLSearchParams();
  const query = field.value.trim();
  if (query) address.set("q", query);
  for (const [facet, set] of Object.entries(chosen)) for (const value of set) address.append(facet, value);
  if (SORTS.includes(sort.value)) address.set("sort", sort.value);
  const said = address.toString();
  const url = said ? `${location.pathname}?${said}` : location.pathname;
  if (url !== location.pathname + location.search) history[lasting ? "pushState" : "replaceState"](null, "", url);
}
