// Results: a list of documents, each with its title, where it comes from, and the passage that was looked for, as printed
// there and in its own script, with the hit marked.
import { find } from "./search-folding.js";
import { make } from "./search-make.js";

const BEFORE = 24; // characters of a passage before the hit
const LENGTH = 96; // and in all
const PASSAGES = 2;

export async function item(hit, phrases, root, say) {
  const { raw_url: path, content, meta } = await hit.data();
  const [title, ...rest] = content.split("\n");
  const carried = phrases.length ? `?q=${encodeURIComponent(phrases.map(quoted).join(" "))}` : "";
  const link = make("a", { href: root + path + carried }, ...marked(title, spans(title, phrases)));
  const kind = say(`kind_${meta.kind}`);
  const facts = [meta.source, meta.date && make("time", { dateTime: day(meta.date) }, meta.date), kind].filter(Boolean);
  const line = facts.map((fact) => (fact instanceof Node ? fact : make("span", {}, fact)));
  return make(
    "li",
    { className: "search-result" },
    make("h3", { lang: meta.language }, link),
    make("p", { className: "search-facts" }, ...line.flatMap((part, i) => (i ? [" · ", part] : [part]))),
    make("p", { className: "search-passage", lang: meta.language }, ...passages(rest.join("\n"), phrases)),
  );
}

function quoted(phrase) {
  return phrase.includes(" ") ? `"${phrase}"` : phrase;
}

// A date that HTML can read: the part of an EDTF date that is certain of its form.
function day(date) {
  return date.match(/^\d{4}(-\d\d(-\d\d)?)?/)?.[0] ?? "";
}

// The places of all phrases in `text`, in order, none overlapping another.
export function spans(text, phrases) {
  const found = phrases.flatMap((phrase) => find(text, phrase)).sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.filter(([start], i) => !i || start >= Math.max(...found.slice(0, i).map((span) => span[1])));
}

function marked(text, places) {
  const parts = [];
  let at = 0;
  for (const [start, end] of places) {
    parts.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

// The passages that hold the first hits, or the beginning of the text where only the title was hit.
function passages(text, phrases) {
  const places = spans(text, phrases);
  if (!places.length) return [cut(text, 0, LENGTH, [])].flat();
  const shown = [];
  let from = 0;
  for (let n = 0; n < PASSAGES && from < places.length; n++) {
    const start = Math.max(n ? places[from - 1][1] : 0, places[from][0] - BEFORE);
    const end = start + LENGTH / Math.min(PASSAGES, places.length);
    const inside = places.filter((span) => span[0] >= start && span[1] <= Math.max(end, places[from][1]));
    shown.push(...cut(text, start, Math.max(end, inside.at(-1)[1]), inside));
    from = places.indexOf(inside.at(-1)) + 1;
  }
  return shown;
}

function cut(text, start, end, places) {
  start = Math.floor(start);
  end = Math.floor(end);
  // Never through the middle of a character that takes two units.
  if (/[\udc00-\udfff]/.test(text[start] ?? "")) start--;
  if (/[\udc00-\udfff]/.test(text[end] ?? "")) end++;
  const inside = places.map(([from, to]) => [from - start, to - start]);
  const piece = text.slice(start, end).replaceAll("\n", " ");
  return [start > 0 ? "…" : "", ...marked(piece, inside), end < text.length ? "…" : ""].filter(Boolean);
}
