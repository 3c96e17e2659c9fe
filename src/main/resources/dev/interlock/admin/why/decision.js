// One decision taken apart: what was seen, which rules applied, how the candidates compare.
import { bar, clock, el, hue, micros, number, percent, usd } from "./elements.js";

const STAGES = ["queue", "read", "signals", "policy", "choice", "edit"];

/** The parts of a decision record. `explained` says that it was asked here and sent nowhere. */
export function takenApart(decision, explained) {
  return [
    head(decision, explained),
    degradations(decision),
    cache(decision),
    conversation(decision.conversation),
    candidates(decision),
    signals(decision),
    rules(decision),
    timing(decision),
    raw(decision),
  ].filter(Boolean);
}

function head(decision, explained) {
  const { request, outcome } = decision;
  const forward = outcome?.forward;
  const kept = outcome?.cached;
  const target = kept
    ? el("strong", { className: `model ${hue(kept.model)}` }, `${kept.model}, kept`)
    : forward
    ? el("strong", { className: `model ${hue(forward.model)}` }, forward.model)
    : el("strong", { className: "model refused" }, `refused, ${outcome?.reject?.status ?? ""}`);
  return el(
    "div",
    { className: "head" },
    el(
      "p",
      { className: "kicker" },
      explained ? el("span", { className: "badge" }, "asked here, sent nowhere") : null,
      el("span", {}, `${clock(decision.time_unix_ms)} · ${request.api} · generation ${decision.generation}`),
    ),
    el("h2", {}, el("span", { className: "asked" }, request.model || "–"), el("span", { className: "arrow", "aria-label": "went to" }, "→"), target),
    el("p", { className: "sentence" }, decision.explanation),
    caller(decision.caller),
    el("p", { className: "kicker" }, el("code", { className: "reason" }, decision.reason), el("code", { className: "id", title: "The id that the client was given" }, decision.id)),
  );
}

function caller(who) {
  return who?.tenant
    ? el("p", { className: "note" }, [`For ${who.tenant}`, ...(who.groups?.length ? [`in ${who.groups.join(", ")}`] : []), ...(who.purpose ? [`purpose ${who.purpose}`] : [])].join(" · "))
    : null;
}

function degradations(decision) {
  return decision.degradations?.length
    ? el("p", { className: "warning" }, `Degraded: ${decision.degradations.join(", ")}`)
    : null;
}

function section(title, note, ...content) {
  return el("section", {}, el("h3", {}, title), note ? el("p", { className: "note" }, note) : null, ...content);
}

/** What the cache did. */
function cache({ cache: so, outcome }) {
  if (!so) {
    return null;
  }
  const by = so.rule ? `Rule “${so.rule}”.` : "No rule.";
  const hit = outcome?.cached;
  const words = hit
    ? [`${number(so.age_seconds ?? 0)} s old.`, Number(so.saved_usd) > 0 ? `A model would have cost ${usd(so.saved_usd)}.` : "", `Entry ${hit.entry}.`]
    : [so.not_kept ? `The answer is not kept: ${so.not_kept.replaceAll("_", " ")}.` : "The answer may be kept."];
  return section(
    "The cache",
    by,
    el("p", {}, el("span", { className: hit ? "badge good" : "badge" }, so.status.replace("-", " ")), " ", words.filter(Boolean).join(" ")),
    hit && so.decision ? el("p", { className: "note" }, "First given to ", el("code", {}, so.decision)) : null,
    meaning(so),
  );
}

/** What was found among questions that mean the same. */
function meaning({ status, meaning: so }) {
  if (!so) {
    return null;
  }
  if (so.bypass) {
    return el("p", { className: "note" }, `No question that means the same was looked for: ${so.bypass.replaceAll("_", " ")}.`);
  }
  const second = so.overruled
    ? `worded differently (${so.overruled.replaceAll("_", " ")}), but entries of its answer bear it out`
    : `${percent(so.pair_chance)} likely to mean the same`;
  const around = Number(so.agreement) > 0 ? `, ${percent(so.agreement)} of those around have its answer` : "";
  const near = so.entry
    ? `The nearest question is that of entry ${so.entry}: similarity ${number(so.similarity)}, ${second}${around}.`
    : "No question lies near.";
  const why = so.refused_by
    ? ` Refused by ${so.refused_by.replaceAll("_", " ")}.`
    : so.explored
      ? ` A model is asked all the same: ${so.explored.replaceAll("_", " ")}.`
      : "";
  return el("p", { className: "note" }, near, why, so.promise ? ` ${promise(so.promise)}` : "");
}

/** How a promise on wrong answers stands. */
export const promise = ({ max_error: most, open, observed, upper, samples }) =>
  `At most ${fine(most)} may be wrong: ${open ? "open" : "closed"}, ${fine(observed)} of ${number(samples)} tried (at most ${fine(upper)}).`;

const fine = (share) => `${(100 * Number(share)).toFixed(1)} %`;

const STAYS = new Set(["same", "held", "tool_call"]);

function conversation(so) {
  if (!so?.model && !so?.tool_call_open) {
    return null;
  }
  const changes = so.switches ? ` It changed ${so.switches} ${so.switches === 1 ? "time" : "times"} of late.` : "";
  const open = so.tool_call_open ? " A tool call is being answered." : "";
  const price = Number(so.cache_usd) > 0 ? `Its prompt cache is worth ${usd(so.cache_usd)}. ` : "";
  const margin = Number(so.margin_usd) > 0 ? `Another must gain more than ${usd(so.margin_usd)}.` : "";
  return section(
    "The conversation so far",
    `${so.model ? `Known by ${so.known_by === "header" ? "the header" : "its turns"}.` : "Who answered is not known here."}${changes}${open}`,
    el(
      "p",
      {},
      so.model ? el("strong", { className: `model ${hue(so.model)}` }, so.model) : null,
      " ",
      el("span", { className: STAYS.has(so.code) ? "badge good" : "badge" }, so.code.replaceAll("_", " ")),
      " ",
      `${price}${margin}`,
    ),
  );
}

function candidates(decision) {
  const scored = new Map(decision.plan.map((candidate) => [candidate.model, candidate]));
  const losers = new Map(decision.rejected.map((loser) => [loser.model, loser]));
  const chosen = decision.outcome?.forward?.model;
  const order = [...scored.keys(), ...[...losers.keys()].filter((model) => !scored.has(model))];
  if (order.length === 0) {
    return null;
  }
  return section(
    "Why this one, and why not the others",
    terms(decision),
    el("ol", { className: "candidates" }, order.map((model) => candidate(model, scored.get(model), losers.get(model), model === chosen, decision.objective))),
  );
}

function terms({ objective, consequence }) {
  if (!objective) {
    return "";
  }
  const by = objective.rule ? ` (rule “${objective.rule}”)` : "";
  const wrong = consequence?.source
    ? ` A wrong answer costs ${usd(consequence.failure_cost_usd)} and is ${consequence.reversible ? "reversible" : "irreversible"} (${consequence.source}).`
    : "";
  return `Wanted: a chance of at least ${number(objective.quality)} that the answer suffices${objective.certified ? ", certified" : ""}${by}; then the lowest score, which is the expected cost in USD.${wrong}`;
}

function candidate(model, scored, loser, chosen, objective) {
  const compared = scored && Number(scored.input_tokens) > 0;
  return el(
    "li",
    { className: chosen ? "chosen" : compared ? "" : "out" },
    el("p", { className: "name" }, el("strong", { className: `model ${hue(model)}` }, model), chosen ? el("span", { className: "badge good" }, "chosen") : loser ? el("code", { className: "reason" }, loser.reason) : null),
    compared
      ? el(
          "div",
          { className: "chance" },
          bar(scored.p_sufficient, objective?.quality),
          el("span", {}, `${percent(scored.p_sufficient)} likely to suffice${scored.prior ? "" : ", says the router bundle"}${learned(scored)}${objective?.certified ? certified(scored) : ""}${scored.meets_quality ? "" : ", below the floor"}`),
        )
      : null,
    compared
      ? el(
          "dl",
          { className: "facts" },
          fact("cost", usd(scored.cost_usd)),
          fact("latency", `${number(scored.latency_ms)} ms`),
          Number(scored.cached_tokens) > 0 ? fact("cached", `${number(scored.cached_tokens)} tokens`) : null,
          Number(scored.failure_cost_usd) > 0 ? fact("if it fails", usd(scored.failure_cost_usd)) : null,
          Number(scored.energy_wh) > 0 ? fact("energy", `${number(scored.energy_wh)} Wh`) : null,
          fact("score", number(scored.score)),
        )
      : null,
    loser && !chosen ? el("p", { className: "why" }, loser.explanation) : null,
    loser?.flip && !chosen ? el("p", { className: "flip" }, el("b", {}, "What would flip it: "), loser.flip) : null,
  );
}

/** Where the floor must be certified: how far it is. */
function certified(scored) {
  return Number(scored.certified) > 0 ? `, certified to ${number(scored.certified)}` : ", not certified";
}

/** What feedback added to the chance. */
function learned(scored) {
  const added = Number(scored.learned) || 0;
  const judged = Number(scored.evidence) || 0;
  return added ? `, ${added < 0 ? "less" : "more"} by feedback (${number(added)} in log-odds${judged >= 0.5 ? `, ${number(judged)} judged` : ""})` : "";
}

const fact = (name, value) => el("div", {}, el("dt", {}, name), el("dd", {}, value));

function signals(decision) {
  if (!decision.signals?.length) {
    return null;
  }
  const { coverage } = decision;
  const seen = coverage
    ? `Read: ${coverage.text_chars} characters, ${coverage.text_tokens} tokens; the transformer ${coverage.forward_ran ? `saw ${coverage.forward_tokens} of them` : "was not needed"}.`
    : "";
  return section("What was seen", seen, el("dl", { className: "signals" }, decision.signals.map(signal)));
}

function signal(one) {
  return el("div", { className: one.unavailable !== undefined ? "unavailable" : "" }, el("dt", {}, one.name.replaceAll("_", " ")), el("dd", {}, value(one)));
}

function value(one) {
  if (one.unavailable !== undefined) {
    return [el("em", {}, "unknown"), el("small", {}, one.unavailable)];
  }
  if (one.label !== undefined) {
    const next = one.runner_up ? `, then ${one.runner_up}` : "";
    return [el("b", {}, one.label), el("small", {}, `${percent(one.confidence)}${next}`)];
  }
  if (one.score !== undefined) {
    return [el("b", {}, number(one.score)), bar(one.score)];
  }
  if (one.flag !== undefined) {
    return el("b", { className: one.flag ? "" : "no" }, one.flag ? "yes" : "no");
  }
  if (one.findings !== undefined) {
    const found = (one.findings.found ?? []).map((each) => `${each.kind.replaceAll("_", " ")} ${each.count}`);
    return el("b", { className: found.length ? "" : "no" }, found.join(", ") || "none");
  }
  if (one.labels !== undefined) {
    const labels = one.labels.values ?? [];
    return el("b", { className: labels.length ? "" : "no" }, labels.join(", ") || "none");
  }
  return el("b", { className: Number(one.count) ? "" : "no" }, Number(one.count).toLocaleString("en"));
}

function rules(decision) {
  if (!decision.rules?.length) {
    return null;
  }
  return section(
    "Rules that applied",
    "",
    el("ol", { className: "rules" }, decision.rules.map(rule)),
  );
}

function rule(one) {
  const effects = [
    one.excluded?.length ? `keeps out ${one.excluded.join(", ")}` : null,
    one.stated?.length ? `states ${one.stated.join(", ")}` : null,
    one.missing?.length ? `could not read ${one.missing.join(", ")}` : null,
  ].filter(Boolean);
  return el(
    "li",
    {},
    el("b", {}, one.name),
    one.unknown ? el("span", { className: "badge bad" }, "unknown, so it binds") : null,
    el("span", { className: "effect" }, effects.join("; ") || "changes nothing: an earlier rule said it"),
  );
}

function timing(decision) {
  const times = STAGES.map((stage) => [stage, Number(decision.timing?.[`${stage}_us`]) || 0]).filter(([, us]) => us > 0);
  const sum = times.reduce((total, [, us]) => total + us, 0);
  if (sum === 0) {
    return null;
  }
  const stack = el("div", { className: "stack", "aria-hidden": "true" }, times.map(([stage, us]) => {
    const part = el("span", { className: `stage-${stage}` });
    part.style.flexGrow = us;
    return part;
  }));
  const legend = el("ul", { className: "legend" }, times.map(([stage, us]) => el("li", { className: `stage-${stage}` }, `${stage} ${micros(us)}`)));
  return section(`Decided in ${micros(decision.timing.total_us)}`, "", stack, legend);
}

function raw(decision) {
  return el("details", { className: "raw" }, el("summary", {}, "The whole record"), el("pre", { tabIndex: 0 }, JSON.stringify(decision, null, 2)));
}
