"""OpenAI's and Anthropic's clients, unchanged but for the address: one line for each check.

Usage: clients.py http://HOST:PORT

Prints `CHECK: ok` or `CHECK: what went wrong`; ends with status 1 if anything did.
"""

import asyncio
import json
import sys
import time

import anthropic
import openai
from pydantic import BaseModel

BASE = sys.argv[1]
GREETING = "Hi there, good morning!"
WEATHER = "What is the weather in Paris?"
RESULT = "18 degrees, light rain"
CITY = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
MODELS = ["auto", "small", "medium", "frontier", "claude", "embed"]

oai = openai.OpenAI(base_url=BASE + "/v1", api_key="unused", timeout=60)
ant = anthropic.Anthropic(base_url=BASE, api_key="unused", timeout=60)

CHECKS = []


def check(name):
    def register(function):
        CHECKS.append((name, function))
        return function

    return register


def same(actual, expected):
    assert actual == expected, f"{actual!r} (expected: {expected!r})"


def refused(error, call):
    """The exception of type `error` that `call` must raise."""
    try:
        call()
    except error as e:
        return e
    raise AssertionError(f"no {error.__name__}")


def user(text):
    return {"role": "user", "content": text}


def chat(text=GREETING, **more):
    return oai.chat.completions.create(model="auto", messages=[user(text)], **more)


@check("openai chat")
def _():
    answer = chat()
    assert answer.choices[0].message.content.startswith("[small] "), answer
    same(answer.choices[0].finish_reason, "stop")
    assert answer.usage.completion_tokens > 0, answer.usage


@check("openai chat stream")
def _():
    chunks = list(chat(stream=True, stream_options={"include_usage": True}))
    text = "".join(c.choices[0].delta.content or "" for c in chunks if c.choices)
    whole = chat()
    same(text, whole.choices[0].message.content)
    same(chunks[-1].usage, whole.usage)


FUNCTION = {"type": "function", "function": {"name": "get_weather", "parameters": CITY}}


@check("openai chat tools")
def _():
    first = chat(WEATHER, tools=[FUNCTION]).choices[0]
    same(first.finish_reason, "tool_calls")
    call = first.message.tool_calls[0]
    same(call.function.name, "get_weather")
    assert json.loads(call.function.arguments)["city"]
    result = {"role": "tool", "tool_call_id": call.id, "content": RESULT}
    second = oai.chat.completions.create(
        model="auto", messages=[user(WEATHER), first.message, result], tools=[FUNCTION]
    ).choices[0]
    same(second.finish_reason, "stop")
    assert second.message.content and not second.message.tool_calls, second


@check("openai chat stream tools")
def _():
    with oai.chat.completions.stream(
        model="auto", messages=[user(WEATHER)], tools=[FUNCTION]
    ) as stream:
        call = stream.get_final_completion().choices[0].message.tool_calls[0]
    whole = chat(WEATHER, tools=[FUNCTION]).choices[0].message.tool_calls[0]
    same(call.function.name, "get_weather")
    same(call.function.arguments, whole.function.arguments)


class Person(BaseModel):
    name: str
    age: int


@check("openai structured answer")
def _():
    answer = oai.chat.completions.parse(
        model="auto", messages=[user("Invent a person.")], response_format=Person
    )
    assert answer.choices[0].message.parsed.name, answer


@check("openai async chat")
def _():
    async def ask():
        async with openai.AsyncOpenAI(base_url=BASE + "/v1", api_key="unused", timeout=60) as client:
            calls = [
                client.chat.completions.create(model="auto", messages=[user(f"Greeting {i}: hi!")])
                for i in range(8)
            ]
            return await asyncio.gather(*calls)

    assert all(answer.choices[0].message.content for answer in asyncio.run(ask()))


@check("openai embeddings")
def _():
    texts = ["a red car", "a blue car", "a red car"]
    red, blue, again = (e.embedding for e in oai.embeddings.create(model="auto", input=texts).data)
    same(red, again)
    assert red != blue
    assert abs(sum(x * x for x in red) - 1) < 1e-3


@check("openai responses")
def _():
    answer = oai.responses.create(model="auto", input=GREETING)
    same(answer.status, "completed")
    assert answer.output_text.startswith("[small] "), answer


@check("openai responses stream")
def _():
    text = ""
    with oai.responses.stream(model="auto", input=GREETING) as stream:
        for event in stream:
            if event.type == "response.output_text.delta":
                text += event.delta
        final = stream.get_final_response()
    same(text, oai.responses.create(model="auto", input=GREETING).output_text)
    same(final.output_text, text)


@check("openai responses tools")
def _():
    tools = [{"type": "function", "name": "get_weather", "parameters": CITY, "strict": True}]
    turns = [user(WEATHER)]
    first = oai.responses.create(model="auto", input=turns, tools=tools)
    call = first.output[0]
    same((call.type, call.name), ("function_call", "get_weather"))
    turns += first.output
    turns.append({"type": "function_call_output", "call_id": call.call_id, "output": RESULT})
    second = oai.responses.create(model="auto", input=turns, tools=tools)
    assert second.output_text, second


@check("openai responses kept")
def _():
    tools = [{"type": "function", "name": "get_weather", "parameters": CITY, "strict": True}]
    for turns, more in ((GREETING, {}), ([user(WEATHER)], {"tools": tools})):
        ask = dict(model="auto", input=turns, store=False, extra_headers={"x-keep": "1"}, **more)
        first = oai.responses.create(**ask)
        same(kept(ask).parse(), first)
        events = list(kept(ask, stream=True).parse())
        same([event.sequence_number for event in events], list(range(len(events))))
        same(events[-1].response, first)
        with oai.responses.stream(**ask) as stream:
            types = [event.type for event in stream]
            same(stream.get_final_response().output_text, first.output_text)
        wanted = "function_call_arguments" if more else "output_text"
        assert f"response.{wanted}.done" in types, types
    stored = oai.responses.with_raw_response.create(**{**ask, "store": True})
    same(stored.headers["x-interlock-cache"], "bypass")


def kept(ask, **more):
    """The raw answer to `ask` once it comes from the cache."""
    end = time.monotonic() + 10
    while True:
        raw = oai.responses.with_raw_response.create(**ask, **more)
        if raw.headers.get("x-interlock-cache") == "hit-exact":
            return raw
        assert time.monotonic() < end, raw.headers
        time.sleep(0.05)


@check("openai models")
def _():
    same([model.id for model in oai.models.list()], MODELS)
    same(oai.models.retrieve("medium").id, "medium")
    refused(openai.NotFoundError, lambda: oai.models.retrieve("nobody"))


@check("openai unknown model")
def _():
    for stream in (False, True):
        error = refused(
            openai.NotFoundError,
            lambda: oai.chat.completions.create(
                model="gpt-99", messages=[user("Hello")], stream=stream
            ),
        )
        assert "gpt-99" in error.message, error
        same((error.code, error.param), ("model_not_found", "model"))


@check("openai too large")
def _():
    error = refused(openai.APIStatusError, lambda: chat("x" * (9 << 20)))
    same(error.status_code, 413)
    same(error.type, "invalid_request_error")


def message(text=GREETING, **more):
    more = {"messages": [user(text)], **more}
    return ant.messages.create(model="auto", max_tokens=1024, **more)


@check("anthropic messages")
def _():
    answer = message()
    assert answer.content[0].text.startswith("[claude] "), answer
    same(answer.stop_reason, "end_turn")
    assert answer.usage.output_tokens > 0, answer.usage


@check("anthropic messages stream")
def _():
    with ant.messages.stream(model="auto", max_tokens=1024, messages=[user(GREETING)]) as stream:
        text = "".join(stream.text_stream)
        final = stream.get_final_message()
    whole = message()
    same(text, whole.content[0].text)
    same(final.usage.output_tokens, whole.usage.output_tokens)


@check("anthropic messages tools")
def _():
    tools = [{"name": "get_weather", "input_schema": CITY}]
    first = message(WEATHER, tools=tools)
    same(first.stop_reason, "tool_use")
    call = next(block for block in first.content if block.type == "tool_use")
    assert call.input["city"], call
    result = {"type": "tool_result", "tool_use_id": call.id, "content": RESULT}
    turns = [
        user(WEATHER),
        {"role": "assistant", "content": first.content},
        {"role": "user", "content": [result]},
    ]
    second = message(messages=turns, tools=tools)
    same(second.stop_reason, "end_turn")
    assert second.content[0].text, second


@check("anthropic models")
def _():
    same([model.id for model in ant.models.list()], MODELS)


@check("anthropic unknown model")
def _():
    error = refused(
        anthropic.NotFoundError,
        lambda: ant.messages.create(model="claude-99", max_tokens=64, messages=[user("Hello")]),
    )
    assert "claude-99" in error.message, error
    same(error.body["error"]["type"], "not_found_error")


def main():
    failed = False
    for name, function in CHECKS:
        try:
            function()
            print(f"{name}: ok")
        except Exception as e:
            failed = True
            print(f"{name}: {type(e).__name__} {e}")
    return failed


sys.exit(main())
