// Field work. Day list: "Klaar" with its photo works through a dead spot. Board: dragging a card
// does what its select and button do; inside a card the keys 1–9 choose a column.
import { photoField } from "./_foto";
import { all, drop, keep, send, type Waiting } from "./_wachtrij";

const queueLine = document.querySelector<HTMLElement>("[data-queue]");
const texts = queueLine?.dataset ?? {};

function cardOf(form: HTMLFormElement): HTMLElement | null {
  return form.closest<HTMLElement>("[data-taak]");
}

function mark(form: HTMLFormElement, state: "done" | "waiting", text: string | undefined): void {
  const card = cardOf(form);
  const line = document.createElement("p");
  line.className = "ww-task__state";
  line.setAttribute("role", "status");
  line.textContent = text ?? "";
  card?.classList.add(`ww-task--${state}`);
  form.replaceWith(line);
  card?.nextElementSibling?.querySelector<HTMLElement>("a,button")?.focus();
}

async function flush(): Promise<void> {
  let left = 0;
  for (const item of await all()) {
    const outcome = await send(item);
    if (outcome === "later") left++;
    else await drop(item.id);
    if (outcome === "refused" && queueLine) queueLine.textContent = texts.textRefused ?? "";
    if (outcome === "sent" && queueLine) queueLine.textContent = texts.textSent ?? "";
  }
  if (left && queueLine) queueLine.textContent = texts.textQueued ?? "";
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-klaar]")) {
  for (const input of form.querySelectorAll<HTMLInputElement>("[data-photo]")) {
    photoField(input, { ...texts, ...form.dataset });
  }
  let busy = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    const fields = [...new FormData(form).entries()];
    const id = String(fields.find(([name]) => name === "aanvraag")?.[1] ?? crypto.randomUUID());
    const item: Waiting = { id, url: form.action, fields };
    try {
      await keep(item);
    } catch {
      form.submit(); // nowhere to keep it: the plain form decides
      return;
    }
    const outcome = await send(item);
    if (outcome === "later") return mark(form, "waiting", texts.textQueued);
    await drop(id);
    if (outcome === "refused") form.submit(); // the page that comes back says why
    else mark(form, "done", texts.textSent);
  });
}

if (queueLine || document.querySelector("form[data-klaar]")) {
  const again = (): void => void flush().catch(() => undefined);
  addEventListener("online", again);
  setInterval(() => document.hidden || again(), 30_000);
  again();
}

// Board.
const board = document.querySelector<HTMLElement>("[data-board]");
const columns = [...(board?.querySelectorAll<HTMLElement>("[data-kolom]") ?? [])];
let held: HTMLElement | null = null;

function give(card: HTMLElement, column: HTMLElement | undefined): void {
  const form = card.querySelector<HTMLFormElement>("form");
  const select = form?.querySelector("select");
  const to = column?.dataset.kolom;
  if (!form || !select || to === undefined || column?.contains(card)) return;
  if (![...select.options].some((option) => option.value === to)) return;
  select.value = to;
  form.requestSubmit();
}

for (const card of board?.querySelectorAll<HTMLElement>("[data-taak]") ?? []) {
  card.draggable = true;
  card.addEventListener("dragstart", (event) => {
    held = card;
    card.classList.add("ww-board__card--held");
    event.dataTransfer?.setData("text/plain", card.dataset.taak ?? "");
  });
  card.addEventListener("dragend", () => {
    held = null;
    card.classList.remove("ww-board__card--held");
    for (const column of columns) column.classList.remove("ww-board__column--over");
  });
  card.addEventListener("keydown", (event) => {
    // A digit typed into the date, or into the list of names, is meant for that field.
    const field = event.target instanceof Element && event.target.matches("select,input:not([type=checkbox])");
    if (field || !/^[1-9]$/.test(event.key)) return;
    const numbered = columns.filter((column) => column.dataset.kolom);
    give(card, numbered[Number(event.key) - 1]);
  });
}
for (const column of columns) {
  column.addEventListener("dragover", (event) => {
    if (!held) return;
    event.preventDefault();
    column.classList.add("ww-board__column--over");
  });
  column.addEventListener("dragleave", () => column.classList.remove("ww-board__column--over"));
  column.addEventListener("drop", (event) => {
    event.preventDefault();
    if (held) give(held, column);
  });
}
