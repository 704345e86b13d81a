"""Whose a partner ID is."""

import unittest

from client import PROVIDER, RESELLER, Person, refused


class PartnerIds(unittest.TestCase):
    def test_every_partner_finds_its_own_and_others(self):
        for email, own in [(PROVIDER, ("1000001", "Contoso Distribution")), (RESELLER, ("2000001", "Fabrikam IT"))]:
            profile = Person(email).api.getvversionprofilesmpnmpn_idmpn_id
            found = profile.value("1")
            self.assertEqual((found.mpn_id, found.partner_name), own)
            self.assertEqual((found.profile_type, found.attributes.object_type), ("MpnProfile", "MpnProfile"))
            self.assertEqual(found.links.itself.uri, "/profiles/mpn")
            self.assertEqual(profile.value("1", mpn_id="2000002").partner_name, "Litware Conseil")

    def test_a_partner_id_that_nobody_has_is_not_found(self):
        profile = Person(PROVIDER).api.getvversionprofilesmpnmpn_idmpn_id
        self.assertIsNone(profile.value("1", mpn_id="9999999"))
        self.assertEqual(refused(profile.value("1", mpn_id="9999999", raw=True)), (404, 3000))
        self.assertEqual(refused(profile.value("1", mpn_id="x", raw=True)), (400, 2000))
