// <view-switch> marks the view that the address names (#raw or not) for those who cannot see it, keeps the reader's place
// when the view changes, and lets `v` go from one view to the next.
class ViewSwitch extends HTMLElement {
  connectedCallback() {
    this.links = [...this.querySelectorAll("a")];
    this.mark();
    addEventListener("hashchange", () => this.mark());
    addEventListener("keydown", (event) => {
      if (event.key !== "v" || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target.closest?.("input, textarea, select, [contenteditable]")) return;
      const at = this.links.findIndex((link) => link.hasAttribute("aria-current"));
      this.links[(at + 1) % this.links.length].click();
    });
    for (const link of this.links.filter((one) => one.getAttribute("href").startsWith("#"))) {
      link.addEventListener("click", (event) => {
        const place = scrollY;
        event.preventDefault();
        location.hash = link.hash; // :target does the rest, and jumps
        scrollTo({ top: place, behavior: "instant" });
      });
    }
  }

  mark() {
    const here = this.links.filter((link) => link.pathname === location.pathname);
    if (here.length < 2) return;
    const raw = location.hash === "#raw";
    for (const link of here) {
      if (raw === (link.hash === "#raw")) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }
}

customElements.define("view-switch", ViewSwitch);
