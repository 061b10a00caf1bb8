// Leads on from a former address with whatever stood behind “#” in it, which a page's own refresh
// forgets. Without “#”, or without script, that refresh does.
if (location.hash) {
  const { to } = document.currentScript.dataset;
  // What follows in the page is the refresh: it must not be read, or it may come first.
  window.stop();
  location.replace(new URL(to + location.hash, location.href));
}
