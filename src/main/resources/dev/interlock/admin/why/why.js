// The page: polls the sidecar, keeps the list, shows one decision.
import { promise, takenApart } from "./decision.js";
import { clock, el, hue, micros, number, percent, usd } from "./elements.js";
import * as server from "./server.js";

const MOST = 200;
const POLL_MS = 1000;
const EVERY = 5; // polls between two looks at what changes slowly

const $ = (id) => document.getElementById(id);
const rows = new Map(); // id → row of the server, oldest first
const state = { change: 0, selected: "", paused: false, polls: 0, names: [] };

// ---- live -----------------------------------------------------------------------------------

async function poll() {
  try {
    if (!document.hidden && !state.paused) {
      await refresh();
    }
    connected(state.paused ? "paused" : "live", state.paused ? "paused" : "live");
  } catch (failure) {
    await failed(failure);
  }
  setTimeout(poll, POLL_MS);
}

async function refresh() {
  const slow = state.polls++ % EVERY === 0;
  const [changed, status, memory, cache] = await Promise.all([
    server.decisions(state.change),
    slow ? server.status() : null,
    slow ? server.memory() : null,
    slow ? server.cache() : null,
  ]);
  if (memory) {
    feedback(memory);
  }
  if (cache) {
    kept(cache);
  }
  if (status) {
    show(status);
  }
  if (changed.decisions.length) {
    take(changed.decisions);
  }
}

async function failed(failure) {
  if (failure.status === 401) {
    connected("lost", "not signed in");
    state.polls = 0;
    await login();
  } else {
    connected("lost", failure.status ? failure.message : "no answer from the sidecar");
    // It may have been started anew, and count from the start.
    state.change = 0;
    state.polls = 0;
  }
}

function connected(kind, text) {
  $("connection").dataset.state = kind;
  if ($("connection-text").textContent !== text) {
    $("connection-text").textContent = text;
  }
}

function login() {
  const dialog = $("login");
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      server.keepToken($("token").value);
      $("token").value = "";
      resolve();
    }, { once: true });
    dialog.showModal();
  });
}

// ---- the list ---------------------------------------------------------------------------------

function take(changed) {
  for (const row of changed) {
    state.change = Math.max(state.change, row.change);
    rows.set(row.id, row);
  }
  while (rows.size > MOST) {
    rows.delete(rows.keys().next().value);
  }
  list();
  tiles();
  if (!state.selected) {
    select([...rows.keys()].at(-1));
  }
}

function list() {
  const wanted = $("find").value.trim().toLowerCase();
  const shown = [...rows.values()].reverse().filter((row) => matches(row, wanted));
  $("decisions").replaceChildren(...shown.map(option));
  $("count").textContent = rows.size;
  $("empty").hidden = shown.length > 0;
  $("empty").textContent = rows.size
    ? "None of these. Enter looks an id up."
    : "No decision yet. Send a request through Envoy, or ask above.";
  current();
}

function matches(row, wanted) {
  return [row.id, row.asked, action(row), row.intent, row.reason, row.api, String(row.status ?? "")]
    .some((text) => text.toLowerCase().includes(wanted));
}

function action(row) {
  return row.effort ? `${row.model}@${row.effort}` : row.model;
}

function option(row) {
  const bad = row.status !== null && row.status >= 400;
  const node = el(
    "div",
    { role: "option", id: `row-${row.id}`, className: bad ? "row bad" : "row", "aria-selected": String(row.id === state.selected) },
    el("time", {}, clock(row.time_unix_ms)),
    el("span", { className: "way" }, el("span", { className: "asked" }, row.asked || "–"), el("span", { className: "arrow", "aria-label": "to" }, "→"), row.model ? el("b", { className: `model ${hue(row.model)}` }, action(row)) : el("b", { className: "refused" }, "refused"), bad ? el("em", {}, String(row.status)) : null, row.degraded ? el("em", { className: "degraded", title: "degraded" }, "!") : null),
    el("span", { className: "intent" }, row.intent && row.intent !== "none" ? row.intent : "–"),
    el("span", { className: "cost" }, usd(row.cost_usd)),
    el("span", { className: "took" }, micros(row.total_us)),
  );
  node.addEventListener("click", () => select(row.id, true));
  return node;
}

function current() {
  for (const node of $("decisions").children) {
    node.setAttribute("aria-selected", String(node.id === `row-${state.selected}`));
  }
  const there = document.getElementById(`row-${state.selected}`);
  if (there) {
    $("decisions").setAttribute("aria-activedescendant", there.id);
  } else {
    $("decisions").removeAttribute("aria-activedescendant");
  }
  return there;
}

/** Scrolls the list, and never the page, so that `node` is in it. */
function reveal(node) {
  const list = $("decisions");
  if (node) {
    const top = node.offsetTop - list.offsetTop;
    list.scrollTop = Math.min(top, Math.max(list.scrollTop, top + node.offsetHeight - list.clientHeight));
  }
}

async function select(id, byHand) {
  state.selected = id;
  reveal(current());
  try {
    display(await server.decision(id), false);
  } catch (failure) {
    if (byHand) {
      message(failure.message);
    }
  }
  if (byHand) {
    history.replaceState(null, "", `#id=${encodeURIComponent(id)}`);
    if (matchMedia("(max-width: 62rem)").matches) {
      $("decision").scrollIntoView();
    }
  }
}

$("decisions").addEventListener("keydown", (event) => {
  const nodes = [...$("decisions").children];
  const at = nodes.findIndex((node) => node.getAttribute("aria-selected") === "true");
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? 0 : at - 1, Home: 0, End: nodes.length - 1 }[event.key];
  if (event.key === "Enter") {
    $("decision").focus();
  } else if (to !== undefined && nodes[to]) {
    event.preventDefault();
    select(nodes[to].id.slice("row-".length), true);
  }
});

$("find").addEventListener("input", list);
$("find").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && $("decisions").children.length) {
    $("decisions").focus();
  } else if (event.key === "Enter" && event.target.value.trim()) {
    select(event.target.value.trim(), true);
  }
});

$("pause").addEventListener("click", () => {
  state.paused = !state.paused;
  $("pause").setAttribute("aria-pressed", String(state.paused));
  $("pause").textContent = state.paused ? "Go on" : "Pause";
});

// ---- one decision -----------------------------------------------------------------------------

function display(decision, explained) {
  $("decision").replaceChildren(...takenApart(decision, explained));
}

function message(text) {
  $("decision").replaceChildren(el("p", { className: "empty" }, text));
}

// ---- so far -----------------------------------------------------------------------------------

function tiles() {
  const all = [...rows.values()];
  const times = all.map((row) => row.total_us).sort((a, b) => a - b);
  $("median").textContent = times.length ? micros(times[times.length >> 1]) : "–";
  $("slowest").textContent = times.length ? `median; the slowest of ${times.length} took ${micros(times.at(-1))}` : "";
  const counts = new Map();
  for (const row of all) {
    const name = row.model || "refused";
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  $("shares").replaceChildren(...sorted.map(([name, count]) => {
    const part = el("span", { className: name === "refused" ? "refused" : hue(name) });
    part.style.flexGrow = count;
    return part;
  }));
  $("shares").setAttribute("aria-label", sorted.map(([name, count]) => `${name}: ${count}`).join(", "));
  $("shares-legend").replaceChildren(...sorted.map(([name, count]) => el("span", { className: name === "refused" ? "refused" : hue(name) }, `${name} ${percent(count / all.length)}`)));
}

function show(status) {
  if (state.started && state.started !== status.running.started) {
    // Another process: it knows nothing of these.
    rows.clear();
    state.change = 0;
  }
  state.started = status.running.started;
  const names = JSON.stringify(status.names);
  if (names !== state.namesSeen) {
    state.namesSeen = names;
    state.names = status.names;
    state.names.filter((one) => one.kind === "model").forEach((one) => hue(one.name));
    choices();
  }
  configuration(status);
  const sum = (key) => status.savings.reduce((total, line) => total + line[key], 0);
  const [cost, biggest, answers] = [sum("cost_usd"), sum("baseline_usd"), sum("answers")];
  $("saved").textContent = answers ? usd(biggest - cost) : "–";
  $("saved-share").textContent = biggest > 0 ? percent((biggest - cost) / biggest) : "";
  $("spent").textContent = answers ? usd(cost) : "–";
  $("answers").textContent = `${answers.toLocaleString("en")} answers at list price; ${usd(biggest)} at the biggest`;
  $("routes").tBodies[0].replaceChildren(...status.savings.map((line) => el(
    "tr",
    {},
    el("td", {}, line.virtual_model || "by name"),
    el("td", {}, el("b", { className: `model ${hue(line.model)}` }, line.model)),
    el("td", {}, number(line.answers)),
    el("td", {}, usd(line.cost_usd)),
    el("td", {}, usd(line.baseline_usd)),
  )));
}

function configuration(status) {
  const { generation, pass_through: passThrough, last_attempt: last, generations } = status.configuration;
  $("generation").textContent = generation;
  $("running").textContent = `Interlock ${status.running.version}, since ${when(status.running.started)}`;
  $("generations").replaceChildren(...generations.map((one) => el(
    "li",
    { className: `${one.number}-${one.hash}` === generation ? "in-force" : "" },
    el("code", {}, `${one.number}-${one.hash}`),
    el("span", {}, `${one.trigger}, ${when(one.since)}`),
    one.in_use ? el("span", { className: "badge good" }, "in use") : null,
  )));
  const bad = last.result === "invalid" || last.result === "failed";
  $("configuration").classList.toggle("bad", bad);
  $("attempt").hidden = !bad;
  $("attempt").textContent = bad ? `The last change (${last.trigger}, ${when(last.at)}) is not in force: ${last.problems.join("; ")}` : "";
  $("untouched").hidden = !passThrough.active;
}

/** What came of decisions: who is disliked for what, and which rules cause friction. */
function feedback(memory) {
  const frozen = memory.frozen !== "not";
  $("memory").hidden = memory.models.length === 0 && !frozen;
  $("memory-guard").classList.toggle("error", memory.frozen === "by_guard");
  $("memory-guard").textContent = frozen
    ? `What was learnt is left alone: ${memory.frozen === "by_guard" ? "it made chances worse" : "somebody froze it"}.`
    : "What was learnt is added to the chances, in log-odds.";
  $("disliked").replaceChildren(...memory.models.map((one) => el(
    "li",
    {},
    el("b", { className: `model ${hue(one.model.split("@")[0])}` }, one.model),
    el("span", {}, one.intent || "–"),
    el("span", {}, tally(one)),
    el("code", {}, number(one.shift)),
  )));
  $("friction").replaceChildren(...memory.rules.map((one) => el("li", {}, el("span", {}, `rule “${one.rule}”`), el("span", {}, tally(one)))));
}

/** How much is kept; there is nothing to say where nothing ever was. */
function kept(cache) {
  const filled = cache.fillings.kept ?? 0;
  $("cache").hidden = cache.count === 0 && filled === 0;
  const mib = (bytes) => number(bytes / 2 ** 20);
  $("cache-size").textContent = `${number(cache.count)} answers are kept, in ${mib(cache.bytes)} of ${mib(cache.memory)} MiB; ${number(filled)} came so far, ${number(cache.evicted)} made room, ${number(cache.expired)} ended, ${number(cache.quarantined)} were called bad.`;
  $("cache-promises").replaceChildren(
    ...cache.promises.map((one) =>
      el("li", {}, `Rule “${one.rule}”${one.tenant ? ` for ${one.tenant}` : ""}${one.observed ? ", only observed" : ""}: ${number(one.hits)} answered by meaning. ${promise(one.certificate)}`),
    ),
  );
}

const tally = ({ counts, friction }) => `${number(counts.good)} good, ${number(friction)} with friction`;

const when = (instant) => new Date(instant).toLocaleString("en-GB", { dateStyle: "short", timeStyle: "medium" });

// ---- ask --------------------------------------------------------------------------------------

function choices() {
  const before = $("model").value;
  $("model").replaceChildren(...state.names.map((one) => el("option", { value: one.name }, one.name)));
  if (state.names.some((one) => one.name === before)) {
    $("model").value = before;
  }
  apis();
}

function apis() {
  const served = state.names.find((one) => one.name === $("model").value)?.apis ?? [];
  const before = $("api").value;
  $("api").replaceChildren(...served.map((api) => el("option", { value: api }, api)));
  if (served.includes(before)) {
    $("api").value = before;
  }
}

function body(api, model, text) {
  switch (api) {
    case "completions":
      return { model, prompt: text };
    case "embeddings":
    case "responses":
      return { model, input: text };
    case "messages":
      return { model, max_tokens: 1024, messages: [{ role: "user", content: text }] };
    default:
      return { model, messages: [{ role: "user", content: text }] };
  }
}

async function ask(event) {
  event.preventDefault();
  const api = $("api").value;
  const text = $("prompt").value;
  const headers = $("headers").value.split("\n").map((line) => line.trim()).filter(Boolean);
  const sent = $("raw").checked ? text : JSON.stringify(body(api, $("model").value, text));
  $("ask-error").hidden = true;
  try {
    const decision = await server.explain(api, sent, headers);
    state.selected = decision.id;
    current();
    display(decision, true);
    if (matchMedia("(max-width: 62rem)").matches) {
      $("decision").scrollIntoView();
    }
  } catch (failure) {
    $("ask-error").textContent = failure.status ? failure.message : "No answer from the sidecar.";
    $("ask-error").hidden = false;
  }
}

$("ask").addEventListener("submit", ask);
$("prompt").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    $("ask").requestSubmit();
  }
});
$("model").addEventListener("change", apis);
$("raw").addEventListener("change", () => {
  $("model").disabled = $("raw").checked;
});

// ---- theme ------------------------------------------------------------------------------------

$("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  localStorage.setItem("theme", root.dataset.theme);
});

if (location.hash.startsWith("#id=")) {
  select(decodeURIComponent(location.hash.slice("#id=".length)), true);
}
poll();
