// Leads on from a former address with whatever stood behind “?” or “#” in it, which a page's own refresh
// forgets. Without these, or without script, that refresh does.
const { search, hash, href } = location;
if (search || hash) {
  const { to } = document.currentScript.dataset;
  // What follows in the page is the refresh: it must not be read, or it may come first.
  window.stop();
  location.replace(new URL(to + search + hash, href));
}
