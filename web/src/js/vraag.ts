// Suggestions while somebody types, and what cannot wait above them. The box works without: it is a form. What is typed
// goes by POST, so that it stands in no address. At the desk (data-eigen) a suggestion opens beside the contact.
const form = document.querySelector<HTMLFormElement>("form[data-vraag]");
const place = document.querySelector<HTMLElement>("[data-voorstellen]");
const input = form?.querySelector<HTMLInputElement>("input[type=search]");

interface Spoed {
  kop: string;
  zin: string;
  bel: string;
  nummer: string;
  url: string;
}

interface Voorstel {
  tekst: string;
  url: string;
  wie?: string;
  vers?: string;
}

interface Voorstellen {
  spoed: Spoed | null;
  lijst: Voorstel[];
}

const NOTHING: Voorstellen = { spoed: null, lijst: [] };

if (form && place && input) {
  let wait: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  let warned = "";

  const alarm = document.createElement("div");
  alarm.setAttribute("role", "alert");
  alarm.hidden = true;
  place.before(alarm);

  const add = <K extends keyof HTMLElementTagNameMap>(
    to: Element,
    tag: K,
    name: string,
    text = "",
  ): HTMLElementTagNameMap[K] => {
    const made = document.createElement(tag);
    made.className = name;
    made.textContent = text;
    to.append(made);
    return made;
  };

  // The card stays as it is while the need does, so that it is read out once.
  const warn = (spoed: Spoed | null): void => {
    const now = spoed ? spoed.kop + spoed.zin : "";
    if (now === warned) return;
    warned = now;
    alarm.replaceChildren();
    alarm.hidden = !spoed;
    if (!spoed) return;
    const card = add(alarm, "div", "utrecht-alert utrecht-alert--error");
    const said = add(card, "div", "utrecht-alert__message ww-stack ww-stack--sm");
    add(said, "h2", "nl-heading nl-heading--level-2", spoed.kop);
    add(said, "p", "nl-paragraph", spoed.zin);
    const call = add(add(said, "p", "ww-actions"), "a", "nl-button nl-button--primary ww-button--big", spoed.bel);
    call.href = spoed.url;
  };

  const show = ({ spoed, lijst }: Voorstellen): void => {
    warn(spoed);
    place.replaceChildren();
    if (lijst.length === 0) return;
    add(place, "p", "ww-quiet", place.dataset.textVoorstellen);
    const ul = add(place, "ul", "ww-list");
    for (const { tekst, url, wie, vers } of lijst) {
      const li = add(ul, "li", "");
      const link = add(li, "a", "nl-link", tekst);
      link.href = form.dataset.eigen ? `${form.dataset.eigen}?antwoord=${url.split("/").pop()}` : url;
      const about = [wie, vers].filter(Boolean).join(" · ");
      if (about) add(li, "p", "ww-quiet", about);
    }
  };

  const ask = async (): Promise<void> => {
    const mine = ++asked;
    const typed = input.value.trim();
    if (typed.length < 2) return show(NOTHING);
    try {
      const answer = await fetch(form.dataset.vraag ?? "", {
        method: "POST",
        body: new URLSearchParams({ vraag: typed }),
        headers: { accept: "application/json" },
      });
      if (answer.ok && mine === asked) show((await answer.json()) as Voorstellen);
    } catch {
      // Without a connection there are no suggestions; the form still says so when it is sent.
    }
  };

  // Down from the box into the number to call and the suggestions, and on through them; up from the first is back in the box.
  const move = (event: KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const links = [...alarm.querySelectorAll("a"), ...place.querySelectorAll("a")];
    if (step === 0 || links.length === 0) return;
    const at = links.indexOf(document.activeElement as HTMLAnchorElement) + step;
    (at < 0 ? input : links[Math.min(at, links.length - 1)])?.focus();
    event.preventDefault();
  };
  for (const from of [input, alarm, place]) from.addEventListener("keydown", move);

  place.setAttribute("aria-live", "polite");
  input.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(ask, 120);
  });
}
