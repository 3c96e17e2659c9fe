"""Reads resources from standard input; says which conditions are not true or not there yet, and fails if there are such."""
import json
import sys

# Of other kinds, that they are accepted is all that Envoy Gateway says.
EXPECTED = {"HTTPRoute": {"Accepted", "ResolvedRefs"}, "EnvoyPatchPolicy": {"Accepted", "Programmed"}}


def conditions(status):
    """Every condition of a status, those of its ancestors and parents included."""
    yield from status.get("conditions", [])
    for of in status.get("ancestors", []) + status.get("parents", []):
        yield from of.get("conditions", [])


count, bad = 0, []
for item in json.load(sys.stdin)["items"]:
    name = f"{item['kind']}/{item['metadata']['name']}"
    found = list(conditions(item.get("status", {})))
    count += len(found)
    missing = EXPECTED.get(item["kind"], {"Accepted"}) - {each["type"] for each in found}
    bad += [f"{name}: {each}: not said yet" for each in sorted(missing)]
    bad += [f"{name}: {each['type']}: {each['status']}: {each['message']}" for each in found if each["status"] != "True"]
print("\n".join(bad) or f"{count} conditions, all true")
sys.exit(1 if bad else 0)
