"""Ids of the demo world among those that are made up.

Made-up ids find nothing, and a route that finds nothing shows little. So half of the ids in paths become those of things
that the caller has, or has not; which, the made-up id decides, so that a run can be repeated.
"""

import json
import os
import pathlib
import zlib
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import schemathesis

WORLD = json.loads((pathlib.Path(__file__).parents[2] / "infra/local/demo-world.json").read_text())
BASE, TOKEN = os.environ["TANDEM_URL"], os.environ["TANDEM_TOKEN"]


def read(path):
    request = Request(BASE + path, headers={"Authorization": f"Bearer {TOKEN}"})
    with urlopen(request) as answer:
        return json.load(answer)


def ids(path):
    """Those that the caller has: none of a list that isn't its own to read."""
    try:
        return [item["id"] for item in read(path)["items"]]
    except HTTPError:
        return []


def organisations(kind):
    return [one["tenantId"] for one in read("/demo.json")["organisations"] if one["kind"] == kind]


REQUESTS = ids("/v1/relationships/requests")
PROVIDERS, RESELLERS = organisations("indirect_provider"), organisations("indirect_reseller")
PARTNERS = PROVIDERS + RESELLERS
PARTNER_IDS = [one["mpnId"] for one in WORLD["partnerIds"]]
# Of those that enroll, and the keys of the links that they were sent.
APPLICANTS = [one["tenantId"] for one in WORLD["organisations"] if not one.get("registered", True)]
KEYS = [one["key"] for one in WORLD["enrollments"]]
ROLES, PEOPLE = ids("/v1/roles"), ids("/v1/people")
CUSTOMERS = organisations("customer")
OWN = ids("/v1/customers")
SUBSCRIPTIONS = {customer: ids(f"/v1/customers/{customer}/subscriptions") for customer in OWN}
ORDERS = {customer: ids(f"/v1/customers/{customer}/orders") for customer in OWN}


def one_of(known, number):
    return known[number % len(known)] if known else None


@schemathesis.hook
def map_path_parameters(context, path_parameters):
    path = context.operation.path if context.operation else ""
    number = zlib.crc32(json.dumps(path_parameters, sort_keys=True, default=str).encode())
    if not path_parameters or number % 2:
        return path_parameters
    number //= 2
    known = {}
    if path.startswith("/v1/customers/{id}"):
        known["id"] = one_of(CUSTOMERS, number)
        known["sid"] = one_of(SUBSCRIPTIONS.get(known["id"], []), number // 8)
        # The user that a customer begins with has its id.
        known["userId"] = known["id"]
        known["oid"] = one_of(ORDERS.get(known["id"], []), number // 8)
    elif path.startswith("/v1/relationships/requests/"):
        known["id"] = one_of(REQUESTS, number)
    elif path == "/v1/delegatedaccess/{id}":
        known["id"] = one_of(PARTNERS if context.operation.method.lower() == "delete" else ["azure"], number)
    elif path.startswith("/v1/relationships/{tenantId}"):
        known["tenantId"] = one_of(PARTNERS, number)
    elif path.startswith("/v1/enrollments/"):
        known["id"] = one_of(KEYS if path.endswith("/verify") else APPLICANTS, number)
    elif path == "/v1/providers/{tenantId}":
        known["tenantId"] = one_of(PROVIDERS, number)
    elif path == "/v1/partnerids/{mpnId}":
        known["mpnId"] = one_of(PARTNER_IDS, number)
    elif path.startswith("/v1/roles/"):
        known["roleId"] = one_of(ROLES, number)
        known["id"] = one_of(PEOPLE, number // 4)
    known = {name: value for name, value in known.items() if value and name in path_parameters}
    return {**path_parameters, **known}
