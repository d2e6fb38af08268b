// <quick-search> brings the reader to the search field that it wraps: `/` or Ctrl+K from anywhere on the page, Escape back.
// The form itself needs no script.
class QuickSearch extends HTMLElement {
  connectedCallback() {
    this.field = this.querySelector("input");
    this.field.setAttribute("aria-keyshortcuts", "/ Control+K");
    this.key = (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
      const k = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
      if (!slash && !k) return;
      event.preventDefault();
      this.before = document.activeElement;
      this.field.focus();
      this.field.select();
    };
    addEventListener("keydown", this.key);
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.field.value) (this.before ?? document.body).focus?.();
    });
  }

  disconnectedCallback() {
    removeEventListener("keydown", this.key);
  }
}

customElements.define("quick-search", QuickSearch);
