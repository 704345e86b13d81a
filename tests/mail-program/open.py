"""Reads the mailto: link of each draft, and the mail that comes of it."""

import json
import os
from email import message_from_bytes, policy
from email.message import EmailMessage
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

API = os.environ["TANDEM_URL"]
PROVIDER = "10000000-0000-4000-8000-000000000001"
DRAFTS = [
    ("ana@contoso.example", "/v1/relationships/requests/draft", {}),
    ("ana@contoso.example", "/v1/customers/relationshiprequests/draft", {}),
    ("felix@fabrikam.example", "/v1/customers/relationshiprequests/draft", {"delegatedAdmin": "none"}),
    ("felix@fabrikam.example", "/v1/customers/relationshiprequests/draft", {"indirectCloudSolutionProviderId": PROVIDER}),
]


def asked(request):
    with urlopen(request, timeout=20) as answer:
        return json.load(answer)


def token(email):
    form = urlencode({"grant_type": "password", "username": email, "password": "demo"})
    return asked(Request(f"{API}/idp/token", form.encode()))["access_token"]


def opened(link):
    """Subject and text, as a mail program has them once it has made a mail and read it again."""
    parts = urlsplit(link)
    assert (parts.scheme, parts.path, parts.fragment) == ("mailto", "", ""), link
    fields = parse_qs(parts.query, strict_parsing=True)
    assert set(fields) == {"subject", "body"}, fields
    mail = EmailMessage(policy=policy.SMTP)
    mail["Subject"] = fields["subject"][0]
    mail.set_content(fields["body"][0])
    read = message_from_bytes(mail.as_bytes(), policy=policy.default)
    return str(read["Subject"]), read.get_content().replace("\r\n", "\n")


count = 0
for email, path, asks in DRAFTS:
    for language in ["en", "zh-CN", "zh-TW"]:
        query = urlencode({"language": language, **asks})
        headers = {"Authorization": f"Bearer {token(email)}"}
        draft = asked(Request(f"{API}{path}?{query}", headers=headers))
        subject, text = opened(draft["mailto"])
        assert subject == draft["subject"], (subject, draft["subject"])
        assert text.rstrip("\n") == draft["body"].rstrip("\n"), (text, draft["body"])
        assert draft["url"] in text.splitlines(), text
        count += 1
print(f"{count} drafts opened, each as it was written")
