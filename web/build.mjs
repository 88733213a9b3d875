// Builds dist/ from src/: one stylesheet, one icon sprite, the font, the pictures and one script
// per module. Every file name carries a hash of its content; dist/manifest.json maps the logical
// name to it. Nothing here asks the network, and the same sources give the same bytes.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { bundleCss } from "./build/css.mjs";
import { sprite } from "./build/sprite.mjs";

const root = path.dirname(fileURLToPath(import.meta.url));
const dist = path.join(root, "node_modules/.dist-new"); // becomes dist/ when all is there
const KB = 1024;
const LIMITS = { css: 16 * KB, js: 6 * KB, total: 40 * KB, font: 60 * KB };

const manifest = {};

/** Writes one file under its hashed name and notes it; returns that name. */
function emit(logical, bytes) {
  const content = Buffer.from(bytes);
  const sha256 = createHash("sha256").update(content).digest("hex");
  const { dir, name, ext } = path.posix.parse(logical);
  const file = path.posix.join(dir, `${name}.${sha256.slice(0, 10)}${ext}`);
  fs.mkdirSync(path.join(dist, dir), { recursive: true });
  fs.writeFileSync(path.join(dist, file), content);
  manifest[logical] = {
    file,
    sha256,
    bytes: content.length,
    gzip: gzipSync(content, { level: 9 }).length,
  };
  return file;
}

fs.rmSync(dist, { recursive: true, force: true });
fs.mkdirSync(dist, { recursive: true });

// Font, pictures and icons first: the stylesheet names them.
const fontSource =
  "node_modules/@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2";
const urls = { "font.woff2": emit("font.woff2", fs.readFileSync(path.join(root, fontSource))) };
// The same letter for paper: a PDF holds TrueType, and takes from it what it uses.
for (const [weight, name] of [[400, "400Regular/PublicSans_400Regular"], [700, "700Bold/PublicSans_700Bold"]]) {
  const file = path.join(root, "node_modules/@expo-google-fonts/public-sans", `${name}.ttf`);
  emit(`letter-${weight}.ttf`, fs.readFileSync(file));
}
for (const name of fs.readdirSync(path.join(root, "src/img")).sort()) {
  urls[name] = emit(name, fs.readFileSync(path.join(root, "src/img", name)));
}
emit("icons.svg", sprite(root));

const { css, report } = bundleCss(root, urls);
emit("app.css", css);

const scripts = fs
  .readdirSync(path.join(root, "src/js"))
  .filter((name) => name.endsWith(".ts") && !name.startsWith("_"))
  .sort();
for (const name of scripts) {
  const result = await esbuild.build({
    entryPoints: [path.join(root, "src/js", name)],
    bundle: true,
    format: "esm",
    target: "es2022",
    minify: true,
    legalComments: "none",
    charset: "utf8",
    write: false,
  });
  emit(name.replace(/\.ts$/, ".js"), result.outputFiles[0].contents);
}

const sorted = Object.fromEntries(Object.entries(manifest).sort(([a], [b]) => (a < b ? -1 : 1)));
fs.writeFileSync(path.join(dist, "manifest.json"), JSON.stringify(sorted, null, 2) + "\n");

// Sizes, and the promise a page makes to a slow phone.
const problems = [];
let total = 0;
for (const [logical, { bytes, gzip }] of Object.entries(sorted)) {
  const kind = path.extname(logical).slice(1);
  console.log(`${logical.padEnd(18)} ${String(bytes).padStart(7)} B ${String(gzip).padStart(7)} B gzip`);
  if (kind === "css" || kind === "js") total += gzip;
  const measured = kind === "woff2" ? bytes : gzip;
  const limit = kind === "woff2" ? LIMITS.font : LIMITS[kind];
  if (limit && measured > limit) problems.push(`${logical} is ${measured} bytes, limit ${limit}`);
}
console.log(`css + js together    ${total} B gzip (limit ${LIMITS.total}); ${report}`);
if (total > LIMITS.total) problems.push(`css and js together are ${total} bytes, limit ${LIMITS.total}`);
if (/url\(["']?(data:|https?:|\/\/)/.test(css)) {
  problems.push("app.css names a data: or foreign address, which the content policy refuses");
}
fs.rmSync(path.join(root, "dist"), { recursive: true, force: true });
fs.renameSync(dist, path.join(root, "dist"));
for (const problem of problems) console.error(`build: ${problem}`);
process.exit(problems.length ? 1 : 0);
