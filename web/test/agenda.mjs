// The calendars of the points, read by a parser that is not ours: what they say is what the API says.
import ICAL from "ical.js";

/** The open hours of a calendar until `last`, as `2026-03-02 09:00-12:30` on the clock of the gemeente; and its problems. */
function read(text, last) {
  const problems = [];
  const root = new ICAL.Component(ICAL.parse(text));
  const open = [];
  const seen = new Set();
  for (const component of root.getAllSubcomponents("vevent")) {
    const event = new ICAL.Event(component);
    if (!event.uid || seen.has(event.uid)) problems.push(`uid ${event.uid} is missing or stands twice`);
    seen.add(event.uid);
    if (event.endDate.compare(event.startDate) <= 0) problems.push(`${event.uid} ends before it begins`);
    if (component.getFirstPropertyValue("status") !== "CONFIRMED") continue;
    const [day, from] = event.startDate.toString().slice(0, 16).split("T");
    const until = event.endDate.toString().slice(11, 16);
    if (day <= last) open.push(`${day} ${from}-${until}`);
  }
  if (!root.getFirstSubcomponent("vtimezone")) problems.push("no VTIMEZONE");
  return { open: open.sort(), problems };
}

/** Every public point of the gemeente whose page is in the list. */
export async function checkCalendars({ base, pages, report }) {
  const page = pages.find((one) => one.naam.includes("infopunten.een"));
  if (!page) return;
  const slug = new URL(page.pad, base).pathname.split("/")[1];
  const points = await (await fetch(`${base}/api/v1/gemeenten/${slug}/infopunten`)).json();
  const list = new URL(page.pad, base).pathname.replace(/\/[^/]+$/, "");
  for (const point of points) {
    const answer = await fetch(`${base}${list}/${point.sleutel}/agenda.ics`);
    const problems = [];
    try {
      const told = point.dagen.map((part) => `${part.dag} ${part.van}-${part.tot === "24:00" ? "00:00" : part.tot}`).sort();
      const lastDay = told.at(-1)?.slice(0, 10) ?? "";
      const found = read(await answer.text(), lastDay);
      problems.push(...found.problems);
      if (JSON.stringify(found.open) !== JSON.stringify(told)) problems.push(`calendar ${found.open} API ${told}`);
    } catch (error) {
      problems.push(`HTTP ${answer.status}: ${error.message}`);
    }
    report(`agenda ${point.sleutel}`, problems);
  }
}
