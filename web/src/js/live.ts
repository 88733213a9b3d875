// Asks now and then whether the list changed, and offers to show it. It never changes the page
// under somebody's hands. Endpoint: data-live?versie=N → 204 (nothing new) or {"versie": M}.
for (const place of document.querySelectorAll<HTMLElement>("[data-live]")) {
  const known = Number(place.dataset.versie ?? 0);
  let wait = Number(place.dataset.seconds ?? 20) * 1000;

  const offer = (): void => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "nl-button nl-button--secondary";
    button.textContent = place.dataset.textButton ?? "";
    button.addEventListener("click", () => location.reload());
    place.replaceChildren(place.dataset.textNew ?? "", " ", button);
    place.hidden = false;
  };

  const ask = async (): Promise<void> => {
    if (!document.hidden && navigator.onLine) {
      try {
        const url = new URL(place.dataset.live ?? "", location.href);
        url.searchParams.set("versie", String(known));
        const answer = await fetch(url, { headers: { accept: "application/json" } });
        if (answer.status === 200) {
          const { versie } = (await answer.json()) as { versie?: number };
          if (Number(versie) > known) return offer();
        } else if (answer.status !== 204) wait = Math.min(wait * 2, 600_000);
      } catch {
        wait = Math.min(wait * 2, 600_000);
      }
    }
    setTimeout(ask, wait);
  };
  place.setAttribute("role", "status");
  setTimeout(ask, wait);
}
