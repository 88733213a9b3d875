// Work by keys: a key presses what carries it, and nothing can be done by key alone. While somebody types, letters are
// letters.
export const press = (selector: string): boolean => {
  const target = document.querySelector<HTMLElement>(selector);
  target?.click();
  return target !== null;
};

const put = (selector: string): boolean => {
  const target = document.querySelector<HTMLElement>(selector);
  target?.focus();
  return target !== null;
};

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=radio],[type=checkbox]),select,textarea"))
  );
}

/** Listens for keys; `own` is asked first and says whether it used one. */
export function listen(own: (key: string) => boolean = () => false): void {
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || typing(event.target)) return;
    const keys = document.querySelector<HTMLDialogElement>("dialog[data-keys]");
    if (keys?.open) {
      if (event.key === "?") keys.close();
      return;
    }
    const { key } = event;
    let used = own(key);
    if (!used && key === "?" && keys) {
      keys.showModal();
      used = true;
    } else if (!used && key === "/") used = put("main [role=search] input[type=search]") || put('[data-key="/"]');
    else if (!used && /^[a-z0-9]$/.test(key)) used = press(`[data-key="${key}"]`) || put(`[data-focus="${key}"]`);
    if (used) event.preventDefault();
  });
}
