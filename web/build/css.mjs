// Joins the design-system stylesheets and our own, and keeps only what a page can use:
// selectors whose classes occur in a template, a script or the vocabulary (README.md), and
// custom properties that something kept still reads.
import fs from "node:fs";
import path from "node:path";
import { transform, browserslistToTargets } from "lightningcss";
import postcss from "postcss";
import selectorParser from "postcss-selector-parser";

const THEME = ".wijkwerk-theme";
const VENDOR = [
  "@nl-design-system-candidate/button-css/dist/button.css",
  "@nl-design-system-candidate/data-badge-css/dist/data-badge.css",
  "@nl-design-system-candidate/heading-css/dist/heading.css",
  "@nl-design-system-candidate/link-css/dist/link.css",
  "@nl-design-system-candidate/number-badge-css/dist/number-badge.css",
  "@nl-design-system-candidate/paragraph-css/dist/paragraph.css",
  "@nl-design-system-candidate/skip-link-css/dist/skip-link.css",
  "@utrecht/component-library-css/dist/index.css",
];
const VOORBEELD = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css";
const OWN = "wijkwerk base layout forms upload parts people moves map thread work field print".split(" ");
const WORD = /[A-Za-z][\w-]*/g;
/** Classes that only exist at run time. */
const SAFELIST = ["wijkwerk-theme"];
const TARGETS = browserslistToTargets(["chrome 109", "firefox 115", "safari 16.0"]);

export function bundleCss(root, urls) {
  const read = (file) => fs.readFileSync(path.join(root, file), "utf8");
  const vendor = VENDOR.map((file) => read(`node_modules/${file}`).replace(/@charset[^;]+;/, ""));
  const own = OWN.map((name) => read(`src/css/${name}.css`)).join("\n");
  const theme = read("src/css/wijkwerk.css");
  const defaults = voorbeeldDefaults(read(`node_modules/${VOORBEELD}`), theme);
  const source = `@layer vendor{${vendor.join("\n")}}\n${defaults}\n${own}`;

  const flat = transform({
    filename: "app.css",
    code: Buffer.from(source),
    targets: TARGETS,
    errorRecovery: true,
  }).code.toString();
  const tree = postcss.parse(flat);
  const before = count(tree);
  dropSelectors(tree, usedWords(root));
  dropEmpty(tree);
  shakeTokens(tree);
  inlineDefaults(tree, theme);
  dropEmpty(tree);
  ownColoursOnly(tree, theme);

  const withUrls = tree
    .toString()
    .replace(/url\(["']?asset:([a-z0-9.-]+)["']?\)/g, (_, name) => {
      if (!urls[name]) throw new Error(`src/css names asset:${name}, which is not built`);
      return `url(${urls[name]})`;
    });
  const css = transform({
    filename: "app.css",
    code: Buffer.from(withUrls),
    minify: true,
    targets: TARGETS,
  }).code.toString();
  return { css, report: `${count(tree)} of ${before} rules kept` };
}

/** The voorbeeld theme's own mapping from component tokens to basis tokens, under our class. */
function voorbeeldDefaults(voorbeeld, own) {
  const ours = new Set(own.match(/--[a-z0-9-]+(?=\s*:)/g));
  const lines = [];
  postcss.parse(voorbeeld).walkDecls(/^--(nl|utrecht|basis)-/, (decl) => {
    if (!ours.has(decl.prop)) lines.push(`${decl.prop}:${decl.value}`);
  });
  return `${THEME}{${lines.join(";")}}`;
}

function count(tree) {
  let rules = 0;
  tree.walkRules(() => void rules++);
  return rules;
}

function* files(dir, wanted) {
  if (!fs.existsSync(dir)) return;
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const full = path.join(dir, entry.name);
    if (entry.isDirectory()) yield* files(full, wanted);
    else if (wanted.test(entry.name)) yield full;
  }
}

/** Every word of templates, page code, scripts and the vocabulary; composed ones as prefixes. */
function usedWords(root) {
  const read = (file) => fs.readFileSync(file, "utf8");
  const sources = [
    ...files(path.join(root, "../crates/wijkwerk/src"), /\.(html|rs)$/),
    ...files(path.join(root, "src/js"), /\.ts$/),
  ];
  const vocabulary = new Set(read(path.join(root, "README.md")).match(WORD));
  const words = new Set([...SAFELIST, ...vocabulary]);
  const prefixes = [];
  for (const file of sources) {
    for (const [word] of read(file).matchAll(WORD)) {
      words.add(word);
      if (/(--|__)$/.test(word)) prefixes.push(word);
    }
  }
  // The vocabulary names our blocks; their modifiers, which it abbreviates, come along.
  return (name) =>
    words.has(name) ||
    (name.startsWith("ww-") && vocabulary.has(name.split("--")[0])) ||
    prefixes.some((prefix) => name.startsWith(prefix));
}

function dropSelectors(tree, isUsed) {
  // One alternative of a list has to be reachable; what :not() and :has() name need not be.
  const reachable = (selector) =>
    selector.nodes.every((node) => {
      if (node.type === "class") return isUsed(node.value);
      if (node.type !== "pseudo" || !node.nodes.length) return true;
      return [":not", ":has"].includes(node.value) || node.nodes.some(reachable);
    });
  const keeps = (selector) => {
    let keep = false;
    selectorParser((list) => {
      keep = list.nodes.some(reachable);
    }).processSync(selector);
    return keep;
  };
  tree.walkRules((rule) => {
    if (rule.parent.type === "atrule" && /keyframes$/.test(rule.parent.name)) return;
    const kept = rule.selectors.filter(keeps);
    if (kept.length === 0) rule.remove();
    else if (kept.length < rule.selectors.length) rule.selectors = kept;
  });
}

function dropEmpty(tree) {
  let again = true;
  while (again) {
    again = false;
    tree.walk((node) => {
      if (node.type === "comment" || ((node.type === "rule" || node.type === "atrule") && node.nodes?.length === 0)) {
        node.remove();
        again = true;
      }
    });
  }
}

/** Ends when no declaration reads an undeclared token and no token is declared unread. */
function shakeTokens(tree) {
  for (let round = 0; round < 30; round++) {
    let changed = false;
    const declared = new Set();
    const always = new Set();
    tree.walkDecls(/^--/, (decl) => {
      declared.add(decl.prop);
      if (decl.parent.selector?.startsWith(THEME)) always.add(decl.prop);
    });
    tree.walkDecls((decl) => {
      if (!decl.value.includes("var(")) return;
      const value = resolve(decl.value, declared, always);
      if (value === decl.value) return;
      changed = true;
      if (value === null) decl.remove();
      else decl.value = value;
    });
    const read = new Set();
    tree.walkDecls((decl) => {
      for (const [, name] of decl.value.matchAll(/var\(\s*(--[\w-]+)/g)) read.add(name);
    });
    tree.walkDecls(/^--/, (decl) => {
      if (!read.has(decl.prop)) {
        decl.remove();
        changed = true;
      }
    });
    dropEmpty(tree);
    if (!changed) return;
  }
}

/** Component tokens that only repeat the voorbeeld mapping need not travel: their value does. */
function inlineDefaults(tree, own) {
  const seen = new Map();
  tree.walkDecls(/^--(nl|utrecht)-/, (decl) => {
    const fixed = decl.parent.selector === THEME && !own.includes(`${decl.prop}:`);
    seen.set(decl.prop, fixed && !seen.has(decl.prop) ? decl : null);
  });
  for (let round = 0; round < 5; round++) {
    tree.walkDecls((decl) => {
      decl.value = decl.value.replace(/var\((--(?:nl|utrecht)-[\w-]+)\)/g, (whole, name) =>
        seen.get(name)?.value ?? whole,
      );
    });
  }
  for (const decl of seen.values()) decl?.remove();
}

/** Replaces var() of tokens nobody declares by their fallback; null when there is none. */
function resolve(value, declared, always) {
  let out = "";
  let at = 0;
  for (;;) {
    const start = value.indexOf("var(", at);
    if (start < 0) return out + value.slice(at);
    let depth = 0;
    let comma = -1;
    let end = start + 3;
    for (; end < value.length; end++) {
      if (value[end] === "(") depth++;
      else if (value[end] === ")" && --depth === 0) break;
      else if (value[end] === "," && depth === 1 && comma < 0) comma = end;
    }
    const name = value.slice(start + 4, comma < 0 ? end : comma).trim();
    const fallback = comma < 0 ? null : value.slice(comma + 1, end).trim();
    out += value.slice(at, start);
    at = end + 1;
    if (name.startsWith("--lightningcss")) {
      const inner = resolve(fallback, declared, always);
      if (inner === null) return null;
      out += `var(${name},${inner})`;
    } else if (always.has(name)) {
      out += `var(${name})`;
    } else if (declared.has(name)) {
      const inner = fallback === null ? null : resolve(fallback, declared, always);
      out += inner === null ? `var(${name})` : `var(${name},${inner})`;
    } else {
      if (fallback === null) return null;
      const inner = resolve(fallback, declared, always);
      if (inner === null) return null;
      out += inner;
    }
  }
}

/** A colour that still comes from the voorbeeld theme has no dark form: that is a mistake. */
function ownColoursOnly(tree, own) {
  const foreign = new Set();
  tree.walkDecls(/^--basis-color-/, (decl) => {
    if (!own.includes(`${decl.prop}:`)) foreign.add(decl.prop);
  });
  foreign.delete("--basis-color-transparent");
  if (foreign.size) throw new Error(`wijkwerk.css must define: ${[...foreign].join(" ")}`);
}
