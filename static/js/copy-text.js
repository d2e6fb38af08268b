// <copy-text data-copy="Copy" data-copied="Copied"> adds a button that copies what it wraps, and fills in what only the
// reader's browser knows: today's date ([data-today]) and, for a site that does not know its own address, the page's
// whole address (in [data-here], and for `data-url` in the text). With data-file="x.ris" data-save="Download {file}" it
// also offers the text as a file.
class CopyText extends HTMLElement {
  connectedCallback() {
    if (this.button) return;
    const { copy, copied, file, save, url } = this.dataset;
    const now = new Date();
    const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    const here = document.querySelector("link[rel=canonical]")?.href ?? location.href.split(/[?#]/)[0];
    const wrapped = this.firstElementChild;
    for (const place of this.querySelectorAll("[data-today]")) place.textContent = `[${today}]`;
    for (const place of this.querySelectorAll("[data-here]")) place.textContent = here;
    if (url && !url.includes("://")) wrapped.textContent = wrapped.textContent.replace(url, () => here);
    if (navigator.clipboard) this.add(copy, copied, () => navigator.clipboard.writeText(wrapped.textContent.trim()));
    if (file) this.add(save.replace("{file}", file), "", () => this.save(file, wrapped.textContent));
  }

  add(label, done, act) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    const said = Object.assign(document.createElement("span"), { className: "visually-hidden", role: "status" });
    this.append(button, " ", said);
    this.button = button;
    button.addEventListener("click", async () => {
      await act();
      if (!done) return;
      said.textContent = button.textContent = done;
      setTimeout(() => {
        button.textContent = label;
        said.textContent = "";
      }, 2000);
    });
  }

  save(name, text) {
    const href = URL.createObjectURL(new Blob([`${text}\n`], { type: "text/plain;charset=utf-8" }));
    Object.assign(document.createElement("a"), { href, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  }
}

customElements.define("copy-text", CopyText);
