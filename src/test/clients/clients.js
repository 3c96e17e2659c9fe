// OpenAI's and Anthropic's clients, unchanged but for the address: one line for each check.
//
// Usage: clients.js http://HOST:PORT
//
// Prints `CHECK: ok` or `CHECK: what went wrong`; ends with status 1 if anything did.
"use strict";

const assert = require("node:assert/strict");
const OpenAI = require("openai").default;
const Anthropic = require("@anthropic-ai/sdk").default;

const base = process.argv[2];
const settings = { apiKey: "unused", timeout: 60_000 };
const openai = new OpenAI({ baseURL: `${base}/v1`, ...settings });
const anthropic = new Anthropic({ baseURL: base, ...settings });

const GREETING = "Hi there, good morning!";
const WEATHER = "What is the weather in Paris?";
const RESULT = "18 degrees, light rain";
const CITY = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const MODELS = ["auto", "small", "medium", "frontier", "claude", "embed"];

const user = (content) => ({ role: "user", content });
const chat = (text, more = {}) =>
  openai.chat.completions.create({ model: "auto", messages: [user(text)], ...more });
const respond = (input, more = {}) => openai.responses.create({ model: "auto", input, ...more });
const message = (messages, more = {}) =>
  anthropic.messages.create({ model: "auto", max_tokens: 1024, messages, ...more });

async function all(iterable) {
  const items = [];
  for await (const item of iterable) {
    items.push(item);
  }
  return items;
}

/** Whether it is the library's own "not found" that names `model`. */
const unknown = (type, model) => (error) => error instanceof type && error.message.includes(model);

const CHECKS = {
  async "openai chat"() {
    const answer = await chat(GREETING);
    assert.match(answer.choices[0].message.content, /^\[small\] /);
    assert.equal(answer.choices[0].finish_reason, "stop");
  },

  async "openai chat stream"() {
    const chunks = await all(
      await chat(GREETING, { stream: true, stream_options: { include_usage: true } }),
    );
    const whole = await chat(GREETING);
    const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("");
    assert.equal(text, whole.choices[0].message.content);
    assert.deepEqual(chunks.at(-1).usage, whole.usage);
  },

  async "openai chat tools"() {
    const tools = [{ type: "function", function: { name: "get_weather", parameters: CITY } }];
    const first = (await chat(WEATHER, { tools })).choices[0].message;
    const call = first.tool_calls[0];
    assert.equal(call.function.name, "get_weather");
    assert.ok(JSON.parse(call.function.arguments).city);
    const result = { role: "tool", tool_call_id: call.id, content: RESULT };
    const messages = [user(WEATHER), first, result];
    const second = (await chat(WEATHER, { messages, tools })).choices[0];
    assert.equal(second.finish_reason, "stop");
    assert.ok(second.message.content);
  },

  async "openai embeddings"() {
    const input = ["a red car", "a blue car", "a red car"];
    const { data } = await openai.embeddings.create({ model: "auto", input });
    const [red, blue, again] = data.map((item) => item.embedding);
    assert.deepEqual(red, again);
    assert.notDeepEqual(red, blue);
  },

  async "openai responses"() {
    const events = await all(await respond(GREETING, { stream: true }));
    const deltas = events.filter((event) => event.type === "response.output_text.delta");
    const whole = await respond(GREETING);
    assert.match(whole.output_text, /^\[small\] /);
    assert.equal(deltas.map((event) => event.delta).join(""), whole.output_text);
  },

  async "openai responses tools"() {
    const tools = [{ type: "function", name: "get_weather", parameters: CITY, strict: true }];
    const first = await respond([user(WEATHER)], { tools });
    const call = first.output[0];
    assert.equal(call.name, "get_weather");
    const result = { type: "function_call_output", call_id: call.call_id, output: RESULT };
    assert.ok((await respond([user(WEATHER), ...first.output, result], { tools })).output_text);
  },

  async "openai models"() {
    const models = await all(openai.models.list());
    assert.deepEqual(models.map((model) => model.id), MODELS);
    await assert.rejects(openai.models.retrieve("nobody"), OpenAI.NotFoundError);
  },

  async "openai unknown model"() {
    for (const stream of [false, true]) {
      await assert.rejects(
        chat("Hello", { model: "gpt-99", stream }),
        unknown(OpenAI.NotFoundError, "gpt-99"),
      );
    }
  },

  async "anthropic messages"() {
    const whole = await message([user(GREETING)]);
    assert.match(whole.content[0].text, /^\[claude\] /);
    const request = { model: "auto", max_tokens: 1024, messages: [user(GREETING)] };
    const streamed = await anthropic.messages.stream(request).finalMessage();
    assert.equal(streamed.content[0].text, whole.content[0].text);
  },

  async "anthropic messages tools"() {
    const tools = [{ name: "get_weather", input_schema: CITY }];
    const first = await message([user(WEATHER)], { tools });
    assert.equal(first.stop_reason, "tool_use");
    const call = first.content.find((block) => block.type === "tool_use");
    const result = { type: "tool_result", tool_use_id: call.id, content: RESULT };
    const turns = [user(WEATHER), { role: "assistant", content: first.content }, user([result])];
    assert.equal((await message(turns, { tools })).stop_reason, "end_turn");
  },

  async "anthropic unknown model"() {
    await assert.rejects(
      message([user("Hello")], { model: "claude-99" }),
      unknown(Anthropic.NotFoundError, "claude-99"),
    );
  },
};

async function main() {
  for (const [name, check] of Object.entries(CHECKS)) {
    try {
      await check();
      console.log(`${name}: ok`);
    } catch (error) {
      process.exitCode = 1;
      console.log(`${name}: ${error.name} ${error.message}`);
    }
  }
}

main();
