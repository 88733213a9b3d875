// Triage by keys: 1–4 decide, j and k move, u undoes, ? explains. Every key presses a button or
// follows a link that is on the page, so nothing can be done by key alone.
const root = document.querySelector<HTMLElement>("[data-triage]");

const press = (selector: string): boolean => {
  const target = document.querySelector<HTMLElement>(selector);
  target?.click();
  return target !== null;
};

function neighbour(step: 1 | -1): HTMLAnchorElement | undefined {
  const links = [...(root?.querySelectorAll<HTMLAnchorElement>(".ww-triage__link") ?? [])];
  const at = links.findIndex((link) => link.hasAttribute("aria-current"));
  return links[at + step];
}

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=radio],[type=checkbox]),select,textarea"))
  );
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || typing(event.target)) return;
  const keys = document.querySelector<HTMLDialogElement>("dialog[data-keys]");
  if (keys?.open) {
    if (event.key === "?") keys.close();
    return;
  }
  let used = true;
  if (event.key === "j") neighbour(1)?.click();
  else if (event.key === "k") neighbour(-1)?.click();
  else if (event.key === "u") used = press("[data-undo]");
  else if (event.key === "?") keys?.showModal();
  else if (event.key === "/") document.querySelector<HTMLElement>("[role=search] input")?.focus();
  else if (/^[a-z0-9]$/.test(event.key)) used = press(`[data-key="${event.key}"]`);
  else used = false;
  if (used) event.preventDefault();
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
