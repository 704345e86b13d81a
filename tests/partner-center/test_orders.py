"""A provider orders for a customer, at once or by way of a cart."""

import unittest

from client import (FABRIKAM, FABRIKAM_MPN, LITWARE_MPN, PROVIDER, RESELLER, Person, a_customer, accept_agreement,
                    an_order, refused)


class Orders(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.person = Person(PROVIDER)
        cls.api = cls.person.api
        cls.customer = cls.api.postvversioncustomers(a_customer("Orders", FABRIKAM), "1").id
        accept_agreement(cls.person, cls.customer)

    def order(self, *lines):
        return self.api.postvversioncustomerscustomer.idorders(
            self.customer, an_order(self.customer, *lines), "1")

    def test_an_order_waits_for_the_customers_agreement(self):
        customer = self.api.postvversioncustomers(a_customer("No agreement"), "1").id
        order = an_order(customer, ("office-basic", 1, None))
        raw = self.api.postvversioncustomerscustomer.idorders(customer, order, "1", raw=True)
        self.assertEqual(refused(raw), (403, 13605))

    def test_an_order_makes_a_subscription_of_each_line(self):
        placed = self.order(("office-basic", 5, FABRIKAM_MPN), ("mail-plan-1", 3, None))
        self.assertEqual((placed.reference_customer_id, placed.billing_cycle), (self.customer, "monthly"))
        self.assertEqual([line.quantity for line in placed.line_items], [5, 3])
        self.assertEqual([line.partner_id_on_record for line in placed.line_items], [FABRIKAM_MPN, None])
        read = self.api.getvversioncustomerscustomer.id5(self.customer, placed.id, "1")
        self.assertEqual((read.id, read.creation_date), (placed.id, placed.creation_date))
        for line in placed.line_items:
            subscription = self.api.getvversioncustomerscustomer.id6(self.customer, line.subscription_id, "1")
            self.assertEqual((subscription.offer_id, subscription.quantity, subscription.partner_id, subscription.order_id),
                             (line.offer_id, line.quantity, line.partner_id_on_record, placed.id))
        self.assertIn(placed.id, [order.id for order in self.api.getvversioncustomerscustomer.value7(self.customer, "1").items])

    def test_a_line_with_a_partner_id_that_cannot_be_used_orders_nothing(self):
        before = self.api.getvversioncustomerscustomer.value7(self.customer, "1").total_count
        order = an_order(self.customer, ("office-basic", 1, FABRIKAM_MPN), ("office-basic", 1, "9999999"))
        raw = self.api.postvversioncustomerscustomer.idorders(self.customer, order, "1", raw=True)
        self.assertEqual(refused(raw), (404, 800015))
        self.assertEqual(self.api.getvversioncustomerscustomer.value7(self.customer, "1").total_count, before)

    def test_a_cart_becomes_an_order(self):
        line = {"id": 0, "catalogItemId": "office-basic", "quantity": 4, "billingCycle": "monthly",
                "participants": [{"key": "transaction_reseller", "value": LITWARE_MPN}]}
        status, cart = self.person.plain("POST", f"/customers/{self.customer}/carts", {"lineItems": [line]})
        self.assertEqual(status, 201, cart)
        checked_out = self.api.postvversioncustomerscustomer.idcheckout(self.customer, cart["id"], "1")
        self.assertFalse(checked_out.order_errors)
        [order] = checked_out.orders
        [line] = self.api.getvversioncustomerscustomer.id5(self.customer, order.id, "1").line_items
        self.assertEqual((line.offer_id, line.quantity, line.partner_id_on_record), ("office-basic", 4, LITWARE_MPN))

    def test_a_reseller_reads_orders_and_places_none(self):
        placed = self.order(("office-basic", 1, None))
        reseller = Person(RESELLER).api
        orders = reseller.getvversioncustomerscustomer.value7(self.customer, "1").items
        self.assertIn(placed.id, [order.id for order in orders])
        order = an_order(self.customer, ("office-basic", 1, None))
        raw = reseller.postvversioncustomerscustomer.idorders(self.customer, order, "1", raw=True)
        self.assertEqual(refused(raw), (403, 1002))
