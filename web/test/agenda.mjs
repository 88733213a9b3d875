// Every calendar of the product, read by a parser that is not ours: those of points and wijken say what the API says, those
// of a person and of a roster what the pages behind them say, without names.
import ICAL from "ical.js";
import { become, openContext } from "./visit.mjs";

const ZONE = "Europe/Amsterdam";
const WALL = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE, dateStyle: "short", timeStyle: "short" });
/** The nights on which the clock changes: before and after them, in seconds. */
const OFFSETS = { "2026-03-28T12:00:00": 3600, "2026-03-29T12:00:00": 7200, "2026-10-24T12:00:00": 7200, "2026-10-25T12:00:00": 3600 };
/** What a calendar may not hold of anybody. */
const PERSONAL = /^(?:ATTENDEE|ORGANIZER|CONTACT)[:;]|mailto:|[\w.+-]+@[\w-]+\.[a-z]{2,}/im;
const ID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

/** Where the moment of an event by the rules of the calendar differs from what a clock in the gemeente shows. */
function clockProblem(zone, time) {
  if (time.zone?.tzid === "UTC" || time.isDate) return "";
  const { year, month, day, hour, minute } = time;
  const utc = Date.UTC(year, month - 1, day, hour, minute) - zone.utcOffset(time) * 1000;
  const wall = time.toString().slice(0, 16).replace("T", " ");
  return WALL.format(utc) === wall ? "" : `${wall} is ${WALL.format(utc)} on the clock`;
}

/** The events of a calendar, each { uid, day, from, until, status, sequence, summary }; and its problems. */
export function read(text) {
  const problems = [];
  const root = new ICAL.Component(ICAL.parse(text));
  const definition = root.getFirstSubcomponent("vtimezone");
  if (!definition) return { events: [], problems: ["no VTIMEZONE"] };
  const zone = new ICAL.Timezone(definition);
  for (const [moment, offset] of Object.entries(OFFSETS)) {
    const found = zone.utcOffset(ICAL.Time.fromString(moment));
    if (found !== offset) problems.push(`${moment} is ${found} seconds from UTC, not ${offset}`);
  }
  const seen = new Set();
  const events = root.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    const { uid, startDate, endDate, summary } = event;
    const status = component.getFirstPropertyValue("status");
    const sequence = component.getFirstPropertyValue("sequence");
    if (!uid || seen.has(uid)) problems.push(`uid ${uid} is missing or stands twice`);
    seen.add(uid);
    if (endDate.compare(startDate) <= 0) problems.push(`${uid} ends before it begins`);
    if (!["CONFIRMED", "CANCELLED"].includes(status)) problems.push(`${uid} has status ${status}`);
    if (!Number.isInteger(sequence) || sequence < 0) problems.push(`${uid} has sequence ${sequence}`);
    if (!component.getFirstPropertyValue("dtstamp")) problems.push(`${uid} has no DTSTAMP`);
    for (const time of [startDate, endDate]) {
      const problem = clockProblem(zone, time);
      if (problem) problems.push(`${uid}: ${problem}`);
    }
    const [day, from] = startDate.toString().slice(0, 16).split("T");
    return { uid, day, from, until: endDate.toString().slice(11, 16), status, sequence, summary };
  });
  for (const line of text.split("\r\n")) {
    if (new TextEncoder().encode(line).length > 75) problems.push(`longer than 75 bytes: ${line}`);
  }
  const personal = text.split("\r\n").find((line) => !line.startsWith("UID:") && PERSONAL.test(line));
  if (personal) problems.push(`somebody is in it: ${personal}`);
  return { events, problems };
}

const confirmed = (events) => events.filter((event) => event.status === "CONFIRMED");

/** The problems of a public calendar asked again: unchanged it is not sent twice. */
async function askedAgain(url, answer) {
  const etag = answer.headers.get("etag");
  if (!etag) return ["no ETag"];
  const again = await fetch(url, { headers: { "If-None-Match": etag } });
  return again.status === 304 ? [] : [`asked again it answers ${again.status}, not 304`];
}

async function checkPoints({ base, report, slug, list }) {
  const points = await (await fetch(`${base}/api/v1/gemeenten/${slug}/infopunten`)).json();
  for (const point of points) {
    const url = `${base}${list}/${point.sleutel}/agenda.ics`;
    const answer = await fetch(url);
    const problems = [];
    try {
      const told = point.dagen.map((part) => `${part.dag} ${part.van}-${part.tot === "24:00" ? "00:00" : part.tot}`).sort();
      const lastDay = told.at(-1)?.slice(0, 10) ?? "";
      const found = read(await answer.text());
      problems.push(...found.problems, ...(await askedAgain(url, answer)));
      const open = confirmed(found.events).filter(({ day }) => day <= lastDay);
      const lines = open.map(({ day, from, until }) => `${day} ${from}-${until}`).sort();
      if (JSON.stringify(lines) !== JSON.stringify(told)) problems.push(`calendar ${lines} API ${told}`);
    } catch (error) {
      problems.push(`HTTP ${answer.status}: ${error.message}`);
    }
    report(`agenda ${point.sleutel}`, problems);
  }
}

/** The calendar of a wijk: nothing in it that is not told of one of the points. */
async function checkWijk({ base, report, slug, path }) {
  const points = await (await fetch(`${base}/api/v1/gemeenten/${slug}/infopunten`)).json();
  const told = new Set(points.flatMap((point) => point.dagen.map((part) => `${part.dag} ${part.van}`)));
  const last = [...told].sort().at(-1)?.slice(0, 10) ?? "";
  const url = `${base}${path}/agenda.ics`;
  const answer = await fetch(url);
  const problems = [];
  try {
    const found = read(await answer.text());
    problems.push(...found.problems, ...(await askedAgain(url, answer)));
    for (const { day, from, uid } of confirmed(found.events).filter(({ day }) => day <= last)) {
      if (!told.has(`${day} ${from}`)) problems.push(`${uid} is in the calendar and in no point of the API`);
    }
  } catch (error) {
    problems.push(`HTTP ${answer.status}: ${error.message}`);
  }
  report(`agenda ${slug} wijk`, problems);
}

/** The calendar behind an address that is made for whoever is signed in; of a point, or their own. */
async function privateCalendar(request, base, slug, form) {
  const headers = { Origin: base, "Sec-Fetch-Site": "same-origin" };
  const made = await request.post(`${base}/${slug}/balie/mijn-diensten/agenda`, { form, headers });
  const address = (await made.text()).match(/\/l\/[^<"\s]+/)?.[0];
  if (!address) throw new Error(`no address of a calendar: ${made.status()}`);
  const url = `${base}${address}`;
  // As a phone asks it: without being signed in.
  const answer = await fetch(url);
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`the calendar answers ${answer.status}`);
  await request.post(`${base}/${slug}/balie/mijn-diensten/agenda/stop`, { form, headers });
  const after = await fetch(url);
  const problems = after.status === 200 ? ["the calendar is there after it was stopped"] : [];
  return { text, problems };
}

/** The ids in addresses of a page that look like this. */
const idsIn = (html, path) => new Set([...html.matchAll(new RegExp(path.replace("ID", `(${ID})`), "g"))].map((found) => found[1]));

async function checkOwn(request, base, slug) {
  const page = await (await request.get(`${base}/${slug}/balie/mijn-diensten`)).text();
  const { text, problems } = await privateCalendar(request, base, slug, { aanvraag: "" });
  const found = read(text);
  const told = new Set(confirmed(found.events).map(({ uid }) => uid.split("@")[0]));
  const shown = idsIn(page, "/mijn-diensten/ID/kan-niet");
  const asked = idsIn(page, "/mijn-diensten/ID/bevestig");
  problems.push(...found.problems);
  // What was only asked is in no calendar; what somebody said yes to is.
  for (const id of shown) if (!asked.has(id) && !told.has(id)) problems.push(`shift ${id} is on the page and not in the calendar`);
  const soon = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
  const tomorrow = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  for (const { uid, day } of confirmed(found.events).filter(({ day }) => day >= tomorrow && day <= soon)) {
    if (!shown.has(uid.split("@")[0])) problems.push(`${uid} of ${day} is in the calendar and not on the page`);
  }
  return { problems, count: found.events.length };
}

async function checkRoster(request, base, slug) {
  const page = await (await request.get(`${base}/${slug}/balie/rooster`)).text();
  const punt = page.match(new RegExp(`name="punt" value="(${ID})"`))?.[1];
  if (!punt) return { problems: ["no point whose roster can be put in a calendar"], count: 0 };
  const { text, problems } = await privateCalendar(request, base, slug, { aanvraag: "", punt });
  const found = read(text);
  problems.push(...found.problems);
  const told = new Set(confirmed(found.events).map(({ uid }) => uid.split("@")[0]));
  const table = page.match(/<table[\s\S]*?<\/table>/)?.[0] ?? "";
  for (const id of idsIn(table, "/rooster/diensten/ID")) if (!told.has(id)) problems.push(`shift ${id} is in the roster and not in the calendar`);
  // Who it is stays behind the sign-in.
  const names = [...table.matchAll(/<span>([^<]+) <span class="nl-data-badge/g)].map((one) => one[1]);
  for (const name of names) if (name.length > 3 && text.includes(name)) problems.push(`${name} is in the calendar of the roster`);
  return { problems, count: found.events.length };
}

/** Somebody of the desk whose page at this path offers a calendar: their context and that page. */
async function whoMay({ base, pages, browser, slug, path }) {
  const own = pages.filter((page) => page.rol && new URL(page.pad, base).pathname.startsWith(`/${slug}/balie/`));
  const first = own.filter((page) => new URL(page.pad, base).pathname === `/${slug}${path}`);
  for (const rol of new Set([...first, ...own].map((page) => page.rol))) {
    const context = await openContext(browser);
    await become(context, base, rol);
    const answer = await context.request.get(`${base}/${slug}${path}`);
    if (answer.ok() && (await answer.text()).includes("/balie/mijn-diensten/agenda")) return context;
    await context.close();
  }
  throw new Error(`nobody of ${slug} is offered a calendar at ${path}`);
}

/** The calendars behind an address of their own: of somebody with shifts, and of the roster of a point. */
async function checkDesk({ base, pages, browser, report, slug }) {
  let count = 0;
  for (const [name, path, check] of [["mijn-diensten", "/balie/mijn-diensten", checkOwn], ["rooster", "/balie/rooster", checkRoster]]) {
    const problems = [];
    let context;
    try {
      context = await whoMay({ base, pages, browser, slug, path });
      const found = await check(context.request, base, slug);
      problems.push(...found.problems);
      count += found.count;
    } catch (error) {
      problems.push(error.message);
    } finally {
      await context?.close();
    }
    report(`agenda ${slug} ${name}`, problems);
  }
  return count;
}

/** Every public point of the gemeente whose page is in the list, and the calendars of every desk. */
export async function checkCalendars({ base, pages, browser, report }) {
  const page = pages.find((one) => one.naam.includes("infopunten.een"));
  if (!page) return;
  const path = new URL(page.pad, base).pathname;
  await checkPoints({ base, report, slug: path.split("/")[1], list: path.replace(/\/[^/]+$/, "") });
  for (const one of pages.filter((page) => /publiek\.wijk-nl$/.test(page.naam))) {
    const wijk = new URL(one.pad, base).pathname;
    await checkWijk({ base, report, slug: wijk.split("/")[1], path: wijk });
  }
  const slugs = new Set(pages.map((one) => new URL(one.pad, base).pathname.match(/^\/([^/]+)\/balie\/mijn-diensten$/)?.[1]).filter(Boolean));
  let count = 0;
  for (const slug of slugs) count += await checkDesk({ base, pages, browser, report, slug });
  report("agenda of somebody", slugs.size > 0 && count === 0 ? ["no shift in any calendar behind an address of its own"] : []);
}
