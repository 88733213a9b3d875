// From signal to result: a resident lets something know from a phone in four taps, the wijkteam makes it an agreement
// between partners, they deliver with evidence, and the resident hears it and has the last word.
import { brief, dag, eigenWoord, foto, wijkVan, zaak } from "../hulp.mjs";

export const naam = "van-melding-tot-resultaat";
export const bij = "velsen";

const DESK = { viewport: { width: 1280, height: 900 } };
const PARTNERS = ["politie", "corporatie", "welzijn", "zorg"];

export default async function vanMeldingTotResultaat({ page, expect, tik, open }) {
  const woord = eigenWoord("speelveld");
  const zin = `Op het ${woord} ligt elke avond afval.`;
  const melder = { naam: "Pip Proefmelder", email: `${woord}@voorbeeld.example` };
  const beheer = await open({ rol: "velsen-wijkbeheerder", ...DESK });
  const wijk = await wijkVan(beheer, "velsen");
  const nummer = await melden({ page, wijk, zin, melder, expect, tik });

  const aandachtsgebied = await oppakken({ beheer, nummer, zin, woord, expect });
  const afspraken = await voorstellen({ beheer, aandachtsgebied, woord, expect });
  const team = await aannemen({ afspraken, open, expect });
  await vaststellen({ beheer, team, aandachtsgebied, expect, open });
  await leveren({ tab: team.get("politie"), afspraak: afspraken[0].pad, woord, expect });
  await resultaat({ beheer, afspraak: afspraken[0].pad, aandachtsgebied, woord, expect });
  await laatsteWoord({ page, nummer, melder, woord, expect, tik });

  const names = [melder.naam, melder.email];
  for (const tab of [beheer, ...team.values()]) {
    await tab.goto("/velsen/account");
    names.push((await tab.locator("dl dd").first().innerText()).trim());
  }
  await openbaar({ open, beheer, aandachtsgebied, wijk, woord, zin, names, expect });
  await zaak(beheer, "velsen", nummer);
  await expect.visible(beheer.locator(".ww-badge", { hasText: "Opgelost" }), "that the melding is solved");
}

/** From the start page to the receipt; typing apart. The photo is a tap: the one that opens the phone's own chooser. */
async function melden({ page, wijk, zin, melder, expect, tik }) {
  await page.goto("/velsen");
  tik.opnieuw();
  const kiezer = page.waitForEvent("filechooser");
  await tik(page.locator("label", { hasText: "Begin met een foto" }));
  await (await kiezer).setFiles(foto(1));
  await expect.visible(page.getByText("Deze foto's hebben we al"), "the photo on the form");
  const map = page.locator("[data-map]");
  await tik(map, { position: await plek(map, wijk) });
  await tik(page.locator(".ww-choice", { hasText: "Schoon" }));
  await tik.typ(page.locator("#omschrijving"), zin);
  await tik.typ(page.locator("#email"), melder.email);
  await tik.typ(page.locator("#naam"), melder.naam);
  await tik(page.getByRole("button", { name: "Meld het" }));
  await expect.visible(page.locator(".ww-receipt"), "the receipt");
  const { aantal, seconden } = tik;
  expect.equal(aantal, 4, "the taps to the receipt");
  expect(seconden <= 45, `at most 45 s to the receipt, it took ${seconden.toFixed(1)}`);
  await expect.text(page, zin);
  await expect.text(page, "1 foto");
  await expect.text(page, wijk.naam);
  await expect.text(page, "U hoort van ons");
  return (await page.locator(".ww-receipt__number").innerText()).trim();
}

/** Where the name of the wijk stands on the map: inside it, in the coordinates of the map. */
const plek = (map, wijk) =>
  map.evaluate((element, sleutel) => {
    element.scrollIntoView({ block: "center" });
    const around = element.getBoundingClientRect();
    const svg = element.querySelector("svg");
    const area = element.querySelector(`[data-sleutel="${sleutel}"]`);
    const box = area.getBBox();
    const toScreen = svg.getScreenCTM();
    for (let step = 0; step < 100; step += 1) {
      const inside = new DOMPoint(box.x + box.width * (0.3 + (step % 10) / 25), box.y + box.height * (0.3 + step / 250));
      if (!area.isPointInFill(inside)) continue;
      const { x, y } = inside.matrixTransform(toScreen);
      return { x: x - around.x, y: y - around.y };
    }
    throw new Error(`no point inside ${sleutel}`);
  }, wijk.sleutel);

/** The wijkbeheerder decides: a new aandachtsgebied that begins with this melding. */
async function oppakken({ beheer, nummer, zin, woord, expect }) {
  await zaak(beheer, "velsen", nummer);
  await expect.text(beheer, zin);
  await beheer.getByRole("link", { name: "Beslis", exact: true }).click();
  await beheer.locator("[data-key='2']").click();
  await beheer.getByRole("link", { name: "Maak een nieuw aandachtsgebied" }).click();
  await expect.text(beheer, zin);
  expect.equal(await beheer.locator("input[name=wijken]:checked").count(), 1, "the wijken that are filled in");
  expect.equal(await beheer.locator("input[name=themas]:checked").count(), 1, "the themes that are filled in");
  await beheer.locator("#titel").fill(`Het ${woord} is 's avonds schoon.`);
  await beheer.locator("#behoefte").fill("Kinderen willen er spelen zonder afval op te ruimen.");
  await beheer.getByRole("button", { name: "Bewaar" }).click();
  await expect.visible(beheer.getByRole("heading", { level: 1, name: `Het ${woord} is 's avonds schoon.` }), "what was made");
  await expect.text(beheer, "De melding hoort er nu bij");
  await expect.text(beheer, "1 melding");
  return new URL(beheer.url()).pathname;
}

/** Two agreements are proposed; the one who writes them down cannot accept them for the others. */
async function voorstellen({ beheer, aandachtsgebied, woord, expect }) {
  const afspraken = [];
  for (const [soort, org, wat] of [
    ["politie", /^Politie/, `Elke avond een ronde langs het ${woord}`],
    ["corporatie", /^Woningcorporatie/, `Twee grote bakken bij het ${woord}`],
  ]) {
    await beheer.goto(aandachtsgebied);
    await beheer.locator("main a[href*='?aandachtsgebied=']").click();
    await beheer.locator("#wat").fill(wat);
    const value = await beheer.locator("#organisatie option", { hasText: org }).first().getAttribute("value");
    await beheer.locator("#organisatie").selectOption(value);
    await beheer.locator("#due").fill(dag(30));
    await beheer.locator("#uren").fill("6");
    await beheer.getByRole("button", { name: "Stel voor" }).click();
    await expect.visible(beheer.locator(".ww-badge", { hasText: "Wacht op aannemen" }), "that it is proposed");
    expect.equal(await beheer.getByRole("button", { name: "Neem aan" }).count(), 0, "the ways to accept for another");
    afspraken.push({ soort, wat, pad: new URL(beheer.url()).pathname });
  }
  return afspraken;
}

/** Each partner accepts its own, from what waits for it today; who needs to agree with the plan later is there too. */
async function aannemen({ afspraken, open, expect }) {
  const team = new Map();
  for (const soort of PARTNERS) team.set(soort, await open({ rol: `velsen-wijkteamlid-${soort}`, ...DESK }));
  for (const { soort, wat, pad } of afspraken) {
    const tab = team.get(soort);
    await tab.goto("/velsen/vandaag");
    const waits = tab.locator("main a", { hasText: wat });
    await expect.visible(waits, `that "${wat}" waits for ${soort}`);
    await waits.first().click();
    expect.equal(new URL(tab.url()).pathname, pad, "where that leads");
    await tab.getByRole("button", { name: "Neem aan" }).click();
    await expect.visible(tab.locator(".ww-badge", { hasText: "Aangenomen" }), "that it is accepted");
  }
  return team;
}

/** The plan is adopted together: whoever has to agree does. */
async function vaststellen({ beheer, team, aandachtsgebied, expect, open }) {
  const nobody = await open();
  const openbaar = aandachtsgebied.replace("/aandachtsgebieden/", "/aandachtsgebied-openbaar/");
  expect.equal((await nobody.goto(openbaar)).status(), 404, "the status for everybody before it is adopted");
  await beheer.goto(aandachtsgebied);
  await beheer.getByRole("link", { name: "Naar het instemmen" }).click();
  const plan = new URL(beheer.url()).pathname;
  for (const tab of [beheer, ...team.values()]) {
    await tab.goto("/velsen/vandaag");
    // Only who has a mandatory seat is asked.
    if ((await tab.locator(`main a[href$="${plan}"]`).count()) === 0) continue;
    await tab.locator(`main a[href$="${plan}"]`).first().click();
    await tab.getByRole("button", { name: /^Stem in/ }).click();
    await tab.waitForLoadState();
    await tab.goto("/velsen/vandaag");
    expect.equal(await tab.locator(`main a[href$="${plan}"]`).count(), 0, "the plans that still wait after agreeing");
  }
  await beheer.goto(aandachtsgebied);
  await expect.visible(beheer.locator(".ww-badge", { hasText: "Loopt" }), "that the plan was adopted");
  expect.equal((await nobody.goto(openbaar)).status(), 200, "the status for everybody after it is adopted");
}

/** One partner delivers, with a photo. */
async function leveren({ tab, afspraak, woord, expect }) {
  await tab.goto(afspraak);
  await tab.getByRole("button", { name: "Meld het klaar" }).click();
  await expect.visible(tab.locator(".ww-errors"), "that it takes evidence");
  await tab.locator("#foto").setInputFiles(foto(2, `${woord}.png`));
  await tab.getByRole("button", { name: "Meld het klaar" }).click();
  await expect.visible(tab.locator(".ww-badge", { hasText: "Klaar" }).first(), "that it is delivered");
  await expect.visible(tab.locator("main img.ww-photoframe"), "the evidence");
}

/** The evidence is looked at, and what came of it is written down, with what was seen. */
async function resultaat({ beheer, afspraak, aandachtsgebied, woord, expect }) {
  await beheer.goto(afspraak);
  await beheer.getByRole("button", { name: "Het is nagekomen" }).click();
  await expect.visible(beheer.locator(".ww-badge", { hasText: "Nagekomen" }), "that it was kept");
  await beheer.goto(aandachtsgebied);
  await beheer.locator("summary", { hasText: "Leg vast wat er is bereikt" }).click();
  await beheer.locator("#wat").fill(`Het ${woord} is al twee weken schoon.`);
  await beheer.locator("#visited_by").fill("De wijkbeheerder");
  await beheer.locator("#visited_on").fill(dag(0));
  await beheer.locator("#seen").fill("Er lag nergens afval en er speelden kinderen.");
  await beheer.getByRole("button", { name: "Leg vast", exact: true }).click();
  await expect.text(beheer, `Het ${woord} is al twee weken schoon.`);
}

/** The resident hears it by mail, follows the link and has the last word. */
async function laatsteWoord({ page, nummer, melder, woord, expect, tik }) {
  const letter = await brief(page, melder.email, `Dit kwam er van melding ${nummer}`);
  await expect.visible(letter.getByText(`Het ${woord} is al twee weken schoon.`), "what came of it, in the mail");
  await tik(letter.locator("a").last());
  await expect.text(page, `Melding ${nummer}`);
  await expect.text(page, "Is het opgelost?");
  await expect.text(page, `Het ${woord} is al twee weken schoon.`);
  await tik(page.getByRole("button", { name: "Het is opgelost" }));
  await expect.visible(page.locator(".ww-badge", { hasText: "Opgelost" }), "that it is solved");
  await expect.text(page, "U zei: het is opgelost");
  expect.equal(await page.getByRole("button", { name: "Het is opgelost" }).count(), 0, "the questions left");
}

/** What everybody sees of it: the whole thread and the result, of nobody the name. */
async function openbaar({ open, beheer, aandachtsgebied, wijk, woord, zin, names, expect }) {
  const bezoeker = await open();
  await bezoeker.goto(`/velsen/wijken`);
  await bezoeker.locator(".ww-list a", { hasText: wijk.naam }).click();
  const gelukt = bezoeker.locator("section[aria-labelledby=gelukt]");
  await expect.visible(gelukt.getByText(`Het ${woord} is al twee weken schoon.`), "the result on the page of the wijk");
  const told = await gelukt.innerText();
  for (const name of names) expect(!told.includes(name), `no name with the results, found ${name}`);
  await expect.noText(bezoeker, names[0]);
  await expect.noText(bezoeker, names[1]);

  await gelukt.locator("a", { hasText: woord }).click();
  const paginas = [bezoeker.url()];
  await bezoeker.getByRole("link", { name: "Bekijk de rode draad" }).click();
  paginas.push(bezoeker.url());
  const steps = await bezoeker.locator(".ww-draad__step").allInnerTexts();
  for (const step of ["Gevraagd", "Opgepakt", "Afgesproken", "Gedaan", "Verteld"]) {
    expect(steps.some((found) => found.toLowerCase() === step.toLowerCase()), `${step} in the thread, found ${steps.join(", ")}`);
  }
  await expect.text(bezoeker, `Elke avond een ronde langs het ${woord}`);
  await expect.text(bezoeker, `Twee grote bakken bij het ${woord}`);
  await expect.text(bezoeker, "1 van 1 zeggen: opgelost");
  for (const pagina of paginas) {
    await bezoeker.goto(pagina);
    for (const name of names) await expect.noText(bezoeker, name);
    await expect.noText(bezoeker, zin);
  }
  // At work the same thread, one click from the melding.
  await beheer.goto(aandachtsgebied);
  await beheer.locator("aside .ww-list a").first().click();
  await beheer.getByRole("link", { name: "De hele draad" }).click();
  await expect.visible(beheer.locator(".ww-draad__item").first(), "the thread at work");
}
