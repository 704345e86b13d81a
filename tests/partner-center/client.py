"""People of the demo world, each with the package's own client, as its users make one."""

import json
import os
import urllib.error
import urllib.parse
import urllib.request
import uuid

from microsoft.store.partnercenterservices import MicrosoftPartnerStoreApis, models
from msrest.authentication import BasicTokenAuthentication

# The package takes the temporary password for an object that no server has ever sent.
models.MicrosoftPartnerSdkContractsV1UserCredentials._attribute_map["password"]["type"] = "str"

PROVIDER = "ana@contoso.example"
RESELLER = "felix@fabrikam.example"
CONTOSO = "10000000-0000-4000-8000-000000000001"
FABRIKAM = "20000000-0000-4000-8000-000000000001"
FABRIKAM_MPN = "2000001"
LITWARE_MPN = "2000002"
MCA = "117a77b0-9360-443b-8795-c6dedc750cf9"

_ADDRESS = os.environ["TANDEM_URL"]


class Person:
    """Somebody who is signed in."""

    def __init__(self, email):
        form = {"grant_type": "password", "username": email, "password": "demo"}
        request = urllib.request.Request(f"{_ADDRESS}/idp/token", urllib.parse.urlencode(form).encode())
        with urllib.request.urlopen(request) as answer:
            self._token = json.load(answer)["access_token"]
        self.api = MicrosoftPartnerStoreApis(
            BasicTokenAuthentication({"access_token": self._token}), base_url=_ADDRESS)

    def plain(self, method, path, body=None):
        """What the package has no call for: the status and the body."""
        request = urllib.request.Request(f"{_ADDRESS}/v1{path}", method=method)
        request.add_header("Authorization", f"Bearer {self._token}")
        if body is not None:
            request.add_header("Content-Type", "application/json")
            request.data = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)


def starts_with(field, value):
    """A filter, in the spelling of Partner Center's documentation."""
    return json.dumps({"Field": field, "Value": value, "Operator": "starts_with"})


def refused(raw):
    """The status and the number of an error: the package itself says nothing of either."""
    return raw.response.status_code, raw.response.json()["code"]


def a_customer(name, reseller=None):
    """A customer that is new, as the package's models have one."""
    domain = f"pc{uuid.uuid4().hex[:12]}.onmicrosoft.com"
    address = models.MicrosoftPartnerSdkContractsV1Address(
        country="DE", city="Hamburg", address_line1="Speicherstadt 1", postal_code="20457",
        first_name="Eva", last_name="Huber", phone_number="+49 40 123456")
    return models.MicrosoftPartnerSdkContractsV1Customer(
        company_profile=models.MicrosoftPartnerSdkContractsV1CustomerCompanyProfile(domain=domain),
        billing_profile=models.MicrosoftPartnerSdkContractsV1CustomerBillingProfile(
            email="eva@wideworld.example", culture="de-DE", language="de", company_name=name,
            default_address=address),
        relationship_to_partner="none", associated_partner_id=reseller)


def accept_agreement(person, customer_id):
    """The customer's acceptance of the agreement, attested: the package is older than that call."""
    body = {
        "primaryContact": {"firstName": "Eva", "lastName": "Huber", "email": "eva@wideworld.example"},
        "templateId": MCA, "dateAgreed": "2026-11-01T00:00:00", "type": "MicrosoftCustomerAgreement",
    }
    status, answer = person.plain("POST", f"/customers/{customer_id}/agreements", body)
    assert status == 201, answer


def an_order(customer_id, *lines):
    """An order of lines: offer, quantity, partner ID on record."""
    line = models.MicrosoftPartnerSdkContractsV1OrderLineItem
    return models.MicrosoftPartnerSdkContractsV1Order(
        reference_customer_id=customer_id, billing_cycle="monthly",
        line_items=[line(line_item_number=number, offer_id=offer, quantity=quantity, partner_id_on_record=mpn_id)
                    for number, (offer, quantity, mpn_id) in enumerate(lines)])
