// Before anything is drawn: the reader's choice of light or dark and of face, so that no page flashes.
// The only script that is not a module, because a module would come too late.
try {
  for (const name of ["scheme", "face"]) {
    const chosen = localStorage.getItem(`fangzhi-${name}`);
    if (chosen) document.documentElement.dataset[name] = chosen;
  }
} catch {}
