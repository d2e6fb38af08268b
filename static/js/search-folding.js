// Folding: the one form in which a text and a query meet. builder/index/folding.py is the same, rule for rule;
// tests/tokens.json holds both together.
import { FROM, TO } from "./search-table.js";

const SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000";
const LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029";
const INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff";
const NARROW = /[0-9A-Za-z\u00c0-\u058f]/;

const table = new Map();
for (let i = 0; i < FROM.length; i++) table.set(FROM[i], TO[i]);
for (let code = 0xff01; code < 0xff5f; code++) {
  table.set(String.fromCharCode(code), String.fromCharCode(code - 0xfee0).toLowerCase());
}
for (let code = 0; code < 0x590; code++) {
  const letter = String.fromCharCode(code);
  const small = letter.toLowerCase();
  if (small.length === 1 && small !== letter) table.set(letter, small);
}
for (const letter of SPACES) table.set(letter, " ");
for (const letter of LINE_ENDS) table.set(letter, "\n");
for (const letter of INVISIBLE) table.set(letter, "");

// The folded text, and for each of its UTF-16 units the place in `text` that it came from (one more for the end).
export function foldWithPlaces(text) {
  const units = [];
  const places = [];
  for (let i = 0; i < text.length; i++) {
    const unit = table.get(text[i]) ?? text[i];
    if (unit === "" || (unit === " " && units[units.length - 1] === " ")) continue;
    // A space that stands before anything wide was idle after all.
    if (unit !== " " && units[units.length - 1] === " " && !NARROW.test(unit)) drop(units, places);
    if (unit === " " && !NARROW.test(units[units.length - 1] ?? "")) continue;
    units.push(unit);
    places.push(i);
  }
  if (units[units.length - 1] === " ") drop(units, places);
  places.push(text.length);
  return { folded: units.join(""), places };
}

function drop(units, places) {
  units.pop();
  places.pop();
}

export function fold(text) {
  return foldWithPlaces(text).folded;
}

// Every place where `phrase` (folded) stands in `text`, as [start, end) in the positions of `text`.
export function find(text, phrase) {
  const { folded, places } = foldWithPlaces(text);
  const found = [];
  for (let at = folded.indexOf(phrase); at >= 0; at = folded.indexOf(phrase, at + phrase.length)) {
    found.push([places[at], places[at + phrase.length - 1] + 1]);
  }
  return found;
}
