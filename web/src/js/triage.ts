// Triage by keys: 1–4 decide, j and k move, u undoes, ? explains. Every key presses a button or
// follows a link that is on the page, so nothing can be done by key alone.
import { listen, press } from "./_toetsen";

const root = document.querySelector<HTMLElement>("[data-triage]");

function neighbour(step: 1 | -1): HTMLAnchorElement | undefined {
  const links = [...(root?.querySelectorAll<HTMLAnchorElement>(".ww-triage__link") ?? [])];
  const at = links.findIndex((link) => link.hasAttribute("aria-current"));
  return links[at + step];
}

listen((key) => {
  if (key === "j") neighbour(1)?.click();
  else if (key === "k") neighbour(-1)?.click();
  else return key === "u" && press("[data-undo]");
  return true;
});

// Enter sends from a list of choices too, as the text says; not every browser does that by itself.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.target instanceof HTMLSelectElement)) return;
  const form = event.target.closest("details[data-answer]") ? event.target.form : null;
  if (!form) return;
  event.preventDefault();
  form.requestSubmit();
});

// What a key opened (a reason, a partner) is where the hands already are.
for (const details of document.querySelectorAll<HTMLDetailsElement>("details[data-answer]")) {
  details.addEventListener("toggle", () => {
    if (details.open) details.querySelector<HTMLElement>("textarea,select,input:not([type=hidden])")?.focus();
  });
}
