"""Asks every route of the API under `sam local start-api`.

SAM's local gateway has no JWT authorizer: it lets everybody through, with or without a token, and hands on no claims.
So this shows two things at once: every route reaches its function, and a function without claims answers 401 itself,
but where nobody need be signed in.
"""

import http.client
import re
import sys

import sam

GUID = "00000000-0000-4000-8000-000000000000"
# A token that no gateway has looked at must count for nothing.
CALLERS = {"nobody": {}, "a bearer of an unchecked token": {"Authorization": "Bearer e30.e30.e30"}}
# A search finds something; a link with a made-up key leads nowhere.
OPEN = {"GET": 200, "POST": 404}


def ask(port, method, path, headers):
    connection = http.client.HTTPConnection(sam.HOST, port, timeout=60)
    body = None if method in ("GET", "HEAD") else "{}"
    connection.request(method, path, body, headers | {"Content-Type": "application/json"})
    answer = connection.getresponse()
    return answer, answer.read().decode(errors="replace")


def check(port, method, path, function, asks_for_token, caller, headers):
    answer, body = ask(port, method, re.sub(r"\{[^}]+\}", GUID, path), headers)
    expected = 401 if asks_for_token else OPEN[method]
    # Only a function echoes the request's id; the gateway's own answers have another shape: {"message": …}.
    mark = '"source":"tandem"' if expected >= 400 else '"objectType":"Collection"'
    ours = answer.headers["MS-RequestId"] and (method == "HEAD" or mark in body.replace('": "', '":"'))
    right = answer.status == expected and ours
    print(f"{'ok' if right else 'FAILED':6} {method} {path} ({function}), {caller}: {answer.status}", flush=True)
    if not right:
        print(f"       {body[:300]}", flush=True)
    return right


def main():
    with sam.serving("start-api") as port:
        results = [check(port, *route, caller, headers)
                   for route in sam.routes() for caller, headers in CALLERS.items()]
    print(f"{len(results)} requests to {len(sam.routes())} routes, {results.count(False)} failures")
    return not results or not all(results)


if __name__ == "__main__":
    sys.exit(main())
