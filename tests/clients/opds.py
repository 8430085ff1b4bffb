"""What feedparser finds in a catalogue of OPDS, held to the rules of OPDS 1.2: python3 opds.py BASE PASSWORD"""

import base64
import json
import re
import sys
import urllib.error
import urllib.parse
import urllib.request
import xml.etree.ElementTree as xml

import feedparser

BASE, PASSWORD = sys.argv[1:]
ATOM = "{http://www.w3.org/2005/Atom}"
NAVIGATION = "application/atom+xml;profile=opds-catalog;kind=navigation"
ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
FEEDS = {"self", "start", "up", "first", "last", "previous", "next", "search"}
# RFC 3339, as RFC 4287, 3.3 has it.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def get(address, password=PASSWORD, **fields):
    fields["Authorization"] = "Basic " + base64.b64encode(f"liseuse:{password}".encode()).decode()
    request = urllib.request.Request(urllib.parse.urljoin(BASE, address), headers=fields)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.status, answer.headers["Content-Type"], answer.read()


def one(element, name):
    (found,) = element.findall(ATOM + name)
    return found.text


def links(element, rel=""):
    return [link.attrib for link in element.findall(ATOM + "link") if link.get("rel").startswith(rel)]


def feed(address, media_type):
    """A feed that follows the rules, as an element and as feedparser reads it."""
    status, got_type, body = get(address)
    assert (status, got_type) == (200, media_type), (address, status, got_type)
    root = xml.fromstring(body)
    assert root.tag == ATOM + "feed"
    # RFC 4287, 4.1.1; OPDS 1.2, 2: what every feed must have, and should.
    ids = [one(root, "id")]
    assert one(root, "title") and MOMENT.fullmatch(one(root, "updated"))
    (own,), (start,) = links(root, "self"), links(root, "start")
    assert own["type"] == media_type and start["type"] == NAVIGATION
    assert {link["rel"] for link in links(root)} <= FEEDS, links(root)
    for entry in root.findall(ATOM + "entry"):
        ids.append(one(entry, "id"))
        assert one(entry, "title") and MOMENT.fullmatch(one(entry, "updated"))
        acquisition = links(entry, "http://opds-spec.org/acquisition")
        if media_type == NAVIGATION:
            # 2.2: no publications, and a link to a feed.
            assert not acquisition and one(entry, "content")
            (link,) = links(entry)
            assert link["type"] in (NAVIGATION, ACQUISITION)
        else:
            # 2.3 and 5.1: at least one way to get it; pictures are PNG, JPEG or GIF.
            assert acquisition and all(link["type"] for link in acquisition)
            images = links(entry, "http://opds-spec.org/image")
            assert {image["rel"][26:] for image in images} <= {"", "/thumbnail"}
            assert {image["type"] for image in images} <= {"image/png", "image/jpeg", "image/gif"}
    assert len(set(ids)) == len(ids) and all(re.match(r"[a-z]+:", name) for name in ids)
    parsed = feedparser.parse(body)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return root, parsed


def refused(password):
    try:
        get("/opds", password)
    except urllib.error.HTTPError as error:
        return error.code, error.headers["WWW-Authenticate"]


root, parsed = feed("/opds", NAVIGATION)
(search,) = links(root, "search")
status, search_type, description = get(search["href"])
assert search_type == search["type"] == "application/opensearchdescription+xml"
url = xml.fromstring(description).find("{http://a9.com/-/spec/opensearch/1.1/}Url").attrib
assert url["type"] == ACQUISITION
template = url["template"].replace("{startPage?}", "1")

lists = {}
for entry in root.findall(ATOM + "entry"):
    (link,) = links(entry)
    titles, pages, address = [], 0, link["href"]
    while address:
        page, parsed = feed(address, ACQUISITION)
        titles += [entry.title for entry in parsed.entries]
        pages += 1
        after = links(page, "next")
        address = after[0]["href"] if after else None
    assert len(titles) == int(page.findtext("{http://a9.com/-/spec/opensearch/1.1/}totalResults"))
    lists[link["href"].rsplit("/", 1)[1]] = {"rel": link["rel"], "titles": titles, "pages": pages}

found, parsed = feed(template.replace("{searchTerms}", urllib.parse.quote("été & vent")), ACQUISITION)
(book,) = found.findall(ATOM + "entry")
files = []
for link in links(book):
    status, media_type, body = get(link["href"])
    assert media_type == link["type"], (media_type, link)
    assert len(body) == int(link.get("length", len(body)))
    if link["rel"].startswith("http://opds-spec.org/acquisition"):
        part = get(link["href"], Range="bytes=0-1")
        files.append([status, body[:2].decode(), body[30:58].decode(), part[0], part[2].decode()])
none, _ = feed(template.replace("{searchTerms}", "introuvable"), ACQUISITION)
print(json.dumps({
    "lists": lists,
    "found": {"title": parsed.entries[0].title, "authors": [it.name for it in parsed.entries[0].get("authors", [])]},
    "files": files,
    "none": len(none.findall(ATOM + "entry")),
    "refused": refused("un mot de passe faux"),
}))
