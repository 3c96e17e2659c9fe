"""What a client sees through Envoy Gateway: decisions, and what happens without them. Needs GATEWAY, MODELS (urls) and NAMESPACE."""
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

GATEWAY, MODELS, NAMESPACE = os.environ["GATEWAY"], os.environ["MODELS"], os.environ["NAMESPACE"]
EASY = "What is the capital of France?"
CODE = "Why does this loop forever? ```python\ndef f(x):\n    while x > 0:\n        print(x)\n    return x\n```"
failed = passed = 0


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        self.model, self.reason = headers.get("x-interlock-model"), headers.get("x-interlock-reason")
        self.server = headers.get("x-simulated-model")

    def __repr__(self):
        return f"{self.status} model={self.model} reason={self.reason} server={self.server} {self.body[:200]!r}"


def send(method, url, body=None, headers=None):
    request = urllib.request.Request(url, body, {"content-type": "application/json", **(headers or {})}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return Answer(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as refusal:
        return Answer(refusal.code, refusal.headers, refusal.read())


def ask(prompt, model="auto", path="/v1/chat/completions", headers=None, **more):
    body = {"model": model, "messages": [{"role": "user", "content": prompt}], **more}
    return send("POST", GATEWAY + path, json.dumps(body).encode(), headers)


def faults(port, **what):
    send("PUT", f"{MODELS}:{port}/_sim/faults", json.dumps(what).encode())


def scale(replicas):
    kubectl = ["kubectl", "-n", NAMESPACE]
    subprocess.run([*kubectl, "scale", "deployment/interlock", f"--replicas={replicas}"], check=True, capture_output=True)
    if replicas:
        subprocess.run([*kubectl, "rollout", "status", "deployment/interlock", "--timeout=180s"], check=True, capture_output=True)
    else:
        subprocess.run([*kubectl, "delete", "pod", "-l", "app.kubernetes.io/name=interlock", "--grace-period=0", "--force"], check=False, capture_output=True)


def until(what, seconds=60):
    """The first answer that is as wanted, or the last one."""
    end = time.monotonic() + seconds
    while True:
        answer, good = what()
        if good or time.monotonic() > end:
            return answer
        time.sleep(0.5)


def check(name, answer, **expected):
    global failed, passed
    wrong = {key: getattr(answer, key) for key, value in expected.items() if getattr(answer, key) != value}
    failed, passed = failed + bool(wrong), passed + (not wrong)
    print(f"{'not ok' if wrong else 'ok'}  {name}" + (f": {wrong} (expected: {expected}): {answer}" if wrong else ""), flush=True)


def cluster(model):
    """The name by which a decision for a model is routed."""
    routes = json.loads(subprocess.run(["kubectl", "-n", NAMESPACE, "get", "backends", "-o", "json"], check=True, capture_output=True).stdout)
    names = [item["metadata"]["name"].removeprefix("interlock-") for item in routes["items"]]
    return next(name for name in names if name.startswith(f"model-{model}-") and not name.endswith("-stand-in"))


until(lambda: (answer := ask(EASY), answer.model == "small" and answer.reason != "failsafe"))

check("auto: an easy question", ask(EASY), status=200, model="small", server="small")
check("auto: code, with the gateway's key and not the client's", ask(CODE, headers={"authorization": "Bearer mine"}), status=200, model="frontier", server="frontier")
check("auto: a stream", ask(EASY, stream=True), status=200, model="small", server="small")
check("a named model", ask(EASY, model="small-west"), status=200, model="small-west", server="small-west")
check("the list of models", send("GET", GATEWAY + "/v1/models"), status=200)
spoofed = {"x-interlock-cluster": cluster("frontier")}
check("a client's cluster header has no effect", ask(EASY, headers=spoofed), status=200, server="small")
check("sensitive, decided", ask(EASY, headers={"x-data-class": "restricted"}), status=200, server="small")
check("1 MiB", ask("word " * (1 << 18) + EASY, model="frontier"), status=200, model="frontier", server="frontier")
check("more than the limit", ask("word " * (2 << 20)), status=413)
check("an answer that takes 11 s is still followed", ask(EASY, model="slow"), status=200, model="slow", server="slow")

faults(9101, error={"rate": 1.0, "status": 503})
check("small answers 503: its stand-in answers", ask(EASY), status=200, model="small-west", server="small-west")
check("a named model has no stand-in", ask(EASY, model="small"), status=503)
faults(9101, refuse=True)
check("small refuses connections: its stand-in answers", ask(EASY), status=200, server="small-west")
send("PUT", f"{MODELS}:9102/_sim/small/faults", b"{}")
until(lambda: (answer := ask(EASY, model="small"), answer.status == 200))

scale(0)
until(lambda: (answer := ask(EASY), answer.reason == "failsafe"))
check("without Interlock: the fail-safe model, under its own name", ask(EASY), status=200, model="small", reason="failsafe", server="small")
check("without Interlock: a client's cluster header has no effect", ask(EASY, headers=spoofed), status=200, reason="failsafe", server="small")
check("without Interlock: 1 MiB", ask("word " * (1 << 18)), status=200, reason="failsafe", server="small")
check("without Interlock: sensitive", ask(EASY, headers={"x-data-class": "public, Restricted"}), status=503, reason="unavailable", server=None)
check("without Interlock: what the fail-safe model does not serve", ask(EASY, path="/v1/messages", max_tokens=9), status=503, reason="unavailable", server=None)

scale(1)
until(lambda: (answer := ask(EASY), answer.reason != "failsafe"), 120)
check("with Interlock again", ask(CODE), status=200, model="frontier", server="frontier")

print(f"\n{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
