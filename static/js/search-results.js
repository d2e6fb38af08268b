// Results: a list of documents, each with its title, where it comes from, and the passage that was looked for, as printed
// there and in its own script, with the hit marked.
import { find } from "./search-folding.js";
import { make } from "./search-make.js";

const BEFORE = 20; // characters of a passage before its first hit
const AFTER = 36; // and after its last
const LENGTH = 100; // in all passages of a result, about
const LONGEST = 72; // where there are several
const PASSAGES = 2;
const PAGE = 10; // results shown at a time

export class ResultList {
  constructor(root, say) {
    Object.assign(this, { root, say });
    this.list = make("ol", { className: "search-results", ariaLabel: say("results") });
    this.more = make("button", { type: "button", className: "search-more", hidden: true });
    this.more.addEventListener("click", () => this.next());
    this.element = make("div", {}, this.list, this.more);
  }

  async show(hits, phrases, current) {
    const items = await this.items(hits.slice(0, PAGE), phrases);
    if (!current()) return;
    Object.assign(this, { hits, phrases, shown: PAGE });
    this.list.replaceChildren(...items);
    this.offer();
  }

  // One page more, and the keyboard on its first result.
  async next() {
    const { hits, phrases, shown } = this;
    this.more.disabled = true;
    const items = await this.items(hits.slice(shown, shown + PAGE), phrases);
    this.more.disabled = false;
    if (hits !== this.hits) return; // another search was quicker
    this.shown += PAGE;
    this.list.append(...items);
    this.offer();
    items[0]?.querySelector("a").focus();
  }

  items(hits, phrases) {
    return Promise.all(hits.map((hit) => item(hit, phrases, this.root, this.say)));
  }

  offer() {
    const left = this.hits.length - this.shown;
    this.more.hidden = left <= 0;
    this.more.textContent = this.say("more", { n: Math.min(PAGE, left) });
  }
}

async function item(hit, phrases, root, say) {
  const { raw_url: path, content, meta } = await hit.data();
  const [title, ...rest] = content.split("\n");
  const carried = phrases.length ? `?q=${encodeURIComponent(phrases.map(quoted).join(" "))}` : "";
  const words = marked(title, spans(title, phrases));
  const printed = meta.title === `[${title}]` ? ["[", ...words, "]"] : words; // a title that the archive supplied
  const link = make("a", { href: root + path + carried }, ...printed);
  const kind = say(`kind_${meta.kind}`);
  const facts = [meta.source, dated(meta, say), kind].filter(Boolean);
  const line = facts.map((fact) => (fact instanceof Node ? fact : make("span", {}, fact)));
  return make(
    "li",
    { className: "search-result" },
    make("h2", { lang: meta.language }, link),
    make("p", { className: "search-facts" }, ...line.flatMap((part, i) => (i ? [" · ", part] : [part]))),
    make("p", { className: "search-passage", lang: meta.language }, ...passages(rest.join("\n"), phrases)),
  );
}

function quoted(phrase) {
  return phrase.includes(" ") ? `"${phrase}"` : phrase;
}

// A date as a reader writes it, with its doubt; where the year is not known, as it was printed.
function dated({ date, printed }, say) {
  const [known, y, m, d] = date.match(/^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/) ?? [];
  if (!known) return printed && make("span", {}, date.startsWith("XXXX") ? say("yearless", { printed }) : printed);
  const text = d || m ? say(d ? "day" : "month", { date: known, y, m: Number(m), d: Number(d) }) : y;
  return make("time", { dateTime: known }, text + (/[?~%]$/.test(date) ? say("doubt") : ""));
}

// The places of all phrases in `text`, in order, none overlapping another.
function spans(text, phrases) {
  const found = phrases.flatMap((phrase) => find(text, phrase)).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let last = 0;
  return found.filter(([start, end]) => start >= last && ((last = end), true));
}

// `text` from one place to another as text and marks.
function marked(text, places, from = 0, to = text.length) {
  const parts = [];
  for (const [start, end] of places.filter((span) => span[0] >= from && span[1] <= to)) {
    parts.push(text.slice(from, start), make("mark", {}, text.slice(start, end)));
    from = end;
  }
  return [...parts, text.slice(from, to)];
}

// The passages that hold the first hits, or the beginning of the text where only the title was hit.
function passages(lines, phrases) {
  const text = lines.replaceAll("\n", " "); // a phrase never runs across the end of a line, so only looks change
  const places = spans(lines, phrases);
  const shown = windows(places).map(([start, end]) => [whole(text, start), whole(text, Math.min(end, text.length))]);
  const parts = shown.flatMap(([start, end]) => [start ? "…" : "", ...marked(text, places, start, end)]);
  return shown.at(-1)[1] < text.length ? [...parts, "…"] : parts;
}

// From where to where each passage goes: hits that lie close together share one, and one alone takes all the room.
function windows(places) {
  const found = [];
  for (const [start, end] of places) {
    const last = found.at(-1);
    if (last && start - BEFORE <= last[1]) {
      if (end + AFTER - last[0] <= LONGEST) last[1] = end + AFTER;
      else last[1] = Math.max(last[1], start < last[1] ? end : 0);
    } else if (found.length < PASSAGES) found.push([Math.max(0, start - BEFORE), end + AFTER]);
    else break;
  }
  if (found.length < 2) return [[found[0]?.[0] ?? 0, Math.max(found[0]?.[1] ?? 0, (found[0]?.[0] ?? 0) + LENGTH)]];
  return found;
}

// `place`, moved off the middle of a character that takes two units.
function whole(text, place) {
  return /[\udc00-\udfff]/.test(text[place] ?? "") ? place + 1 : place;
}
