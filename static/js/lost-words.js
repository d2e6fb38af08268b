// <lost-words> puts the words of an address that leads nowhere into the search form that it wraps.
class LostWords extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector("input[name=q]");
    let path = location.pathname;
    try {
      path = decodeURIComponent(path);
    } catch {
      return; // no words in bytes that are no text
    }
    const words = path.replace(/\.html?$/, "").split("/").filter((part) => !/^(|index|d|tags|people|places|bodies|works|events|sources|series|years|files|source)$/.test(part));
    const last = words.at(-1)?.replace(/[-_+]+/g, " ").trim() ?? "";
    if (last.length < 60 && /[^\x00-\x7f]|[a-z]{3}/i.test(last)) field.value = last;
  }
}

customElements.define("lost-words", LostWords);
