// <theme-switch> lets a reader choose light or dark and the face of the text; the choice is kept in this browser alone.
// Without script it stays hidden, and the system's setting rules. `theme.js` applies the choice before a page is drawn.
class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    const root = document.documentElement;
    for (const input of this.querySelectorAll("input")) {
      if (root.dataset[input.name] !== undefined) input.checked = root.dataset[input.name] === input.value;
    }
    this.addEventListener("change", ({ target: { name, value } }) => {
      if (value) root.dataset[name] = value;
      else delete root.dataset[name];
      try {
        if (value) localStorage.setItem(`fangzhi-${name}`, value);
        else localStorage.removeItem(`fangzhi-${name}`);
      } catch {
        // storage is forbidden: the choice holds for this page
      }
    });
    const box = this.querySelector("details");
    document.addEventListener("click", (event) => this.contains(event.target) || (box.open = false));
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !box.open) return;
      box.open = false;
      box.querySelector("summary").focus();
    });
  }
}

customElements.define("theme-switch", ThemeSwitch);
