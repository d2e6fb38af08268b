// <cite-copy data-cite="——引自 …"> adds where it is from to a passage that is copied out of it: a sentence or more, and
// only the text; the paragraph's own address is part of it.
class CiteCopy extends HTMLElement {
  static least = 20; // characters; a word or a name is copied bare

  connectedCallback() {
    this.addEventListener("copy", (event) => {
      const chosen = getSelection();
      const text = chosen.toString().trim();
      if (text.length < CiteCopy.least || !event.clipboardData) return;
      const node = chosen.getRangeAt(0).startContainer;
      const paragraph = (node.nodeType === 1 ? node : node.parentElement).closest("[id]");
      const here = document.querySelector("link[rel=canonical]")?.href ?? location.href.split(/[?#]/)[0];
      const address = here + (this.contains(paragraph) && paragraph !== this ? `#${paragraph.id}` : "");
      event.clipboardData.setData("text/plain", `${text}\n${this.dataset.cite}, ${address}`);
      event.preventDefault();
    });
  }
}

customElements.define("cite-copy", CiteCopy);
