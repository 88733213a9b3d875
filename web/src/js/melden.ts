// Melden: smaller photos, the pin, the draft, and a submit that waits for a connection.
// The page is complete without this file.
import { clearDraft, keepDraft } from "./_concept";
import { photoField } from "./_foto";
import { pinField } from "./_speld";

for (const done of document.querySelectorAll<HTMLElement>("[data-draft-clear]")) {
  clearDraft(done.dataset.draftClear ?? "");
}

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-melden]")) {
  const texts = form.dataset;
  const status = document.querySelector<HTMLElement>("[data-draft-status]");
  const say = (text: string | undefined): void => {
    if (status) status.textContent = text ?? "";
  };

  const restored = texts.draft ? keepDraft(form, texts.draft) : false;
  if (restored) say(texts.textRestored);

  for (const input of form.querySelectorAll<HTMLInputElement>("[data-photo]")) {
    photoField(input, texts);
  }
  for (const map of form.querySelectorAll<HTMLElement>("[data-map]")) pinField(map);

  let busy = false;
  let waiting = false;
  form.addEventListener("submit", (event) => {
    if (busy) return event.preventDefault();
    if (!navigator.onLine) {
      event.preventDefault();
      say(texts.textOffline);
      status?.scrollIntoView({ block: "center" });
      if (waiting) return;
      waiting = true;
      addEventListener(
        "online",
        () => {
          waiting = false;
          say("");
          // By the same button: it says whether this is the same as what others let us know.
          form.requestSubmit(event.submitter);
        },
        { once: true },
      );
      return;
    }
    busy = true;
  });
  addEventListener("pageshow", () => (busy = false));
}
