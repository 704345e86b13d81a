"""A provider adds customers, finds them and lets them go; a reseller reads those that it shares."""

import unittest
import uuid

from client import CONTOSO, FABRIKAM, PROVIDER, RESELLER, Person, a_customer, refused, starts_with


class AProvider(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.person = Person(PROVIDER)
        cls.api = cls.person.api

    def test_lists_its_resellers(self):
        resellers = self.api.getvversionrelationshipsrelationship.value(
            "1", relationship_type="isIndirectCloudSolutionProviderOf", filter=starts_with("Name", "fabri"))
        [reseller] = resellers.items
        self.assertEqual(
            (reseller.id, reseller.name, reseller.mpn_id, reseller.location, reseller.state, reseller.relationship_type),
            (FABRIKAM, "Fabrikam IT", "2000001", "DE", "Active", "is_indirect_cloud_solution_provider_of"))
        self.assertEqual(resellers.total_count, 1)
        self.assertEqual(reseller.attributes.object_type, "PartnerRelationship")

    def test_adds_a_customer_for_a_reseller_once_however_often_it_asks(self):
        asked, request_id = a_customer("Wide World Importers", FABRIKAM), str(uuid.uuid4())
        raw = self.api.postvversioncustomers(asked, "1", ms_request_id=request_id, raw=True)
        made = raw.output
        self.assertEqual(raw.response.status_code, 201)
        self.assertEqual(raw.response.headers["MS-RequestId"], request_id)
        self.assertEqual(made.relationship_to_partner, "reseller")
        self.assertEqual(made.associated_partner_id, FABRIKAM)
        self.assertEqual((made.company_profile.tenant_id, made.company_profile.domain),
                         (made.id, asked.company_profile.domain))
        self.assertEqual(made.billing_profile.company_name, "Wide World Importers")
        self.assertEqual(made.user_credentials.user_name, "admin")
        self.assertGreaterEqual(len(made.user_credentials.password), 8)
        again = self.api.postvversioncustomers(asked, "1", ms_request_id=request_id)
        self.assertEqual(again.id, made.id)
        self.assertIsNone(again.user_credentials.password, "it is shown once")

    def test_reads_a_customer_and_its_resellers(self):
        made = self.api.postvversioncustomers(a_customer("Relecloud", FABRIKAM), "1")
        read = self.api.getvversioncustomerscustomer.id(made.id, "1")
        self.assertEqual((read.id, read.company_profile.company_name), (made.id, "Relecloud"))
        self.assertIs(read.allow_delegated_access, False, "it is the reseller that has the privileges")
        [reseller] = self.api.getvversioncustomerscustomer.idrelationships(made.id, "1").items
        self.assertEqual((reseller.id, reseller.mpn_id), (FABRIKAM, "2000001"))

    def test_goes_through_its_customers_page_by_page(self):
        names = [f"Page by page {number}" for number in range(3)]
        for name in names:
            self.api.postvversioncustomers(a_customer(name), "1")
        customers = self.api.getvversioncustomersfilterfilter
        found = customers.value("1", filter=starts_with("CompanyName", "PAGE BY"), size=0)
        self.assertEqual([customer.company_profile.company_name for customer in found.items], names)
        everybody, seen, page = customers.value("1", size=500), [], customers.value("1", size=2)
        while True:
            seen += [customer.id for customer in page.items]
            if page.links.next is None:
                break
            [header] = page.links.next.headers
            page = customers.value(
                "1", size=2, seek_operation="next", custom_headers={header.key: header.value})
        self.assertEqual(seen, [customer.id for customer in everybody.items])

    def test_lists_the_customers_of_one_reseller(self):
        made = self.api.postvversioncustomers(a_customer("Of a reseller", FABRIKAM), "1")
        found = self.api.getvversioncustomersfilterfilter.value(
            "1", filter=starts_with("IndirectReseller", FABRIKAM), size=0)
        self.assertIn(made.id, [customer.id for customer in found.items])

    def test_ends_its_relationship_with_a_customer(self):
        made = self.api.postvversioncustomers(a_customer("Gone soon"), "1")
        gone = self.api.patchvversioncustomerscustomer.id(made.id, {"relationshipToPartner": "none"}, "1")
        self.assertEqual(gone.relationship_to_partner, "none")
        self.assertIsNone(self.api.getvversioncustomerscustomer.id(made.id, "1"))
        raw = self.api.getvversioncustomerscustomer.id(made.id, "1", raw=True)
        self.assertEqual(refused(raw), (404, 1000))

    def test_sees_whether_a_domain_is_free(self):
        head = lambda domain: self.api.headvversiondomainsdomain(domain, "1", raw=True).response.status_code
        made = self.api.postvversioncustomers(a_customer("Taken"), "1")
        self.assertEqual(head(made.company_profile.domain), 200)
        self.assertEqual(head(f"free{uuid.uuid4().hex[:12]}.onmicrosoft.com"), 404)


class AReseller(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.api = Person(RESELLER).api
        cls.provider = Person(PROVIDER).api

    def test_lists_its_providers(self):
        providers = self.api.getvversionrelationshipsrelationship.value("1", relationship_type="isIndirectResellerOf")
        [provider] = [provider for provider in providers.items if provider.id == CONTOSO]
        self.assertEqual((provider.name, provider.mpn_id, provider.state, provider.relationship_type),
                         ("Contoso Distribution", "1000001", "Active", "is_indirect_reseller_of"))

    def test_reads_the_customers_that_it_shares_and_their_providers(self):
        made = self.provider.postvversioncustomers(a_customer("Shared", FABRIKAM), "1")
        read = self.api.getvversioncustomerscustomer.id(made.id, "1")
        self.assertEqual(read.company_profile.company_name, "Shared")
        self.assertIs(read.allow_delegated_access, True)
        [provider] = self.api.getvversioncustomerscustomer.idrelationships(made.id, "1").items
        self.assertEqual((provider.id, provider.relationship_type), (CONTOSO, "is_indirect_reseller_of"))
        for condition in [starts_with("IndirectCloudSolutionProvider", CONTOSO), starts_with("CompanyName", "shared")]:
            found = self.api.getvversioncustomersfilterfilter.value("1", filter=condition, size=0)
            self.assertIn(made.id, [customer.id for customer in found.items], condition)

    def test_neither_adds_nor_ends_anything(self):
        raw = self.api.postvversioncustomers(a_customer("Not by a reseller"), "1", raw=True)
        self.assertEqual(refused(raw), (403, 1002))
        made = self.provider.postvversioncustomers(a_customer("Stays", FABRIKAM), "1")
        raw = self.api.patchvversioncustomerscustomer.id(
            made.id, {"relationshipToPartner": "none"}, "1", raw=True)
        self.assertEqual(refused(raw), (403, 1002))
        self.assertIsNotNone(self.api.getvversioncustomerscustomer.id(made.id, "1"))

    def test_learns_nothing_of_customers_that_it_does_not_share(self):
        made = self.provider.postvversioncustomers(a_customer("Not shared"), "1")
        raw = self.api.getvversioncustomerscustomer.id(made.id, "1", raw=True)
        self.assertEqual(refused(raw), (404, 1000))
