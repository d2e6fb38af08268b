// <toc-spy> marks, in the outline that it wraps, the heading in view. A long one begins folded, so that the text is near;
// where it stands beside the text and moves nothing, it is opened here.
// Without this module the outline stays a plain list of links.
class TocSpy extends HTMLElement {
  #watch;
  #links = new Map();

  connectedCallback() {
    const box = this.querySelector("details");
    if (box && matchMedia("(min-width: 68rem)").matches) box.open = true;
    if (!("IntersectionObserver" in globalThis)) return;
    this.#watch = new IntersectionObserver((seen) => this.#mark(seen), { rootMargin: "0px 0px -70%" });
    for (const link of this.querySelectorAll("a[href^='#']")) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1))); // ids are Han, .hash is encoded
      if (!heading) continue;
      this.#links.set(heading, link);
      this.#watch.observe(heading);
    }
  }

  disconnectedCallback() {
    this.#watch?.disconnect();
  }

  #mark(seen) {
    const entry = seen.find((one) => one.isIntersecting);
    if (!entry) return;
    for (const link of this.#links.values()) link.removeAttribute("aria-current");
    this.#links.get(entry.target).setAttribute("aria-current", "true");
  }
}

customElements.define("toc-spy", TocSpy);
