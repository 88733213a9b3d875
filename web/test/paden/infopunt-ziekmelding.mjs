// A colleague cannot come tomorrow, nobody else takes the shift: within a minute the point reads "gesloten" on its page,
// its poster, its calendar, for search engines, in HSDS and in the API; and who asks for it is sent to the nearest that is open.
import ICAL from "ical.js";
import { dag, eigenWoord, wijkVan } from "../hulp.mjs";
import { readPdf } from "../poster.mjs";

export const naam = "infopunt-ziekmelding";
export const bij = "lelystad";

const DESK = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
export const scherm = DESK;

const COLLEGA = "lelystad-wijkteamlid-welzijn";
const MINUUT = 60_000;

export default async function infopuntZiekmelding(visitors) {
  const punten = [];
  try {
    await loop(visitors, punten);
  } finally {
    // Nothing stays behind that the next walk could be sent to.
    for (const { id } of punten) {
      await stuur(visitors.page, `balie/infopunten/${id}/stand`, { stap: "end", reden: "Dit punt was een proef.", alternatief: "Ga naar het stadhuis." });
    }
  }
}

async function loop({ page, expect, tik, word, open }, punten) {
  await word("lelystad-coordinator");
  const woord = eigenWoord("Wiel");
  const wijk = await wijkVan(page, "lelystad");
  const [van, tot] = uren();
  const punt = await maakPunt(page, `Punt ${woord}`, wijk, `ma-zo ${van}-${tot}`);
  punten.push(punt);
  const ander = await maakPunt(page, `Buurpunt ${woord}`, wijk, "ma-zo 0-24");
  punten.push(ander);
  // Closed today by hand, so that it is closed now whatever the hour.
  await stuur(page, `balie/infopunten/${punt.id}/uitzondering`, { van: dag(0), tot: dag(0), tijden: "", reden: "Vandaag wordt er geverfd." });

  const collega = await open({ rol: COLLEGA, ...PHONE });
  const wie = await naamVan(collega);
  const dienst = await rooster(page, punt, wie, [van, tot]);
  const morgen = dagInWoorden(1);
  const voor = await kanalen(page, punt);
  expect(!voor.pagina.includes(`${morgen}: gesloten`), `${morgen} to be open before, found ${voor.pagina}`);
  expect.equal(voor.api.filter((deel) => deel.dag === dag(1)).length, 1, "the hours of tomorrow in the API before");

  // Three taps on a phone: my shifts, I cannot, call it off.
  await collega.goto("/lelystad/balie/mijn-diensten");
  tik.opnieuw();
  await tik(collega.locator("li", { hasText: punt.naam }).first().getByRole("link", { name: "Ik kan niet" }));
  await expect.visible(collega.getByText(/Wie vragen we in uw plaats\?|Er is nu niemand die uw dienst kan overnemen/), "who could come instead, or that nobody can");
  const begin = Date.now();
  await tik(collega.getByRole("button", { name: "Zeg af" }));
  await expect.visible(collega.getByRole("heading", { name: "Mijn diensten" }), "that it was called off");
  expect(tik.aantal <= 3, `three taps, it took ${tik.aantal}`);

  // Nobody answers. Whoever makes the roster sees the gap, and that everybody reads it.
  await page.goto(`/lelystad/balie/rooster?punt=${punt.id}&week=${dag(1)}`);
  await expect.text(page, "Iedereen leest nu dat het punt dan dicht is");
  await page.goto(`/lelystad/balie/rooster/diensten/${dienst}`);
  await expect.visible(page.getByRole("heading", { name: "Wie kan er?" }), "who could still come");

  await overalDicht(page, punt, morgen, expect);
  expect(Date.now() - begin < MINUUT, `all of it within a minute, it took ${Date.now() - begin} ms`);
  await bewoner({ open, punt, ander, expect, tik });
}

/** Hours that tomorrow begin within a day from now, whenever this is walked. */
function uren() {
  const now = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/Amsterdam", hour: "2-digit", hour12: false }).format(new Date());
  const van = Math.max(0, (Number(now) % 24) - 1);
  return [van, Math.min(24, van + 3)];
}

/** "dinsdag 3 maart", with the year where it is another. */
function dagInWoorden(over) {
  const day = new Date(`${dag(over)}T12:00:00Z`);
  const year = dag(over).slice(0, 4) === dag(0).slice(0, 4) ? undefined : "numeric";
  return new Intl.DateTimeFormat("nl-NL", { weekday: "long", day: "numeric", month: "long", year, timeZone: "UTC" }).format(day);
}

/** Sends a form of the gemeente as whoever is signed in on this page; answers where it leads. */
async function stuur(page, pad, form) {
  const origin = new URL(page.url()).origin;
  const headers = { Origin: origin, "Sec-Fetch-Site": "same-origin" };
  const answer = await page.request.post(`/lelystad/${pad}`, { form, headers, maxRedirects: 0 });
  if (answer.status() !== 303) throw new Error(`${pad} answered ${answer.status()}: ${(await answer.text()).slice(0, 2000)}`);
  return answer.headers().location;
}

async function naamVan(page) {
  await page.goto("/lelystad/account");
  return page.locator("main dd").first().innerText();
}

/** A point in this wijk with these hours: { id, naam, pad }. */
async function maakPunt(page, naam, wijk, uren) {
  await page.goto("/lelystad/balie/infopunten");
  const gebied = await page.locator("#gebied option", { hasText: wijk.naam }).first().getAttribute("value");
  const organisatie = await page.locator("#organisatie option").first().getAttribute("value");
  await stuur(page, "balie/infopunten", {
    naam, gebied, organisatie, soort: "infopunt", rang: "neven", plek: `Huis ${naam}`, locatie_soort: "buurthuis",
    adres: "Voorbeeldstraat 1", postcode: "", plaats: "Lelystad", telefoon: "000 000 00 00", voorheen: "", sterren: "0", open: "ja",
  });
  await page.goto("/lelystad/balie/infopunten");
  const href = await page.getByRole("link", { name: naam, exact: true }).getAttribute("href");
  const id = href.split("/").at(-1);
  await stuur(page, `balie/infopunten/${id}/uren`, { uren, doe: "bewaar" });
  return { id, naam, pad: `/lelystad/infopunten/${naam.toLowerCase().replaceAll(" ", "-")}` };
}

/** One needed, and a shift tomorrow that somebody has confirmed; answers its id. */
async function rooster(page, punt, wie, [van, tot]) {
  await page.goto("/lelystad/balie/rooster/leden");
  const account = await page.locator("select[name=account] option", { hasText: wie }).first().getAttribute("value");
  const organisatie = await page.locator("select[name=organisatie] option[value]:not([value=''])").first().getAttribute("value");
  await stuur(page, "balie/rooster/leden", { account, organisatie, functies: "gastheer", uren: "28" });
  await stuur(page, "balie/rooster", { punt: punt.id, dag: dag(1), van: `${van}.00`, tot: `${tot}.00`, functie: "", aantal: "1" });
  await page.goto(`/lelystad/balie/rooster?punt=${punt.id}&week=${dag(1)}`);
  const href = await page.locator("a[href*='/balie/rooster/diensten/']").first().getAttribute("href");
  const dienst = href.split("/").at(-1);
  await stuur(page, `balie/rooster/diensten/${dienst}`, { account, bevestigd: "ja", begeleid: "ja" });
  await stuur(page, "balie/rooster/regel", { punt: punt.id, minimum: "1", regel_vanaf: dag(1) });
  return dienst;
}

/** What every channel tells of a point. */
async function kanalen(page, punt) {
  const get = async (pad) => {
    const answer = await page.request.get(pad, { headers: { "Accept-Language": "nl" } });
    if (!answer.ok()) throw new Error(`${pad} answered ${answer.status()}`);
    return answer;
  };
  const html = await (await get(punt.pad)).text();
  const jsonld = JSON.parse(html.match(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/)[1]);
  const calendar = new ICAL.Component(ICAL.parse(await (await get(`${punt.pad}/agenda.ics`)).text()));
  const points = await (await get("/api/v1/gemeenten/lelystad/infopunten")).json();
  const service = await (await get(`/hsds/v3/lelystad/services/${punt.id}`)).json();
  const paper = await readPdf(await (await get(`${punt.pad}/poster.pdf`)).body());
  return {
    pagina: html.replace(/<[^>]*>/g, " ").replace(/[\u2066-\u2069]/g, "").replace(/\s+/g, " "),
    poster: paper.text,
    agenda: calendar.getAllSubcomponents("vevent"),
    jsonld: jsonld.specialOpeningHoursSpecification,
    api: points.find((one) => one.naam === punt.naam).dagen,
    versie: points.find((one) => one.naam === punt.naam).openingsversie,
    hsds: service.service_at_locations[0].schedules,
    hsdsVersie: service.wijkwerk.openingsversie,
  };
}

async function overalDicht(page, punt, morgen, expect) {
  const nu = await kanalen(page, punt);
  const dicht = `${morgen}: gesloten (Er is dan niemand om u te helpen.)`;
  expect(nu.pagina.includes(dicht), `"${dicht}" on the page, found ${nu.pagina}`);
  expect(nu.poster.includes(dicht), `"${dicht}" on the poster, found ${nu.poster}`);
  const versie = `Versie ${nu.versie} van de openingstijden`;
  expect(nu.pagina.includes(versie) && nu.poster.includes(versie), `"${versie}" on page and poster`);
  expect.equal(nu.hsdsVersie, nu.versie, "the version that HSDS tells");
  const tomorrow = nu.agenda.filter((event) => new ICAL.Event(event).startDate.toString().startsWith(dag(1)));
  expect.equal(tomorrow.map((event) => event.getFirstPropertyValue("status")), ["CANCELLED"], "tomorrow in the calendar");
  const special = nu.jsonld.filter((one) => one.validFrom === dag(1) && one.validThrough === dag(1));
  expect.equal(special.map(({ opens, closes }) => [opens, closes]), [["00:00", "00:00"]], "tomorrow for search engines");
  const schedules = nu.hsds.filter((one) => one.valid_from === dag(1) && one.valid_to === dag(1));
  expect.equal(schedules.map((one) => one.opens_at ?? one.notes), ["gesloten"], "tomorrow in HSDS");
  expect.equal(nu.api.filter((deel) => deel.dag === dag(1)), [], "tomorrow in the API");
}

/** On a phone: asks for the point by its name, and is sent to the one that is open. */
async function bewoner({ open, punt, ander, expect, tik }) {
  const telefoon = await open(PHONE);
  await telefoon.goto("/lelystad/vraag");
  await tik.typ(telefoon.locator("#vraag"), punt.naam);
  await telefoon.keyboard.press("Enter");
  const gevonden = telefoon.locator("li", { has: telefoon.getByRole("link", { name: punt.naam, exact: true }) });
  const verder = gevonden.getByRole("link", { name: new RegExp(`Ga naar .*${ander.naam}.*nu open`) });
  await expect.visible(verder, `that ${ander.naam} is open now`);
  await tik(verder);
  await expect.visible(telefoon.getByRole("heading", { level: 1, name: ander.naam }), "the point that is open");
}
