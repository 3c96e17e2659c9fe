"""Reads resources from standard input; says which conditions are not true, and fails if any is not, or if there is none yet."""
import json
import sys


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
    # A Backend that nobody refers to directly, and a policy, has one condition at least.
    if not found:
        bad.append(f"{name}: no condition yet")
    bad += [f"{name}: {each['type']}: {each['status']}: {each['message']}" for each in found if each["status"] != "True"]
print("\n".join(bad) or f"{count} conditions, all true")
sys.exit(1 if bad else 0)
