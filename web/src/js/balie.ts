// The desk by keys: / asks, a figure chooses an answer, o goes to the topics, a letter says how it ended. On the pages of
// the roster j and k move and a letter presses what carries it.
import { listen } from "./_toetsen";

listen();

// Nothing open: the next question is typed at once.
if (!document.querySelector("main article, main ol")) {
  document.querySelector<HTMLElement>("main [role=search] input[type=search]")?.focus();
}

// What somebody told is not typed twice: the words go along to the referral that follows from this answer, and are gone
// as soon as they are used or something else is asked.
const STORY = "wijkwerk-verhaal";
const value = (form: HTMLFormElement, name: string): string => String(new FormData(form).get(name) ?? "");

for (const form of document.querySelectorAll<HTMLFormElement>("form[data-kies]")) {
  form.addEventListener("submit", () => {
    sessionStorage.setItem(STORY, JSON.stringify([value(form, "item"), value(form, "vraag")]));
  });
}
for (const form of document.querySelectorAll<HTMLFormElement>("main form[role=search], form[aria-labelledby=contact]")) {
  for (const event of ["input", "submit"]) form.addEventListener(event, () => sessionStorage.removeItem(STORY));
}
const story = document.querySelector<HTMLTextAreaElement>("textarea[data-verhaal]");
if (story) {
  const [item, told] = JSON.parse(sessionStorage.getItem(STORY) ?? "[]") as string[];
  sessionStorage.removeItem(STORY);
  if (story.value === "" && told && item === story.dataset.verhaal) story.value = told;
}
