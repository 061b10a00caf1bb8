// Gives each text that is there to be copied a button that copies it. No page needs it.
"use strict";
// The words of other languages stand with the script.
const { copy = "Copy", copied = "Copied", selected = "Selected: copy it as you would any text" } =
  document.currentScript.dataset;
for (const text of document.querySelectorAll(".copy-text")) {
  const button = document.createElement("button");
  const said = document.createElement("span");
  button.type = "button";
  button.textContent = copy;
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(text.textContent);
      said.textContent = copied;
    } catch {
      // Not every browser lets a page copy, and none where the address is not a secure one.
      getSelection().selectAllChildren(text);
      said.textContent = selected;
    }
  });
  text.after(button, said);
}
