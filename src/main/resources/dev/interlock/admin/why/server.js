// What the sidecar answers. The token, if one is wanted, lives as long as this tab.

export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export function keepToken(token) {
  sessionStorage.setItem("token", token);
}

async function call(path, options = {}) {
  const headers = new Headers(options.headers);
  const token = sessionStorage.getItem("token");
  if (token) {
    headers.set("authorization", `Bearer ${token}`);
  }
  const answer = await fetch(path, { ...options, headers, cache: "no-store" });
  if (!answer.ok) {
    throw new Refused(answer.status, await message(answer));
  }
  return answer.json();
}

async function message(answer) {
  const text = await answer.text();
  try {
    return JSON.parse(text).error.message;
  } catch {
    return text.trim() || `HTTP ${answer.status}`;
  }
}

export const status = () => call("api/status");
export const cache = () => call("api/cache?limit=0");
export const memory = () => call("api/memory?limit=8");
export const decisions = (after) => call(`api/decisions?limit=200&after=${after}`);
export const decision = (id) => call(`api/decisions/${encodeURIComponent(id)}`);

export function explain(api, body, headers) {
  const query = new URLSearchParams([["api", api], ...headers.map((line) => ["header", line])]);
  return call(`api/explain?${query}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
}
