// Nodes from values. Text becomes text nodes, always: nothing from the server is ever markup.

/** An element; `attributes` are properties of the node, or attributes where there is a hyphen or `role`. */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (key.includes("-") || key === "role") {
      node.setAttribute(key, value);
    } else {
      node[key] = value;
    }
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** A bar filled to `share` of its length, with a mark where `mark` is. */
export function bar(share, mark) {
  const fill = el("span", { className: "fill" });
  fill.style.width = `${100 * clamp(share)}%`;
  const track = el("span", { className: "track", "aria-hidden": "true" }, fill);
  if (mark !== undefined) {
    const tick = el("span", { className: "mark" });
    tick.style.left = `${100 * clamp(mark)}%`;
    track.append(tick);
  }
  return track;
}

const hues = new Map();

/** The colour of a model: one of six, in the order of the configuration; later ones share. */
export function hue(model) {
  if (!hues.has(model)) {
    hues.set(model, hues.size % 6);
  }
  return `hue-${hues.get(model)}`;
}

const clamp = (share) => Math.min(1, Math.max(0, Number(share) || 0));

/** Three digits that matter, without an exponent. */
export function number(value) {
  const n = Number(value);
  if (!Number.isFinite(n)) {
    return "–";
  }
  if (n === 0) {
    return "0";
  }
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(n))));
  return n.toLocaleString("en", {
    maximumFractionDigits: Math.min(digits, 9),
    minimumFractionDigits: 0,
  });
}

export function usd(value) {
  if (value === null || value === undefined) {
    return "";
  }
  const n = Number(value);
  return `${n < 0 ? "−" : ""}$${Math.abs(n) >= 1 ? Math.abs(n).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 }) : number(Math.abs(n))}`;
}

export function micros(value) {
  const us = Number(value) || 0;
  return us < 1000 ? `${us} µs` : us < 1e6 ? `${number(us / 1000)} ms` : `${number(us / 1e6)} s`;
}

export const percent = (share) => `${Math.round(100 * Number(share))} %`;

export const clock = (ms) => new Date(Number(ms)).toLocaleTimeString("en-GB");
