// Another gemeente from its inrichting alone: its own words everywhere, a melding lands with the wijkserviceteam of its
// stadsdeel, three disciplines get a task each, and the reporter sees one case.
import { eigenWoord, meld, wijkVan, zaak } from "../hulp.mjs";

export const naam = "lelystad-een-zaak";
export const bij = "lelystad";

const DESK = { viewport: { width: 1280, height: 900 } };
const VAKKEN = ["straat", "groen", "reiniging"];
const FOREIGN = "wijkplatform";
const OWN = "wijkraad";

export default async function lelystadEenZaak({ page, expect, open }) {
  const woord = eigenWoord("plein");
  const opzichter = await open({ rol: "lelystad-wijkopzichter", ...DESK });
  const wijk = await wijkVan(opzichter, "lelystad");
  const { link, nummer } = await meld(open, "lelystad", {
    wijk: wijk.sleutel,
    onderwerp: "anders",
    adres: `${woord}oever`,
    omschrijving: `Op het ${woord} is een boom door de bestrating gewaaid.`,
  });

  // With the team of the stadsdeel, before anybody decided.
  await zaak(opzichter, "lelystad", nummer);
  await opzichter.getByRole("link", { name: "Beslis", exact: true }).click();
  const street = await opzichter.locator("[data-key='1']").innerText();
  expect(/wijkserviceteam/i.test(street), `the wijkserviceteam to be named, found "${street}"`);
  await opzichter.locator("[data-key='1']").click();
  const form = opzichter.locator("details[open] form");
  for (const vak of await form.locator("input[name=vak]").all()) {
    await vak.setChecked(VAKKEN.includes(await vak.getAttribute("value")));
  }
  await form.getByRole("button").click();
  await expect.text(opzichter, "Wijkserviceteam");
  await zaak(opzichter, "lelystad", nummer);
  const taken = opzichter.locator("section", { has: opzichter.getByRole("heading", { level: 2, name: "Taken" }) });
  expect.equal(await taken.locator("li").count(), VAKKEN.length, "the tasks of this melding");
  await opzichter.goto("/lelystad/taken/verdelen");
  const cards = opzichter.locator("[data-kolom=''] [data-taak]", { hasText: `${woord}oever` });
  expect.equal(await cards.count(), VAKKEN.length, "the cards to be given");

  // The reporter sees one case, with the three in one line.
  await page.goto(link);
  await expect.text(page, `Melding ${nummer}`);
  expect.equal(await page.locator("h1").count(), 1, "the cases of the reporter");
  const step = page.locator(".ww-thread__item", { hasText: "We gaan ermee aan de slag" });
  expect.equal(await step.count(), 1, "the steps that say who took it up");
  const said = await step.innerText();
  for (const vak of VAKKEN) expect(said.toLowerCase().includes(vak), `${vak} in "${said}"`);
  await expect.noText(page, FOREIGN);

  await woorden({ open, expect, gemeente: "lelystad" });
}

/** Walks what everybody sees and what staff see, and looks for the words. */
async function woorden({ open, expect, gemeente }) {
  const own = [];
  const walk = async (rol, paden) => {
    const tab = await open({ ...(rol ? { rol } : {}), ...DESK });
    const waiting = paden.map((pad) => `/${gemeente}${pad}`);
    const seen = new Set();
    while (waiting.length > 0) {
      const pad = waiting.shift();
      if (seen.has(pad)) continue;
      seen.add(pad);
      // What is no page (a calendar, a feed, paper) is fetched, not opened.
      const isPage = !/\.(ics|pdf|atom|xml|csv)(\?|$)/.test(pad);
      const answer = isPage ? await tab.goto(pad) : await tab.request.get(pad);
      expect(answer.status() < 400, `${pad} to be there for ${rol ?? "everybody"}, found ${answer.status()}`);
      if (!isPage) {
        expect(!(await answer.text()).toLowerCase().includes(FOREIGN), `"${FOREIGN}" nowhere, found in ${pad}`);
        continue;
      }
      // The words of the page itself: also what is folded away and what only a screen reader says.
      const html = (await tab.content()).toLowerCase();
      expect(!html.includes(FOREIGN), `"${FOREIGN}" nowhere, found at ${pad} for ${rol ?? "everybody"}`);
      if (html.includes(OWN)) own.push(pad);
      if (seen.size >= 40) break;
      const links = await tab
        .locator("main a[href], nav a[href]")
        .evaluateAll((all) => all.map((link) => new URL(link.getAttribute("href"), location.href)).map((to) => to.pathname + to.search));
      const kinds = new Set([...seen, ...waiting].map(kind));
      for (const found of links) {
        const isOurs = found.startsWith(`/${gemeente}/`) && !/\/bestand\/|[?&]taal=/.test(found);
        if (!isOurs || kinds.has(kind(found))) continue;
        kinds.add(kind(found));
        waiting.push(found);
      }
    }
    return seen.size;
  };
  const many = await walk(undefined, ["", "/melden", "/wijken", "/mijn-melding", "/privacy", "/toegankelijkheid"]);
  expect(many >= 8, `eight public pages or more, found ${many}`);
  await walk("lelystad-wijkbeheerder", ["/vandaag", "/meldingen", "/werkplannen", "/meldingen/triage"]);
  await walk("lelystad-bewonersorgaanvoorzitter", ["/vandaag", "/account"]);
  await walk("lelystad-functioneelbeheerder", ["/vandaag", "/beheer", "/account"]);
  expect(own.length > 0, `"${OWN}" somewhere in ${gemeente}`);
}

/** Pages of one kind: an id, a number or a wijk in the address makes no other kind. */
function kind(pad) {
  const [path, query = ""] = pad.split("?");
  const names = query.replace(/=[^&]*/g, "");
  return `${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "*").replace(/\/(wijk|wijken)\/[^/]+/, "/wijken/*")}?${names}`;
}
