"""Runs every recorded event through its function in a container and compares the answer.

tests/events/FUNCTION/CASE.json is an event, CASE.expect.json beside it what must come back: {"statusCode", "contains"}
for HTTP, {"batchItemFailures": how many} for a stream. A function without an event fails the run. A function's first
event goes by `sam local invoke`, its others, which would each wait for a container, by `sam local start-lambda`.
"""

import base64
import functools
import http.client
import json
import pathlib
import subprocess
import sys
import time

import sam

EVENTS = pathlib.Path("tests/events")


def invoke(logical_id, event):
    """What the function answered, or the end of what SAM said instead."""
    run = subprocess.run(sam.command("invoke", logical_id, "--event", str(event)),
                         capture_output=True, text=True, check=False)
    lines = run.stdout.strip().splitlines()
    try:
        return json.loads(lines[-1])
    except (IndexError, ValueError):
        return {"errorMessage": run.stderr[-2000:]}


def ask(port, logical_id, event):
    """The same of a function that is kept."""
    connection = http.client.HTTPConnection(sam.HOST, port, timeout=60)
    connection.request("POST", f"/2015-03-31/functions/{logical_id}/invocations", event.read_bytes())
    said = connection.getresponse().read().decode(errors="replace")
    try:
        return json.loads(said)
    except ValueError:
        return {"errorMessage": said[-2000:]}


def body_of(answer):
    body = answer.get("body") or ""
    if answer.get("isBase64Encoded"):
        return base64.b64decode(body).decode(errors="replace")
    return body


def differences(answer, expected):
    """Sentences that say what is wrong with an answer; none if nothing is."""
    if not isinstance(answer, dict) or "errorMessage" in answer:
        return [f"the function failed: {answer}"]
    found = []
    if "batchItemFailures" in expected:
        failed = len(answer.get("batchItemFailures", []))
        if failed != expected["batchItemFailures"]:
            found.append(f"{failed} records failed, not {expected['batchItemFailures']}")
    if "statusCode" in expected and answer.get("statusCode") != expected["statusCode"]:
        found.append(f"status {answer.get('statusCode')}, not {expected['statusCode']}: {body_of(answer)[:300]}")
    found += [f"no {text!r} in {body_of(answer)[:300]}"
              for text in expected.get("contains", []) if text not in body_of(answer)]
    return found


def check(name, event, answer_to):
    expected = json.loads(event.with_suffix(".expect.json").read_text())
    started = time.monotonic()
    found = differences(answer_to(event), expected)
    mark = "FAILED" if found else "ok"
    print(f"{mark:6} {name}/{event.stem} ({time.monotonic() - started:.1f} s)", flush=True)
    for sentence in found:
        print(f"       {sentence}", flush=True)
    return not found


def main():
    failed = total = 0
    with sam.serving("start-lambda") as port:
        for name, (logical_id, _) in sam.functions().items():
            cases = sorted(path for path in (EVENTS / name).glob("*.json")
                           if not path.name.endswith(".expect.json"))
            if not cases:
                print(f"FAILED {name}: no event in {EVENTS / name}")
                failed += 1
            ways = [functools.partial(invoke, logical_id)] + [functools.partial(ask, port, logical_id)] * len(cases)
            failed += sum(not check(name, case, way) for case, way in zip(cases, ways))
            total += len(cases)
    print(f"{total} recorded events, {failed} failures")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
