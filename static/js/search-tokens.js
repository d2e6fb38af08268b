// Tokens: the folded text cut so that an index of words answers for substrings. builder/index/tokens.py does the same
// to the documents and says why; tests/tokens.json holds both together.
import { fold } from "./search-folding.js";

const QUOTED = /["“”„‟「」『』＂]([^"“”„‟「」『』＂]*)["“”„‟「」『』＂]/g;

// One letter for each UTF-16 unit: a Han character stands for itself, every other unit for one of Unicode's plane 2.
export function letters(folded) {
  return Array.from({ length: folded.length }, (_, i) => {
    const unit = folded.charCodeAt(i);
    if ((unit >= 0x3400 && unit < 0x4db6) || (unit >= 0x4e00 && unit < 0x9ff0)) return folded[i];
    if (unit < 0x3400) return String.fromCodePoint(0x20000 + unit);
    if (unit >= 0xa000) return String.fromCodePoint(0x20000 + unit - 0x6c00);
    return String.fromCodePoint(0x29400 + (unit & 0xff) + (unit > 0x9000 ? 0x100 : 0));
  });
}

// The pairs of a folded phrase: n units have n − 1.
export function pairs(folded) {
  const row = letters(folded);
  return row.slice(1).map((letter, i) => row[i] + letter);
}

// What a query asks for: folded phrases, all of which a document must hold. Spaces part them, except inside quotes that
// hold a space, beside a lone character (王 强 is the name 王强), and between digits and a lone character (第 3 期).
export function phrases(query) {
  const kept = query
    .replace(QUOTED, (whole, inner) => (/\s/.test(inner.trim()) ? ` ${inner.trim().replace(/\s+/g, "\0")} ` : whole))
    .replace(/(\d)\s+(?=[\u3400-\u9fff](\s|$))/g, "$1")
    .replace(/(^|\s)([\u3400-\u9fff])\s+(?=\d)/g, "$1$2");
  const joined = [];
  for (const part of kept.split(/\s+/).map((word) => fold(word.replaceAll("\0", " ")))) {
    if (joined.at(-1)?.length === 1) joined.push(joined.pop() + part);
    else if (part) joined.push(part);
  }
  return [...new Set(joined)];
}
