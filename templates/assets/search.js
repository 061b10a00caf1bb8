// Searches the site on its search page, by the index that Pagefind has made of the claims. The words
// that it shows stand in the page. What is asked stands in the address, so that it can be returned to.
// Nothing of the index is loaded before a reader begins to search, nor what can be narrowed down by
// before it is looked at.
"use strict";
const search = document.querySelector(".search");
const form = search.querySelector("form");
const narrowing = form.querySelector("details");
const found = search.querySelector(".search-found");
const [said, list, more] = found.children;
const [blank] = search.querySelector("template").content.children;
const selects = [...form.querySelectorAll("select")];
const { root } = search.dataset;
const language = document.documentElement.lang;
const [AT_ONCE, PAUSE, BEFORE, LONGEST] = [10, 120, 12, 48];
const full = {}; // for each filter, what Pagefind calls each value that the address has
let asked = 0;
let results = [];

const once = (make) => {
  let made;
  return () => made ??= make();
};

const pagefind = once(async () => {
  const { createInstance } = await import(
    new URL(`${search.dataset.index}pagefind.js`, location.href)
  );
  const instance = createInstance({
    basePath: new URL(search.dataset.index, location.href).href,
    noWorker: true,
  });
  await instance.init();
  return instance;
});

const choices = once(async () => offer(await (await pagefind()).filters()));

// Fills the ways to narrow down with what there is: `name|path`, or a word that stands there already.
function offer(filters) {
  for (const select of selects) {
    const counts = Object.entries(filters[select.name] ?? {});
    full[select.name] = Object.fromEntries(counts.map(([value]) => [short(value), value]));
    for (const [value, count] of counts.sort(([a], [b]) => a.localeCompare(b, language))) {
      const option = [...select.options].find((each) => each.value === value) ??
        select.appendChild(new Option(name(value), short(value)));
      option.text += ` (${count.toLocaleString(language)})`;
    }
    for (const option of [...select.options].slice(1)) {
      if (!full[select.name][option.value]) option.remove();
    }
    select.disabled = false;
  }
}

const short = (value) => value.slice(value.lastIndexOf("|") + 1);
const name = (value) => value.slice(0, value.lastIndexOf("|"));

function fromAddress() {
  const wanted = new URLSearchParams(location.search);
  for (const field of form.elements) {
    if (field.name) field.value = wanted.get(field.name) ?? "";
  }
}

function toAddress() {
  const wanted = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
  history.replaceState(null, "", `?${wanted}`);
}

async function find() {
  const turn = ++asked;
  const words = form.elements.q.value.trim();
  const chosen = selects.filter((select) => select.value)
    .map((select) => [select.name, [full[select.name][select.value]]]);
  const wanted = Boolean(words || chosen.length);
  wait(wanted);
  try {
    const answer = wanted
      ? await (await pagefind()).search(words || null, { filters: Object.fromEntries(chosen) })
      : null;
    const next = answer?.results ?? [];
    const entries = await drawn(next.slice(0, AT_ONCE));
    if (turn !== asked) return;
    results = next;
    list.replaceChildren(...entries);
    arrived(answer ? told(results.length) : "");
  } catch {
    if (turn === asked) failed();
  }
}

// What follows the results is away while they are awaited, so that it need not move for them.
function wait(whether) {
  search.toggleAttribute("data-waiting", whether);
  if (whether && !list.children.length) said.textContent = said.dataset.waiting;
}

function arrived(words) {
  said.textContent = words;
  more.hidden = list.children.length >= results.length;
  search.removeAttribute("data-waiting");
}

const failed = () => arrived(said.dataset.failed);

function told(number) {
  const words = { 0: said.dataset.none, 1: said.dataset.one }[number] ?? said.dataset.many;
  return words.replace("#", number.toLocaleString(language));
}

const drawn = async (some) => (await Promise.all(some.map((each) => each.data()))).map(made);

// Shows some more of what was found; the first of these is returned.
async function show(turn) {
  const next = results.slice(list.children.length, list.children.length + AT_ONCE);
  const entries = await drawn(next);
  if (turn !== asked) return null;
  list.append(...entries);
  more.hidden = list.children.length >= results.length;
  return entries[0];
}

// One claim: its statement, its level, who said it, and those of its quotations that have the words.
function made({ raw_url: url, content, locations, filters }) {
  const entry = blank.cloneNode(true);
  const [statement, note, quotes] = entry.children;
  const [path, places] = url.split("#");
  const starts = places.split(",").map((place) => place.split("="));
  const words = content.split(/\s+/);
  const hits = new Set(locations);
  starts.forEach(([from, anchor], number) => {
    const start = Number(from);
    const end = Number(starts[number + 1]?.[0] ?? words.length);
    if (number === 0) {
      statement.href = root + path;
      statement.append(...marked(words, hits, start, end));
    } else if (anchor && [...hits].some((hit) => start <= hit && hit < end)) {
      const link = document.createElement("a");
      link.dir = "auto";
      link.lang = statement.lang;
      link.href = `${root}${path}#${anchor}`;
      link.append(...marked(words, hits, start, end));
      quotes.appendChild(document.createElement("li")).append(link);
    }
  });
  const [level] = filters.level;
  entry.classList.add(`level-${level}`);
  note.children[0].textContent = labels.level[level];
  note.querySelector("bdi").textContent = filters.voice ? name(filters.voice[0]) : note.dataset.own;
  return entry;
}

// A run of words, those looked for marked; a long one from just before the first.
function marked(words, hits, start, end) {
  const first = [...hits].filter((hit) => start <= hit && hit < end).sort((a, b) => a - b)[0] ?? start;
  const from = end - start > LONGEST ? Math.max(start, first - BEFORE) : start;
  const to = Math.min(end, from + LONGEST);
  const nodes = words.slice(from, to)
    .flatMap((word, number) => [...hits.has(from + number) ? hit(word) : [word], " "]);
  return [...(from > start ? ["… "] : []), ...nodes.slice(0, -1), ...(to < end ? [" …"] : [])];
}

// A word marked, without its points.
function hit(word) {
  const [, before, inner, after] = word.match(/^([\p{P}\p{S}]*)(.*?)([\p{P}\p{S}]*)$/u);
  const mark = document.createElement("mark");
  mark.textContent = inner;
  return [before, mark, after];
}

const labels = Object.fromEntries(selects.map((select) => [
  select.name,
  Object.fromEntries([...select.options].map((option) => [option.value, option.text])),
]));

let waiting;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { toAddress(); find(); }, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  toAddress();
  find();
});
more.addEventListener("click", async () => (await show(asked))?.querySelector("a").focus());
form.addEventListener("focusin", () => pagefind().catch(() => {}), { once: true });
narrowing.addEventListener("toggle", () => choices().catch(failed));
addEventListener("popstate", resume);

// Searches for what the address says. What narrows down can only be chosen once it is known.
async function resume() {
  fromAddress();
  const wanted = new URLSearchParams(location.search);
  if (selects.some(({ name }) => wanted.has(name))) {
    narrowing.open = true;
    wait(true);
    await choices().then(fromAddress, () => {});
  }
  find();
}

form.hidden = false;
resume();
