// The posters of the points, read by a program that is not ours: the words on paper are the words of the page, and who
// listens to it hears them in order.
import { extractText, getDocumentProxy } from "unpdf";

const LANGUAGES = { nl: /Openingstijden/, en: /Opening hours/ };
/** Marks that steer direction are not seen, and not on paper. */
const plain = (text) => text.replace(/[\u2066-\u2069\u200e\u200f]/g, "").replace(/\s+/g, " ").trim();
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"' };
const decoded = (text) =>
  text.replace(/&(?:#(\d+)|([a-z]+));/g, (all, number, name) => (number ? String.fromCodePoint(number) : (ENTITIES[name] ?? all)));
const words = (html) => plain(decoded(html.replace(/<[^>]*>/g, " ")));

/** What a sheet says: its text in the order in which it is read, pages, language and title, and whether it is tagged. */
export async function readPdf(bytes) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { totalPages, text } = await extractText(pdf, { mergePages: true });
  const { info } = await pdf.getMetadata();
  const marks = await pdf.getMarkInfo();
  const tree = await (await pdf.getPage(1)).getStructTree();
  const roles = (node) => [node.role, ...(node.children ?? []).flatMap((child) => (child.role ? roles(child) : []))];
  return { text: plain(text), pages: totalPages, lang: info.Language, title: info.Title, tagged: marks?.Marked === true, roles: roles(tree) };
}

/** The lines of hours that the page of a point shows, and its version. */
export function hoursOf(html) {
  const section = html.match(/<section[^>]*aria-labelledby="week"[^>]*>[\s\S]*?<\/section>/)?.[0] ?? "";
  const lines = [...section.matchAll(/<li>([\s\S]*?)<\/li>/g)].map((found) => words(found[1]));
  const version = section.match(/<p class="ww-quiet">([\s\S]*?)<\/p>/)?.[1] ?? "";
  return { lines, version: words(version) };
}

/** What tells of hours: a time on the clock, a whole day, or that it is shut. */
const HOURS = {
  nl: /\d{1,2}\.\d{2} (?:–|uur)|vanaf \d{1,2}\.\d{2}|gesloten/i,
  en: /\d{1,2}[.:]\d{2}(?: ?[ap]m)? ?(?:–|to)|from \d{1,2}[.:]\d{2}|closed/i,
};

/** What a sheet says of hours and the page does not: what is left of it without every sentence of the page. */
export function onlyOnPaper(html, sheet, lang) {
  const said = [...html.matchAll(/<(p|li|h1|h2|h3)\b[^>]*>([\s\S]*?)<\/\1>/g)].map((found) => words(found[2]));
  // The longest first: of two lines one may be the beginning of the other.
  const known = said.filter((one) => one.length > 4).sort((one, other) => other.length - one.length);
  const left = known.reduce((text, one) => text.replaceAll(one, " · "), sheet);
  const found = left.match(HOURS[lang]);
  return found ? left.slice(Math.max(0, found.index - 60), found.index + 60).trim() : "";
}

async function check(base, path, lang) {
  const headers = { "Accept-Language": lang };
  const [page, paper] = await Promise.all([path, `${path}/poster.pdf`].map((one) => fetch(`${base}${one}`, { headers })));
  if (!page.ok || !paper.ok) return [`HTTP ${page.status} and ${paper.status}`];
  const problems = [];
  const expect = (truth, what) => truth || problems.push(what);
  expect(paper.headers.get("content-type") === "application/pdf", `it is ${paper.headers.get("content-type")}`);
  const html = await page.text();
  const { lines, version } = hoursOf(html);
  const sheet = await readPdf(await paper.arrayBuffer());
  const name = words(html.match(/<h1[^>]*>([\s\S]*?)<\/h1>/)[1]);
  for (const line of [name, version, ...lines]) expect(sheet.text.includes(line), `"${line}" is on the page and not in: ${sheet.text}`);
  const extra = onlyOnPaper(html, sheet.text, lang);
  expect(!extra, `on paper and not on the page: ${extra}`);
  expect(LANGUAGES[lang].test(sheet.text), `no heading of hours in: ${sheet.text}`);
  expect(sheet.pages === 1, `it has ${sheet.pages} pages`);
  expect(sheet.lang === lang && sheet.title?.includes(name), `language ${sheet.lang}, title ${sheet.title}`);
  expect(sheet.tagged && sheet.roles.includes("H1") && sheet.roles.includes("Figure"), `tags ${sheet.roles}`);
  return problems;
}

/** Every public point of the gemeenten whose page is in the list, in both languages. */
export async function checkPosters({ base, pages, report }) {
  const found = pages.filter((one) => one.naam.includes("infopunten.een"));
  const lists = new Set(found.map((page) => new URL(page.pad, base).pathname.replace(/\/[^/]+$/, "")));
  for (const list of lists) {
    const slug = list.split("/")[1];
    const points = await (await fetch(`${base}/api/v1/gemeenten/${slug}/infopunten`)).json();
    for (const point of points) {
      for (const lang of Object.keys(LANGUAGES)) {
        const problems = await check(base, `${list}/${point.sleutel}`, lang).catch((error) => [error.stack]);
        report(`poster ${slug} ${point.sleutel} ${lang}`, problems);
      }
    }
  }
}
