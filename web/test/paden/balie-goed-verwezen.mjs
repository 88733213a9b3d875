// Right the second time, and the figures say so: a story at the desk finds its answer, the resident agrees to the sentence
// on the screen, a partner without an account declines by the link in its mail, the next one helps, and the resident has
// the last word. The first attempt counts as a miss, and who it was about stands nowhere that can be taken away.
import { brief, eigenWoord } from "../hulp.mjs";

export const naam = "balie-goed-verwezen";
export const bij = "lelystad";

const DESK = { viewport: { width: 1280, height: 900 } };
export const scherm = DESK;

const BEWONER = { naam: "Pip Proefbewoner", telefoon: "06 00 98 76 54" };
const ANTWOORD = "Sport, bewegen en zwembad";
const EERST = "Sportbedrijf";
const DAARNA = "Gezondheidscentra";

export default async function balieGoedVerwezen({ page, expect, tik, word, open }) {
  const woord = eigenWoord("sluis");
  const verhaal = `Mijn knie is geopereerd en nu wil ik weer gaan sporten met anderen bij de ${woord}, maar ik weet niet waar.`;
  const bewoner = { ...BEWONER, email: `${woord}@voorbeeld.example` };
  const coordinator = await open({ rol: "lelystad-coordinator", ...DESK });
  const voor = await cijfers(coordinator);

  await word("lelystad-contactmedewerker");
  await antwoord({ page, verhaal, expect, tik });
  await verwijs({ page, verhaal, bewoner, expect, tik });
  await afwijzen({ page, open, verhaal, bewoner, expect, tik });
  const { pad, code } = await verder({ page, expect });
  await aannemen({ open, pad, verhaal, bewoner, expect });
  await oordeel({ open, bewoner, expect });

  await page.goto(pad);
  const stappen = await page.locator(".ww-thread__item").allInnerTexts();
  expect.equal(stappen.length, 2, "the attempts on the page");
  expect(stappen[0].includes(EERST) && stappen[0].includes("Teruggekomen"), `the first attempt to have come back, found ${stappen[0]}`);
  expect(stappen[1].includes(DAARNA) && stappen[1].includes("Geholpen"), `the second to have helped, found ${stappen[1]}`);

  const na = await cijfers(coordinator);
  expect.equal(na, { goed: voor.goed, bekend: voor.bekend + 1 }, "the figures: one more known, not one more right");
  await nergens({ open, bewoner, verhaal, code, expect });
}

/** "12 van 20": right at once, of what is known. */
async function cijfers(page) {
  await page.goto("/lelystad/balie/cijfers");
  const [goed, bekend] = (await page.locator("#goed ~ p strong").first().innerText()).match(/\d+/g).map(Number);
  return { goed, bekend };
}

/** The story is typed as it is told; the right answer stands first. */
async function antwoord({ page, verhaal, expect, tik }) {
  await page.goto("/lelystad/balie");
  await tik.typ(page.locator("main [role=search] input[type=search]"), verhaal);
  await page.keyboard.press("Enter");
  const eerste = page.locator("ol .ww-list__row").first();
  await expect.visible(eerste.getByText(ANTWOORD), `"${ANTWOORD}" first`);
  await expect.visible(eerste.getByText(EERST), "who answers it");
  await expect.visible(eerste.getByText(/gecontroleerd op/), "how fresh it is");
  await tik(eerste.getByRole("button"));
  await expect.visible(page.getByRole("heading", { name: ANTWOORD }), "the answer");
  expect(!page.url().includes("knie"), "the story to stand in no address");
}

/** Warm, with what the resident wants to tell, and with the resident's yes to the exact sentence. */
async function verwijs({ page, verhaal, bewoner, expect, tik }) {
  await tik(page.getByRole("link", { name: "Verwijs door" }));
  const doel = page.locator(".ww-choice", { has: page.locator("input[name=naar]:checked") });
  await expect.visible(doel.getByText(EERST), "the one who answers it, chosen");
  expect.equal(await page.locator("#vraag").inputValue(), verhaal, "the story, which is not typed twice");
  for (const [veld, waarde] of Object.entries(bewoner)) await tik.typ(page.locator(`#${veld}`), waarde);
  await tik(page.getByRole("button", { name: "Draag warm over" }));
  await akkoord({ page, naar: EERST, zinnen: ["mijn naam, mijn telefoonnummer, mijn e-mailadres", verhaal], expect });
  await expect.visible(page.getByRole("link", { name: new RegExp(`^Bel ${EERST}`) }), "the number to call");
  await tik(page.getByRole("button", { name: "Akkoord, verstuur" }));
  await expect.visible(page.locator(".ww-badge", { hasText: "Wacht op antwoord" }), "that it was sent");
}

/** The sentence is there, large enough to read across a desk. */
async function akkoord({ page, naar, zinnen, expect }) {
  const zin = page.locator("blockquote p");
  await expect.visible(zin, "the sentence to agree to");
  const tekst = await zin.innerText();
  for (const deel of [naar, ...zinnen]) expect(tekst.includes(deel), `"${deel}" in the sentence, found ${tekst}`);
  const groot = await zin.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  expect(groot >= 20, `the sentence in large type, it is ${groot} px`);
}

/** Whoever has the mail needs no account: reads what is asked, not by whom, and says why not. */
async function afwijzen({ page, open, verhaal, bewoner, expect, tik }) {
  const ontvanger = await open(DESK);
  // The newest mail may still be that of an earlier walk.
  for (let keer = 0; keer < 40; keer += 1) {
    const letter = await brief(page, "loket@sport.example", "Hulp gevraagd");
    const mail = await letter.innerText();
    for (const wie of Object.values(bewoner)) expect(!mail.includes(wie), `"${wie}" not in the mail to a partner`);
    await ontvanger.goto(await letter.locator("a").last().getAttribute("href"));
    if ((await ontvanger.locator("main").innerText()).includes(verhaal)) break;
  }
  await expect.text(ontvanger, verhaal);
  for (const wie of [bewoner.naam, bewoner.telefoon, bewoner.email]) await expect.noText(ontvanger, wie);
  await tik(ontvanger.getByText("Kan niet, want"));
  await ontvanger.locator("#reden").selectOption({ label: "Dit doen wij niet" });
  await tik(ontvanger.getByRole("button", { name: "Stuur terug" }));
  await expect.text(ontvanger, "Hier is niets meer te doen");
}

/** It came back on top of the list, and goes on without anything being told again. */
async function verder({ page, expect }) {
  await page.goto("/lelystad/doorverwijzingen");
  const bovenaan = page.locator(".ww-worklist li").first();
  await expect.visible(bovenaan.getByText(EERST), "what came back, on top");
  await bovenaan.getByRole("link").click();
  await expect.text(page, "Dit doen wij niet");
  await page.getByRole("link", { name: "Verwijs verder" }).click();
  expect.equal(await page.locator("#naam").count(), 0, "the questions about who it is");
  const ander = page.locator("#anders");
  if (!(await ander.isVisible())) await page.getByText("Een ander", { exact: true }).click();
  await ander.selectOption({ label: DAARNA });
  await page.getByRole("button", { name: "Draag warm over" }).click();
  await expect.text(page, "poging 2");
  await akkoord({ page, naar: DAARNA, zinnen: ["mijn naam"], expect });
  await page.getByRole("button", { name: "Akkoord, verstuur" }).click();
  await expect.visible(page.locator(".ww-badge", { hasText: "Wacht op antwoord" }), "that it went on");
  return { pad: new URL(page.url()).pathname, code: (await page.title()).match(/[2-9B-Z]{6}/)[0] };
}

/** A partner with an account accepts, sees only then who it is, and says that somebody came. */
async function aannemen({ open, pad, verhaal, bewoner, expect }) {
  const partner = await open({ rol: "lelystad-aanbodbeheerder-gezondheidscentrum", ...DESK });
  await partner.goto("/lelystad/doorverwijzingen");
  await partner.locator(`a[href$="${pad}"]`).click();
  await expect.text(partner, verhaal);
  await expect.noText(partner, bewoner.naam);
  await partner.getByRole("button", { name: "Neem aan" }).click();
  await expect.visible(partner.locator(".ww-badge", { hasText: "Aangenomen" }), "that it is accepted");
  await partner.getByRole("button", { name: "Toon de gegevens" }).click();
  await expect.text(partner, bewoner.naam);
  await partner.goto(pad);
  await partner.getByRole("button", { name: "Ja, aangekomen" }).click();
  await expect.visible(partner.locator(".ww-badge", { hasText: "Aangekomen" }), "that somebody came");
}

/** The resident says it with one tap, by the link of the mail. */
async function oordeel({ open, bewoner, expect }) {
  const telefoon = await open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  const letter = await brief(telefoon, bewoner.email, "Hielp het?");
  await letter.locator("a").last().click();
  await expect.text(telefoon, "Bent u geholpen?");
  await telefoon.getByRole("button", { name: "Ja, geholpen" }).click();
  await expect.visible(telefoon.locator(".ww-badge", { hasText: "Geholpen" }), "the verdict");
}

/** Everything that can be looked at or taken away by whoever manages the product: nobody's name in it. */
async function nergens({ open, bewoner, verhaal, code, expect }) {
  const beheer = await open({ rol: "lelystad-functioneelbeheerder", ...DESK });
  const { request } = beheer.context();
  const paginas = await (await request.get("/demo/paginas.json")).json();
  const eigen = paginas.filter(({ naam, rol }) => naam.startsWith("lelystad-") && rol === "lelystad-functioneelbeheerder");
  const bestanden = ["hsds/v3/lelystad/services", "hsds/v3/lelystad/organizations", "lelystad/sc.xml", "api/v1/gemeenten/lelystad/meldingen"];
  let journaal = false;
  for (const pad of [...eigen.map(({ pad }) => pad), ...bestanden.map((bestand) => `/${bestand}`)]) {
    const answer = await request.get(pad);
    if (!answer.ok()) continue;
    const tekst = await answer.text();
    journaal ||= pad.endsWith("/journaal");
    for (const wie of [...Object.values(bewoner), verhaal, verhaal.slice(0, 40), code]) {
      expect(!tekst.includes(wie), `"${wie}" nowhere, it stands at ${pad}`);
    }
  }
  expect(journaal, "the journaal among what was read");
}
