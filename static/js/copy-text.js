// <copy-text data-copy="Copy" data-copied="Copied"> adds a button that copies what it wraps, and fills in what only the
// reader's browser knows: today's date ([data-today]) and the page's whole address ([data-here]).
class CopyText extends HTMLElement {
  connectedCallback() {
    const now = new Date();
    const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    for (const place of this.querySelectorAll("[data-today]")) place.textContent = `[${today}]`;
    for (const place of this.querySelectorAll("[data-here]")) place.textContent = location.href.split(/[?#]/)[0];
    if (!navigator.clipboard || this.button) return;
    const wrapped = this.firstElementChild;
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.textContent = this.dataset.copy;
    const said = document.createElement("span");
    said.className = "visually-hidden";
    said.setAttribute("role", "status");
    this.append(this.button, said);
    this.button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(wrapped.textContent.trim());
      said.textContent = this.button.textContent = this.dataset.copied;
      setTimeout(() => {
        this.button.textContent = this.dataset.copy;
        said.textContent = "";
      }, 2000);
    });
  }
}

customElements.define("copy-text", CopyText);
