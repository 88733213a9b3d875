// Melden: a photo to begin with, smaller photos, the pin, the draft, and a submit that waits for a connection.
// The page is complete without this file.
import { clearDraft, keepDraft } from "./_concept";
import { photoField, smaller } from "./_foto";
import { pinField } from "./_speld";

for (const done of document.querySelectorAll<HTMLElement>("[data-draft-clear]")) {
  clearDraft(done.dataset.draftClear ?? "");
}

// On the start page: with the photo chosen the form asks for the rest by itself, or says that it waits for a connection.
for (const input of document.querySelectorAll<HTMLInputElement>("input[data-begin]")) {
  const status = input.form?.querySelector<HTMLElement>("[data-text-offline]");
  const say = (text = ""): void => {
    if (status) status.textContent = text;
  };
  const goOn = (): void => {
    say();
    input.form?.submit();
  };
  input.addEventListener("change", async () => {
    // Another photo, or none after all: the one before waits no longer.
    removeEventListener("online", goOn);
    say();
    const file = input.files?.[0];
    if (!file) return;
    const transfer = new DataTransfer();
    // What cannot be made smaller goes as it is: the answer says what is wrong with it.
    transfer.items.add(await smaller(file).then((made) => made.file, () => file));
    input.files = transfer.files;
    if (navigator.onLine) return goOn();
    say(status?.dataset.textOffline);
    addEventListener("online", goOn, { once: true });
  });
  // Whoever comes back may choose the same photo again.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) input.value = "";
  });
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
