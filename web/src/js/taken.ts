// Field work. Day list: "Klaar" with its photo works through a dead spot. Board: dragging a card
// does what its select and button do; inside a card the keys 1–9 choose a column.
import { photoField } from "./_foto";
import { all, drop, keep, send, type Waiting } from "./_wachtrij";

const queueLine = document.querySelector<HTMLElement>("[data-queue]");
const texts = queueLine?.dataset ?? {};

type State = "done" | "waiting" | "refused";
const words: Record<State, string | undefined> = {
  done: texts.textSent,
  waiting: texts.textQueued,
  refused: texts.textRefused,
};

/** Says on its card how it stands with a task, by the address it is sent to: instead of the form, or of what was said. */
function mark(url: string, state: State): HTMLElement | null {
  const form = [...document.querySelectorAll<HTMLFormElement>("form[data-klaar]")].find((form) => form.action === url);
  const said = [...document.querySelectorAll<HTMLElement>("p[data-sent-to]")].find((line) => line.dataset.sentTo === url);
  const old = said ?? form;
  // What is not on this page, and what can be tried again, is told above.
  if (!old || (old === form && state === "refused")) {
    if (queueLine) queueLine.textContent = words[state] ?? "";
    return null;
  }
  const card = old.closest<HTMLElement>("[data-taak]") ?? null;
  const line = document.createElement("p");
  line.className = "ww-task__state";
  line.setAttribute("role", "status");
  line.dataset.sentTo = url;
  line.textContent = words[state] ?? "";
  card?.classList.remove("ww-task--waiting");
  if (state !== "refused") card?.classList.add(`ww-task--${state}`);
  old.replaceWith(line);
  return card;
}

// One at a time: what is being sent is not sent again by the connection coming back meanwhile.
let sending = false;

async function flush(): Promise<void> {
  if (sending) return;
  sending = true;
  try {
    for (const item of await all()) {
      const outcome = await send(item);
      if (outcome !== "later") await drop(item.id);
      mark(item.url, outcome === "sent" ? "done" : outcome === "later" ? "waiting" : "refused");
    }
  } finally {
    sending = false;
  }
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
    if (outcome !== "later") await drop(id);
    if (outcome === "refused") return form.submit(); // the page that comes back says why
    const card = mark(item.url, outcome === "sent" ? "done" : "waiting");
    card?.nextElementSibling?.querySelector<HTMLElement>("a,button")?.focus();
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
    // A digit in the list or in the day is meant for that field.
    const field = event.target instanceof HTMLElement && event.target.matches("select,input:not([type=checkbox])");
    if (!/^[1-9]$/.test(event.key) || field || event.altKey || event.ctrlKey || event.metaKey) return;
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

// After giving one by key the hands go on with the next.
if (board?.hasAttribute("data-given")) board.querySelector<HTMLElement>('[data-kolom=""] [data-taak] a')?.focus();
