// Warns whoever is signed in ten minutes before the session ends because nothing was sent, keeps it going while somebody
// types, and says so when it is over. What was typed stays where it is; without this script nothing is lost either.
const WARN_MS = 10 * 60_000;
/** While somebody types, the server hears of it this often. */
const TELL_MS = 20 * 60_000;
const KEY = "wijkwerk-gezien";

const box = document.querySelector<HTMLElement>("[data-sessie]");
if (box) {
  const idle = Number(box.dataset.sessie) * 1000;
  const soon = box.querySelector<HTMLElement>("[data-bijna]");
  const over = box.querySelector<HTMLElement>("[data-over]");
  const button = box.querySelector<HTMLButtonElement>("[data-blijf]");
  let timer = 0;
  let asking = false;

  // Every tab of this browser shares one session: the last of them counts.
  const seen = (): number => Number(localStorage.getItem(KEY)) || 0;
  const note = (): void => localStorage.setItem(KEY, String(Date.now()));

  const show = (isOver: boolean): void => {
    if (soon) soon.hidden = isOver;
    if (over) over.hidden = !isOver;
    if (button) button.hidden = isOver;
    box.hidden = false;
  };
  const look = (): void => {
    clearTimeout(timer);
    const left = seen() + idle - Date.now();
    if (left > WARN_MS) box.hidden = true;
    else show(left <= 0);
    const next = left > WARN_MS ? left - WARN_MS : left;
    // Another tab may have signed in again, so an ended session is looked at now and then.
    timer = window.setTimeout(look, Math.max(next, 60_000));
  };
  const stay = async (): Promise<void> => {
    if (asking) return;
    asking = true;
    try {
      const answer = await fetch(box.dataset.adres ?? "", { cache: "no-store", redirect: "manual" });
      if (answer.ok) note();
      else localStorage.setItem(KEY, "0");
      look();
    } catch {
      // No connection: the warning stays, and so does what was typed.
    }
    asking = false;
  };

  note();
  look();
  button?.addEventListener("click", () => void stay());
  document.addEventListener("input", () => {
    if (Date.now() - seen() > TELL_MS && Date.now() - seen() < idle) void stay();
  });
  // A machine that slept wakes up later than its timers.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) look();
  });
}
