// Small courtesies on every page: menus close on Escape or on a click elsewhere, an error
// summary takes the focus, a toast leaves after its time unless a hand is near it.
const menus = (): NodeListOf<HTMLDetailsElement> =>
  document.querySelectorAll<HTMLDetailsElement>("details.ww-menu[open], details.ww-rail__more[open]");

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target as Node)) menu.open = false;
});

document.querySelector<HTMLElement>(".ww-errors:not([hidden])")?.focus();

for (const toast of document.querySelectorAll<HTMLElement>(".ww-toast[data-seconds]")) {
  const leave = (): void => {
    if (toast.matches(":hover, :focus-within")) setTimeout(leave, 2000);
    else toast.hidden = true;
  };
  setTimeout(leave, Number(toast.dataset.seconds) * 1000);
}

for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
  // Whoever comes for the paper gets it at once.
  if (location.hash === "#afdrukken") print();
}
