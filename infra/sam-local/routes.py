"""Asks every route of the API under `sam local start-api`.

SAM's local gateway has no JWT authorizer: it lets everybody through, with or without a token, and hands on no claims.
So this shows two things at once: every route reaches its function, and a function without claims answers 401 itself.
"""

import http.client
import re
import socket
import subprocess
import sys
import time

import sam

GUID = "00000000-0000-4000-8000-000000000000"
# A token that no gateway has looked at must count for nothing.
CALLERS = {"nobody": {}, "a bearer of an unchecked token": {"Authorization": "Bearer e30.e30.e30"}}
HOST = "127.0.0.1"


def free_port():
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return listener.getsockname()[1]


def wait_for(port, gateway):
    for _ in range(120):
        if gateway.poll() is not None:
            sys.exit("sam local start-api ended; see .aws-sam/start-api.log")
        with socket.socket() as client:
            if client.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.5)
    sys.exit("sam local start-api doesn't listen; see .aws-sam/start-api.log")


def ask(port, method, path, headers):
    connection = http.client.HTTPConnection(HOST, port, timeout=60)
    body = None if method == "GET" else "{}"
    connection.request(method, path, body, headers | {"Content-Type": "application/json"})
    answer = connection.getresponse()
    return answer.status, answer.read().decode(errors="replace")


def check(port, method, path, function, caller, headers):
    status, body = ask(port, method, re.sub(r"\{[^}]+\}", GUID, path), headers)
    # The gateway's own answers have another shape: {"message": …}.
    right = status == 401 and '"source":"tandem"' in body.replace('": "', '":"')
    print(f"{'ok' if right else 'FAILED':6} {method} {path} ({function}), {caller}: {status}", flush=True)
    if not right:
        print(f"       {body[:300]}", flush=True)
    return right


def main():
    port = free_port()
    with open(".aws-sam/start-api.log", "w", encoding="utf-8") as log:
        gateway = subprocess.Popen(
            sam.command("start-api", "--host", HOST, "--port", str(port), "--warm-containers", "LAZY"),
            stdout=log, stderr=log)
    try:
        wait_for(port, gateway)
        results = [check(port, *route, caller, headers)
                   for route in sam.routes() for caller, headers in CALLERS.items()]
    finally:
        gateway.terminate()
        gateway.wait(timeout=60)
    print(f"{len(results)} requests to {len(sam.routes())} routes, {results.count(False)} failures")
    return not results or not all(results)


if __name__ == "__main__":
    sys.exit(main())
