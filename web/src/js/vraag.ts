// Suggestions while somebody types. The box works without: it is a form. What is typed goes by
// POST, so that it stands in no address.
const form = document.querySelector<HTMLFormElement>("form[data-vraag]");
const place = document.querySelector<HTMLElement>("[data-voorstellen]");
const input = form?.querySelector<HTMLInputElement>("input[type=search]");

interface Voorstel {
  tekst: string;
  url: string;
}

if (form && place && input) {
  let wait: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const show = (list: Voorstel[]): void => {
    if (list.length === 0) return place.replaceChildren();
    const title = document.createElement("p");
    title.className = "ww-quiet";
    title.textContent = place.dataset.textVoorstellen ?? "";
    const ul = document.createElement("ul");
    ul.className = "ww-list";
    for (const { tekst, url } of list) {
      const link = document.createElement("a");
      link.className = "nl-link";
      link.href = form.dataset.eigen ? `${form.dataset.eigen}?antwoord=${url.split("/").pop()}` : url;
      link.textContent = tekst;
      const li = document.createElement("li");
      li.append(link);
      ul.append(li);
    }
    place.replaceChildren(title, ul);
  };

  const ask = async (): Promise<void> => {
    const mine = ++asked;
    const typed = input.value.trim();
    if (typed.length < 2) return show([]);
    try {
      const answer = await fetch(form.dataset.vraag ?? "", {
        method: "POST",
        body: new URLSearchParams({ vraag: typed }),
        headers: { accept: "application/json" },
      });
      if (answer.ok && mine === asked) show((await answer.json()) as Voorstel[]);
    } catch {
      // Without a connection there are no suggestions; the form still says so when it is sent.
    }
  };

  // Down from the box into the suggestions, and on through them; up from the first is back in the box.
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const links = [...place.querySelectorAll("a")];
    if (step === 0 || links.length === 0) return;
    const at = links.indexOf(document.activeElement as HTMLAnchorElement) + step;
    (at < 0 ? input : links[Math.min(at, links.length - 1)])?.focus();
    event.preventDefault();
  };
  input.addEventListener("keydown", move);
  place.addEventListener("keydown", move);

  place.setAttribute("aria-live", "polite");
  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(ask, 120);
  });
}
