// The draft: words and choices of a form, kept on this device until the receipt page clears
// them. Never an e-mail address, a telephone number or a photo. The request id is kept too, so
// that a second try after a lost answer is recognised as the same melding.
const KEEP_MS = 7 * 24 * 3600 * 1000;
const NEVER = "input[type=email],input[type=tel],input[type=file],input[type=password],[data-no-draft]";
type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

function fields(form: HTMLFormElement): Field[] {
  return [...form.elements].filter(
    (field): field is Field => "name" in field && "value" in field && !!field.name && !field.matches(NEVER),
  );
}

const isTick = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && (field.type === "radio" || field.type === "checkbox");

function store<T>(use: (storage: Storage) => T): T | null {
  try {
    return use(localStorage);
  } catch {
    return null; // storage is full or refused: the form works without a draft
  }
}

export function clearDraft(key: string): void {
  store((storage) => storage.removeItem(`ww:${key}`));
}

/** Restores an earlier draft and keeps the present one; true when something came back. */
export function keepDraft(form: HTMLFormElement, key: string): boolean {
  const name = `ww:${key}`;
  let restored = false;
  const raw = store((storage) => storage.getItem(name));
  if (raw && !("filled" in form.dataset)) {
    try {
      const { at, values } = JSON.parse(raw) as { at: number; values: [string, string][] };
      if (Date.now() - at < KEEP_MS) {
        for (const field of fields(form)) {
          const mine = values.filter(([key]) => key === field.name).map(([, value]) => value);
          if (isTick(field)) field.checked = mine.includes(field.value);
          else if (mine[0] !== undefined) {
            if (!(field instanceof HTMLInputElement && field.type === "hidden")) restored ||= !!mine[0];
            field.value = mine[0];
          }
        }
      } else clearDraft(key);
    } catch {
      clearDraft(key);
    }
  }

  let timer = 0;
  const save = (): void => {
    const values = fields(form)
      .filter((field) => !isTick(field) || field.checked)
      .map((field): [string, string] => [field.name, field.value]);
    store((storage) => storage.setItem(name, JSON.stringify({ at: Date.now(), values })));
  };
  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(save, 300);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", save);
  return restored;
}
