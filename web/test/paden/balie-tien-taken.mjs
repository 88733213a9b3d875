// The ten jobs of whoever sits at a desk, with the taps and the seconds that each may take at the pace of a person; looking
// for an answer, noting a question and yesterday's referrals by keys alone as well.
import { eigenWoord } from "../hulp.mjs";

export const naam = "balie-tien-taken";
export const bij = "lelystad";
export const scherm = { viewport: { width: 1280, height: 900 } };

const ANTWOORD = "/lelystad/balie?antwoord=corporatie-schimmel";
const BALIE = ["lelystad-contactmedewerker", "lelystad-kcc", "lelystad-opbouwwerker"];
/** How long between two keys. */
const KEY_MS = 250;

export default async function balieTienTaken({ page, expect, tik, word, open }) {
  await page.addInitScript(() => {
    window.print = () => sessionStorage.setItem("afgedrukt", location.pathname);
  });
  const taak = async (nummer, [taps, seconds], van, doe) => {
    await page.goto(van);
    tik.opnieuw();
    await doe();
    const { aantal, seconden } = tik;
    expect(aantal <= taps, `job ${nummer} in at most ${taps} taps, it took ${aantal}`);
    expect(seconden <= seconds, `job ${nummer} in at most ${seconds} s, it took ${seconden.toFixed(1)}`);
  };
  const typ = (tekst) => tik.typ(page.locator("main [role=search] input[type=search]"), tekst);
  const press = async (...keys) => {
    for (const key of keys) {
      await page.waitForTimeout(KEY_MS);
      await page.keyboard.press(key);
    }
  };
  const focused = () => page.evaluate(() => document.activeElement?.outerHTML.slice(0, 80) ?? "");

  const nieuws = await wijzig({ open });
  // A day has one start: whoever has not begun yet does this job.
  let isNew = false;
  for (const rol of BALIE) {
    await word(rol);
    await page.goto("/lelystad/balie/dienst");
    isNew = (await page.locator("details #infopunt").count()) === 0;
    if (isNew) break;
  }
  expect(isNew, `one of ${BALIE.join(", ")} without a shift today, as in a new demo`);
  await taak(1, [1, 30], "/lelystad/balie/dienst", async () => {
    await expect.text(page, nieuws);
    await tik(page.getByRole("button", { name: /egin mijn dienst/ }));
    await expect.text(page, "Begonnen:");
    await expect.text(page, "gelezen.");
    expect.equal(await page.getByRole("button", { name: "Ik heb alles gelezen" }).count(), 0, "what is left to tick");
  });
  await word(BALIE[0]);

  await taak(2, [2, 8], "/lelystad/balie", async () => {
    await tik(page.locator("main [role=search] input[type=search]"));
    await typ("sch");
    await tik(page.locator("[data-voorstellen] a").first());
    await expect.visible(page.locator("article").getByText(/gecontroleerd op/), "an answer with its date");
  });

  await taak(3, [2, 6], "/lelystad/balie", async () => {
    await tik(page.locator(".ww-choice").first());
    await tik(page.getByRole("button", { name: "Beantwoord" }));
    await expect.text(page, "Kunt u nu zelf verder?");
  });

  await taak(4, [3, 15], ANTWOORD, async () => {
    await tik(page.getByRole("link", { name: "Verwijs door" }));
    await tik(page.getByRole("button", { name: "Geef een code mee" }));
    await expect.text(page, "Wie ik ben wordt niet bewaard");
    await tik(page.getByRole("button", { name: "Akkoord, met een briefje" }));
    await expect.visible(page.locator(".ww-receipt__number"), "the code on paper");
  });

  await taak(5, [4, 40], ANTWOORD, async () => {
    await expect.visible(page.locator("article .ww-badge", { hasText: /open|sluit|gesloten/ }), "whether they can be reached now");
    await tik(page.getByRole("link", { name: "Verwijs door" }));
    await tik.typ(page.locator("#naam"), "Pip Proefbewoner");
    await tik.typ(page.locator("#telefoon"), "06 00 98 76 54");
    await tik(page.getByRole("button", { name: "Draag warm over" }));
    // Calling takes a tap too; the call itself is no matter of the screen.
    const bel = page.getByRole("link", { name: /^Bel / });
    expect((await bel.getAttribute("href"))?.startsWith("tel:"), "a button that calls");
    await bel.evaluate((link) => link.addEventListener("click", (event) => event.preventDefault()));
    await tik(bel);
    await tik(page.getByRole("button", { name: "Akkoord, verstuur" }));
    await expect.visible(page.locator(".ww-badge", { hasText: "Wacht op antwoord" }), "that it was sent");
  });

  await taak(6, [1, 10], "/lelystad/balie", async () => {
    await tik(page.getByRole("link", { name: "Doorverwezen", exact: true }));
    await teruggekomenEerst(page, expect);
  });

  await taak(7, [2, 8], ANTWOORD, async () => {
    await tik(page.getByText("Klopt niet?", { exact: true }));
    await tik(page.getByRole("button", { name: "Het telefoonnummer klopt niet" }));
    await expect.text(page, "Doorgegeven");
  });

  let dienst = "";
  let gevraagd = 0;
  await taak(8, [3, 20], "/lelystad/balie", async () => {
    await tik(page.getByRole("link", { name: "Mijn diensten", exact: true }).first());
    // A shift of this morning is over; the first that is still to come.
    const kanNiet = page.locator("main li[id]").getByRole("link", { name: /^Ik kan niet/ }).first();
    dienst = (await kanNiet.getAttribute("href")).split("/").at(-2);
    await tik(kanNiet);
    // Who is asked instead is chosen already.
    await expect.visible(page.getByRole("button", { name: "Zeg af" }), "one button to say it");
    gevraagd = await page.locator("input[name=wie]:checked").count();
    await tik(page.getByRole("button", { name: "Zeg af" }));
    await page.waitForURL((url) => url.pathname.endsWith("/mijn-diensten"));
    expect.equal(await page.locator(`a[href*="${dienst}"]`).count(), 0, "the shift among mine");
  });
  await doorgegeven({ open, expect, dienst, gevraagd });

  await taak(9, [1, 5], ANTWOORD, async () => {
    await tik(page.getByRole("link", { name: "Druk af" }));
    await page.waitForFunction(() => sessionStorage.getItem("afgedrukt")?.endsWith("/print"));
    const groot = await page.locator(".ww-a5 .nl-paragraph--lead").first().evaluate((p) => parseFloat(getComputedStyle(p).fontSize));
    expect(groot >= 18, `large type on paper, it is ${groot} px`);
  });

  await taak(10, [5, 60], "/lelystad/balie", async () => {
    const zin = `Bij de ${eigenWoord("linde")} ligt een tegel los.`;
    await tik(page.getByRole("link", { name: "Meld iets voor iemand" }));
    expect.equal(await page.locator("#namens").inputValue(), "bewoner", "on behalf of whom");
    await tik(page.locator("[data-map]"));
    await tik(page.locator("#onderwerp .ww-choice").first());
    await tik.typ(page.locator("#omschrijving"), zin);
    await tik(page.getByRole("button", { name: "Voer in" }));
    // In a wijk of one's own it opens; elsewhere it says that it arrived.
    await page.waitForURL(/gedaan=|meldingen\/[0-9a-f-]{36}/);
    await expect.text(page, page.url().includes("gedaan=") ? "is ingevoerd" : zin);
  });

  // By keys alone: the box has the focus, three letters, down to the first, Enter.
  await page.goto("/lelystad/balie");
  await page.waitForFunction(() => document.activeElement?.matches("main [role=search] input"));
  await press("s", "c", "h");
  await expect.visible(page.locator("[data-voorstellen] a").first(), "suggestions");
  await press("ArrowDown");
  expect((await focused()).startsWith("<a"), `the first suggestion, found ${await focused()}`);
  await press("Enter");
  await expect.visible(page.locator("article").getByText(/gecontroleerd op/), "an answer by keys");
  // Its topic is chosen already; how it ended is one key.
  await press("b");
  await expect.text(page, "Kunt u nu zelf verder?");
  // Without an answer: out of the box, to the topics, another one, and how it ended.
  await page.goto("/lelystad/balie");
  await press("Tab", "o", "ArrowDown", "b");
  await expect.text(page, "Kunt u nu zelf verder?");
  // What cannot wait is said while it is typed, with the number to call.
  await page.goto("/lelystad/balie");
  await page.locator("main [role=search] input[type=search]").pressSequentially("ik ruik gas");
  await expect.visible(page.locator("[role=alert] a[href='tel:08009009']"), "the number to call");
  // Yesterday's referrals: the rail is reached with Tab like anything else.
  await page.goto("/lelystad/balie");
  await page.getByRole("link", { name: "Doorverwezen", exact: true }).focus();
  await press("Enter");
  await teruggekomenEerst(page, expect);
}

/** An institution changes one of its texts: the news of this shift. */
async function wijzig({ open }) {
  const rol = "lelystad-aanbodbeheerder-gemeente";
  const schrijver = await open({ rol, viewport: { width: 1280, height: 900 } });
  const paginas = await (await schrijver.request.get("/demo/paginas.json")).json();
  await schrijver.goto(paginas.find(({ naam }) => naam === "lelystad-kennisbank.wijzig-nl").pad);
  const nieuws = `Bel eerst even: het loket van de ${eigenWoord("haven")} is verhuisd.`;
  await schrijver.locator("#samenvatting").fill(nieuws);
  await schrijver.getByRole("button", { name: "Bewaar", exact: true }).first().click();
  await schrijver.waitForURL((url) => !url.pathname.endsWith("/wijzig"));
  return nieuws;
}

/** Whoever looks after all points sees at once that somebody does not come, and who was asked instead. */
async function doorgegeven({ open, expect, dienst, gevraagd }) {
  const maker = await open({ rol: "lelystad-regisseur", viewport: { width: 1280, height: 900 } });
  await maker.goto(`/lelystad/balie/rooster/diensten/${dienst}`);
  await expect.visible(maker.locator(".ww-badge", { hasText: "komt niet" }).first(), "that somebody does not come");
  const vragen = await maker.locator(".ww-badge", { hasText: "gevraagd" }).count();
  expect(vragen >= gevraagd, `${gevraagd} people asked instead, found ${vragen}`);
}

/** What came back and waits stands above everything else. */
async function teruggekomenEerst(page, expect) {
  await expect.visible(page.locator(".ww-worklist li"), "referrals");
  const standen = await page.locator(".ww-worklist .ww-badge").allInnerTexts();
  const terug = (stand) => /teruggekomen|geen antwoord/i.test(stand) && !/verder verwezen/i.test(stand);
  const laatste = standen.findLastIndex(terug);
  const eerste = standen.findIndex((stand) => !terug(stand));
  expect(laatste === -1 || eerste === -1 || laatste < eerste || standen.slice(0, laatste).every(terug), `what came back first, found ${standen.join(", ")}`);
}
