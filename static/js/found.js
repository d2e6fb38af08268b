// A reader who comes from a search (?q=… on a document's page) finds the passage marked; the marker is only then fetched.
{
  const query = new URLSearchParams(location.search).get("q");
  const article = document.querySelector("body.document article");
  if (query && article) import(new URL("js/search-marker.js", import.meta.url)).then((marker) => marker.mark(article, query));
}
