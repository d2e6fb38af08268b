// Before anything is drawn: the reader's choice of light or dark and of face, so that no page flashes.
// The only script that is not a module, because a module would come too late.
try {
  const taste = localStorage
  const root = document.documentElement
  for (const name of ["scheme", "face"]) if (taste.getItem(name)) root.dataset[name] = taste.getItem(name)
} catch {}
