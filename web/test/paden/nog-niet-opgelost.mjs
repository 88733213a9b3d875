// The last word: "nog niet opgelost" opens it again and everybody can see so; links that do not work say why.
import { brief, eigenWoord, foto, meld, wijkVan, zaak } from "../hulp.mjs";

export const naam = "nog-niet-opgelost";
export const bij = "velsen";

export default async function nogNietOpgelost({ page, expect, tik, open }) {
  const woord = eigenWoord("stoep");
  const email = `${woord}@voorbeeld.example`;
  const beheer = await open({ rol: "velsen-wijkbeheerder", viewport: { width: 1280, height: 900 } });
  const wijk = await wijkVan(beheer, "velsen");
  const { link, nummer } = await meld(open, "velsen", {
    wijk: wijk.sleutel,
    onderwerp: "heel",
    adres: `${woord}pad`,
    omschrijving: `De ${woord} ligt los.`,
    email,
  });

  // Work in the street, and done: with what was seen and a photo.
  await zaak(beheer, "velsen", nummer);
  await beheer.getByRole("link", { name: "Beslis", exact: true }).click();
  await beheer.locator("[data-key='3']").click();
  await beheer.locator("details[open] form button").click();
  await expect.text(beheer, "gezet");
  await zaak(beheer, "velsen", nummer);
  await beheer.locator("summary", { hasText: "Het is klaar" }).click();
  await beheer.locator("#foto").setInputFiles(foto(11));
  await beheer.locator("#klaar-zin").fill("De stoep is weer vlak.");
  await beheer.getByRole("button", { name: "Meld klaar" }).click();
  await expect.visible(beheer.locator(".ww-badge", { hasText: "Klaar" }), "that it is done");

  // The mail asks; the link answers.
  const letter = await brief(page, email, "is het opgelost?");
  await tik(letter.locator("a").last());
  await expect.text(page, "Is het opgelost?");
  await expect.text(page, "De stoep is weer vlak.");
  const stale = await page.context().newPage();
  await stale.goto(new URL(page.url()).pathname);
  await tik(page.getByRole("button", { name: "Nog niet opgelost" }));
  await expect.visible(page.locator(".ww-badge", { hasText: "Nog niet opgelost" }), "that it is open again");
  await expect.text(page, "U zei: het is nog niet opgelost");
  await expect.text(page, "We kijken er opnieuw naar");
  expect.equal(await page.locator("form#opgelost").count(), 0, "the questions left");

  // The same question on a page that was still open: nothing happens twice, and it says so.
  await stale.getByRole("button", { name: "Nog niet opgelost" }).click();
  await expect.visible(stale.locator("main [role=alert]"), "why that no longer works");
  await expect.text(stale, "is nog niet klaar");
  const times = await stale.getByText("U zei: het is nog niet opgelost").count();
  expect.equal(times, 1, "how often it was disputed");

  // Whoever works there sees it too, and may decide again.
  await zaak(beheer, "velsen", nummer);
  await expect.visible(beheer.locator(".ww-badge", { hasText: "Nog niet opgelost" }), "that it is open again at work");
  await expect.visible(beheer.getByRole("link", { name: "Beslis opnieuw" }), "a way to decide again");

  // A link that is not whole, and one of nobody.
  for (const wrong of [`${link.slice(0, -4)}`, "/l/bestaat-niet"]) {
    const answer = await page.goto(wrong);
    expect.equal(answer.status(), 404, `the status of ${wrong}`);
    await expect.text(page, "Deze link werkt niet meer");
    await expect.text(page, "Kopieer de hele link");
    await expect.noText(page, woord);
  }
  // Of a link to sign in: in another browser, and a second time.
  await inloggen({ beheer, expect, open });
}

async function inloggen({ beheer, expect, open }) {
  await beheer.goto("/velsen/account");
  const email = (await beheer.locator("dl dd").nth(1).innerText()).trim();
  const mine = await open();
  await mine.goto("/velsen/inloggen");
  await mine.locator("#email").fill(email);
  await mine.locator("main form button").click();
  await expect.text(mine, "Kijk in");
  const post = await open();
  const letter = await brief(post, email, "");
  const link = await letter.locator("a[href*='/inloggen/link/']").getAttribute("href");
  await post.goto(link);
  await expect.text(post, "andere browser");
  await mine.goto(link);
  await mine.locator("main form button").click();
  await expect.text(mine, "Dag,");
  const again = await open();
  await again.goto(link);
  await expect.visible(again.locator("main a[href$='/inloggen']"), "a way to ask for a new link");
  await mine.goto(link);
  await expect.text(mine, "werkt niet meer");
}
