// Narrows down and orders the claims on a page. What is asked stands in its address and in
// those of the list's other pages and of the search.
"use strict";
const form = document.querySelector(".filter form");
const fields = [...form.elements];
const { q, level, sort } = form.elements;
const said = form.querySelector("[role=status]");
const language = document.documentElement.lang;
const levels = [...level?.options ?? []].slice(1);
const claims = [...document.querySelectorAll(".entry")].map((entry) => ({
  entry,
  list: entry.parentNode,
  rank: levels.findIndex(({ value }) => entry.matches(`.level-${value}`)),
  text: plain(Array.from(entry.querySelectorAll("a"), (link) => link.text).join(" ")),
}));
let order = "";
let waiting;

// Words without case, accents and quotation marks.
function plain(text) {
  return text.normalize("NFKD").replace(/[\p{M}\p{Pi}\p{Pf}„״׳'"]/gu, "").toLocaleLowerCase(language);
}

function show() {
  const words = plain(q.value).trim().split(/\s+/);
  let number = 0;
  for (const { entry, rank, text } of claims) {
    const other = level?.value && levels[rank].value !== level.value;
    entry.hidden = other || !words.every((word) => text.includes(word));
    number += !entry.hidden;
  }
  for (const section of document.querySelectorAll("section:has(> .entries)")) {
    section.hidden = !section.querySelector(".entry:not([hidden])");
  }
  if (sort && sort.value !== order) {
    order = sort.value;
    const sorted = order ? [...claims].sort((a, b) => a.rank - b.rank) : claims;
    for (const { list, entry } of sorted) list.append(entry);
  }
  if (level) level.className = level.value && `level-${level.value}`;
  form.querySelector("button").hidden = !fields.some(({ value }) => value);
  const told = said.dataset[number ? "some" : "none"].replace("#", number.toLocaleString(language));
  said.textContent = words[0] || level?.value ? told : "";
  said.classList.toggle("standfirst", !number);
  for (const link of document.querySelectorAll(".pager a, .filter a")) link.href = asking(link.href);
}

// An address that asks it too.
function asking(address) {
  const to = new URL(address);
  for (const { name, value } of fields) {
    if (value) to.searchParams.set(name, value);
    else to.searchParams.delete(name);
  }
  return to.href;
}

function ask() {
  show();
  history.replaceState(null, "", asking(location.href));
}

form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(ask, 120);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
form.addEventListener("reset", () => setTimeout(() => { ask(); q.focus(); }));

levels.forEach((option, at) => {
  const number = claims.filter(({ rank }) => rank === at).length;
  option.text += ` (${number.toLocaleString(language)})`;
});
for (const field of fields) {
  field.value = new URL(location.href).searchParams.get(field.name) ?? "";
  field.value ||= ""; // no such choice
}
form.hidden = false;
show();
