// Through a dead spot (V-65: a signal within 60 seconds on a phone, also without a connection): what a resident is filling in is not lost and is filed once, and what a vakploeg finishes is
// closed once, also when the answer of the first try was lost on the way.
import { eigenWoord, foto, meld, naarDeStraat, wijkVan, zaak } from "../hulp.mjs";

export const naam = "dode-zone";
export const bij = "velsen";
export const klachten = /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_RESET)/;

/** What V-65 gives a resident, and the taps in which it is to be done: photo, wijk, theme and send. */
const MOST_SECONDS = 60;
const MOST_TAPS = 4;

export default async function dodeZone({ page, expect, tik, word, open }) {
  const beheer = await open({ rol: "velsen-wijkbeheerder", viewport: { width: 1280, height: 900 } });
  const wijk = await wijkVan(beheer, "velsen");
  await beginMetFoto({ open, expect });
  await bewoner({ page, beheer, wijk, expect, tik });
  await ploeg({ page, beheer, wijk, expect, tik, word, open });
}

/** The answer to the next POST of this page is lost after the server got it. */
async function loseAnswer(page, of) {
  let isLost = false;
  await page.route(of, async (route) => {
    if (isLost || route.request().method() !== "POST") return route.fallback();
    isLost = true;
    await route.fetch({ maxRedirects: 0 });
    return route.abort("connectionreset");
  });
}

/** A photo chosen on the start page waits for a connection and says so; what is chosen after all goes along. */
async function beginMetFoto({ open, expect }) {
  const page = await open({ viewport: { width: 360, height: 740 } });
  await page.goto("/velsen");
  const wacht = page.getByText("Er is even geen verbinding. Uw foto staat klaar.");
  await page.context().setOffline(true);
  await page.locator("#begin").setInputFiles(foto(22));
  await expect.visible(wacht, "that the photo waits for a connection");
  await page.locator("#begin").setInputFiles([]);
  await wacht.waitFor({ state: "hidden" });
  await page.locator("#begin").setInputFiles(foto(23));
  await expect.visible(wacht, "that the other photo waits");
  await page.context().setOffline(false);
  await expect.visible(page.getByText("Deze foto's hebben we al"), "the form with the photo as soon as there is a connection");
}

async function bewoner({ page, beheer, wijk, expect, tik }) {
  const woord = eigenWoord("bank");
  const context = page.context();
  await page.goto("/velsen/melden");
  // From here on as in the street: photo, wijk, theme, a sentence, send. Choosing a photo and a wijk counts as a tap each.
  const begin = Date.now();
  tik.opnieuw();
  await page.locator("#foto").setInputFiles(foto(21));
  await page.locator("#wijk").selectOption(wijk.sleutel);
  await tik(page.locator(".ww-choice").nth(1));
  await context.setOffline(true);
  await tik.typ(page.locator("#omschrijving"), `De ${woord} is stuk.`);
  await tik(page.locator("form[data-melden] button[type=submit]").last());
  await expect.text(page, "Er is even geen verbinding. Alles is bewaard.");
  const seconden = (Date.now() - begin) / 1000;
  expect(seconden <= MOST_SECONDS, `V-65: at most ${MOST_SECONDS} s, typing and all, found ${seconden.toFixed(1)} s`);
  expect(tik.aantal + 2 <= MOST_TAPS, `V-65: at most ${MOST_TAPS} taps, found ${tik.aantal + 2}`);
  await context.setOffline(false);
  await expect.visible(page.locator(".ww-receipt"), "the receipt as soon as there is a connection");
  await expect.text(page, "1 foto");
  const nummer = (await page.locator(".ww-receipt__number").innerText()).trim();
  expect(/^\d+$/.test(nummer), `V-65: a number, found "${nummer}"`);

  // One photo more than can come along is said at once, not left out in silence.
  await page.goto("/velsen/melden");
  await page.locator("#foto").setInputFiles([31, 32, 33, 34, 35, 36].map((kleur) => foto(kleur)));
  await expect.text(page, "Er kunnen hoogstens 5 foto's mee.");
  expect.equal(await page.locator("[data-photo-list] canvas").count(), 5, "the photos that come along");

  // Closed halfway, opened again later: it is still there.
  await page.goto("/velsen/melden");
  expect.equal(await page.locator("#omschrijving").inputValue(), "", "the words of what was sent");
  await page.locator("#wijk").selectOption(wijk.sleutel);
  await tik(page.locator(".ww-choice").nth(1));
  await tik.typ(page.locator("#omschrijving"), `Nog een ${woord} is stuk.`);
  await page.waitForFunction((words) => JSON.stringify(localStorage).includes(words), `Nog een ${woord} is stuk.`);
  await page.goto("about:blank");
  await page.goto("/velsen/melden");
  await expect.text(page, "Dit was al ingevuld");
  expect.equal(await page.locator("#omschrijving").inputValue(), `Nog een ${woord} is stuk.`, "the words that were kept");
  expect.equal(await page.locator("#wijk").inputValue(), wijk.sleutel, "the wijk that was kept");

  // Sent, but the answer was lost: the second try shows the first receipt.
  await loseAnswer(page, "**/velsen/melden");
  const lost = page.waitForEvent("requestfailed");
  await page.locator("form[data-melden] button[type=submit]").last().click({ noWaitAfter: true });
  await lost;
  await expect.visible(page.locator("#main-frame-error"), "what the browser shows without an answer");
  await page.goto("/velsen/melden");
  expect.equal(await page.locator("#omschrijving").inputValue(), `Nog een ${woord} is stuk.`, "the words after the lost answer");
  await page.locator("form[data-melden] button[type=submit]").last().click();
  await expect.visible(page.locator(".ww-receipt"), "the receipt after the second try");
  await beheer.goto("/velsen/meldingen");
  for (const words of [`De ${woord} is stuk.`, `Nog een ${woord} is stuk.`]) {
    expect.equal(await beheer.locator(".ww-worklist li", { hasText: words }).count(), 1, `how often "${words}" was filed`);
  }
}

async function ploeg({ page, beheer, wijk, expect, tik, word, open }) {
  const woord = eigenWoord("put");
  await word("velsen-vakploeg");
  await page.goto("/velsen/account");
  const ik = (await page.locator("dl dd").first().innerText()).trim();
  const nummers = [];
  for (const n of ["een", "twee"]) {
    const { nummer } = await meld(open, "velsen", {
      wijk: wijk.sleutel,
      onderwerp: "heel",
      adres: `${woord}${n}dijk`,
      omschrijving: `De ${woord} ${n} is verstopt.`,
    });
    nummers.push(nummer);
    await naarDeStraat(beheer, "velsen", nummer, ["straat"]);
    await beheer.goto("/velsen/taken/verdelen");
    const card = beheer.locator("[data-taak]", { hasText: `${woord}${n}dijk` });
    await card.locator("select").selectOption({ label: ik });
    await card.locator("form button").click();
    await expect.visible(beheer.locator("[role=status]", { hasText: ik }), "that it was given");
  }
  await page.goto("/velsen/taken");
  const card = (n) => page.locator(".ww-task", { hasText: `${woord}${n}dijk` });
  const finish = async (n, kleur) => {
    await card(n).locator("input[type=file]").setInputFiles(foto(kleur));
    await expect.visible(card(n).locator("canvas"), "the photo that was made");
    await tik(card(n).getByRole("button", { name: /^Klaar/ }));
  };

  await page.context().setOffline(true);
  await finish("een", 31);
  await expect.visible(card("een").getByText("Wacht op verbinding"), "that the first waits");
  await page.context().setOffline(false);
  await expect.visible(card("een").getByText("Klaar. Verstuurd."), "that the first was sent by itself");
  expect.equal(await card("een").getByText("Wacht op verbinding").count(), 0, "what still says that the first waits");

  // The server has it, the answer is lost, the page is closed: on opening it again it is sent again and counts once.
  await loseAnswer(page, "**/klaar");
  await finish("twee", 32);
  await expect.visible(card("twee").getByText("Wacht op verbinding"), "that the second waits");
  await page.goto("about:blank");
  await page.goto("/velsen/taken");
  await page.waitForFunction(
    () =>
      new Promise((done) => {
        const request = indexedDB.open("wijkwerk", 1);
        request.onsuccess = () => {
          const all = request.result.transaction("wachtrij").objectStore("wachtrij").count();
          all.onsuccess = () => {
            request.result.close();
            done(all.result === 0);
          };
        };
      }),
  );
  await page.reload();
  for (const n of ["een", "twee"]) expect.equal(await card(n).count(), 0, `the cards left of ${n}`);
  for (const nummer of nummers) {
    await zaak(beheer, "velsen", nummer);
    const done = beheer.locator(".ww-thread__title", { hasText: /^Klaar$/ });
    expect.equal(await done.count(), 1, `how often melding ${nummer} was closed`);
    expect.equal(await beheer.locator("figure", { hasText: "Nu" }).count(), 1, `the photos of how ${nummer} is now`);
  }
}
