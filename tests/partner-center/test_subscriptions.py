"""A provider changes subscriptions; the reseller of record reads them and may name them."""

import unittest

from client import (CONTOSO, FABRIKAM, FABRIKAM_MPN, LITWARE_MPN, PROVIDER, RESELLER, Person, a_customer,
                    accept_agreement, an_order, refused)


class Subscriptions(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        person = Person(PROVIDER)
        cls.api, cls.reseller = person.api, Person(RESELLER).api
        cls.customer = cls.api.postvversioncustomers(a_customer("Subscriptions", FABRIKAM), "1").id
        accept_agreement(person, cls.customer)

    def setUp(self):
        order = an_order(self.customer, ("office-basic", 5, FABRIKAM_MPN))
        placed = self.api.postvversioncustomerscustomer.idorders(self.customer, order, "1")
        self.order, self.id = placed.id, placed.line_items[0].subscription_id

    def read(self, api=None):
        return (api or self.api).getvversioncustomerscustomer.id6(self.customer, self.id, "1")

    def changed(self, api=None, **changes):
        """What comes of sending the whole subscription back with something else in it."""
        subscription = self.read(api)
        for name, value in changes.items():
            setattr(subscription, name, value)
        return (api or self.api).patchvversioncustomerscustomer.id4(
            self.customer, self.id, subscription, "1", raw=True)

    def test_a_subscription_is_read_by_provider_and_reseller(self):
        for api in [self.api, self.reseller]:
            read = self.read(api)
            self.assertEqual((read.id, read.offer_id, read.quantity, read.status, read.billing_type),
                             (self.id, "office-basic", 5, "active", "license"))
            self.assertEqual((read.partner_id, read.order_id, read.contract_type),
                             (FABRIKAM_MPN, self.order, "subscription"))
            self.assertEqual(read.attributes.object_type, "Subscription")

    def test_subscriptions_are_found_by_reseller_and_by_order(self):
        listed = lambda **by: [found.id for found in self.api.getvversioncustomerscustomer.value9(
            self.customer, "1", **by).items]
        self.assertIn(self.id, listed())
        self.assertIn(self.id, listed(mpn_id=FABRIKAM_MPN))
        self.assertNotIn(self.id, listed(mpn_id=LITWARE_MPN))
        self.assertEqual(listed(order_id=self.order), [self.id])

    def test_a_subscription_has_no_add_ons(self):
        found = self.api.getvversioncustomerscustomer.idaddons(self.customer, self.id, "1")
        self.assertEqual((found.total_count, found.items), (0, []))

    def test_one_thing_is_changed_at_a_time(self):
        for name, value in [("quantity", 7), ("friendly_name", "The office"), ("auto_renew_enabled", False),
                            ("partner_id", LITWARE_MPN), ("status", "suspended"), ("status", "active")]:
            raw = self.changed(**{name: value})
            self.assertEqual(raw.response.status_code, 200, (name, raw.response.text))
            self.assertEqual((getattr(raw.output, name), getattr(self.read(), name)), (value, value))

    def test_a_quantity_that_the_offer_does_not_have_is_refused(self):
        self.assertEqual(refused(self.changed(quantity=301)), (400, 2000))
        self.assertEqual(self.read().quantity, 5)

    def test_the_reseller_of_record_gives_it_a_name_and_no_more(self):
        self.assertEqual(self.changed(self.reseller, friendly_name="Ours").output.friendly_name, "Ours")
        self.assertEqual(refused(self.changed(self.reseller, quantity=7)), (403, 1002))
        self.assertEqual((self.read().friendly_name, self.read().quantity), ("Ours", 5))

    def test_the_support_contact_is_the_provider_until_it_is_another(self):
        contact = lambda api: api.getvversioncustomerscustomer.idsupportcontact(self.customer, self.id, "1")
        self.assertEqual(contact(self.api).support_tenant_id, CONTOSO)
        asked = {"supportTenantId": FABRIKAM, "supportMpnId": FABRIKAM_MPN}
        put = self.api.putvversioncustomerscustomer.idsupportcontact(self.customer, self.id, asked, "1")
        for seen in [put, contact(self.api), contact(self.reseller)]:
            self.assertEqual((seen.support_tenant_id, seen.support_mpn_id, seen.name),
                             (FABRIKAM, FABRIKAM_MPN, "Fabrikam IT"))
            self.assertEqual(seen.attributes.object_type, "SupportContact")
        raw = self.reseller.putvversioncustomerscustomer.idsupportcontact(
            self.customer, self.id, asked, "1", raw=True)
        self.assertEqual(refused(raw), (403, 1002))
