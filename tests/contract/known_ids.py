"""Ids of the demo world among those that are made up.

Made-up ids find nothing, and a route that finds nothing shows little. So half of the ids in paths become those of things
that the caller has, or has not; which, the made-up id decides, so that a run can be repeated.
"""

import json
import os
import zlib
from urllib.request import Request, urlopen

import schemathesis

BASE, TOKEN = os.environ["TANDEM_URL"], os.environ["TANDEM_TOKEN"]


def read(path):
    request = Request(BASE + path, headers={"Authorization": f"Bearer {TOKEN}"})
    with urlopen(request) as answer:
        return json.load(answer)


def ids(path):
    return [item["id"] for item in read(path)["items"]]


def organisations(kind):
    return [one["tenantId"] for one in read("/demo.json")["organisations"] if one["kind"] == kind]


REQUESTS = ids("/v1/relationships/requests")
PARTNERS = organisations("indirect_provider") + organisations("indirect_reseller")
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
    known = {name: value for name, value in known.items() if value and name in path_parameters}
    return {**path_parameters, **known}
