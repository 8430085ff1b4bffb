"""Tells what was heard as AntennaPod and gPodder do: python3 gpodder.py BASE SECRET"""

import base64
import http.cookiejar
import json
import sys
import urllib.error
import urllib.request

import feedparser
from mygpoclient import api
from mygpoclient.http import Unauthorized

BASE, SECRET = sys.argv[1:]


class AntennaPod:
    """It sends its password once, at its login, and a cookie afterwards."""

    def __init__(self):
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def request(self, path, body=None, **fields):
        data = None if body is None else json.dumps(body).encode() if body != "" else b""
        fields.setdefault("Content-Type", "application/json; charset=utf-8")
        request = urllib.request.Request(BASE + path, data, fields)
        try:
            with self.opener.open(request, timeout=60) as answer:
                text = answer.read()
                return answer.status, json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            return error.code, None

    def login(self, password):
        credential = base64.b64encode(f"moi:{password}".encode()).decode()
        return self.request("/api/2/auth/moi/login.json", "", Authorization=f"Basic {credential}")[0]


gpodder = api.MygPodderClient("moi", SECRET, BASE)
assert gpodder.update_device_settings("pc", "Ordinateur", "desktop")
devices = [(device.device_id, device.caption, device.type) for device in gpodder.get_devices()]
subscribed = gpodder.pull_subscriptions("pc", 0)
(feed,) = subscribed.add
assert gpodder.get_subscriptions("pc") == [feed]
assert gpodder.pull_subscriptions("pc", subscribed.since).add == []
assert gpodder.update_subscriptions("pc", ["https://exemple.fr/fil.xml"], []).update_urls == []
assert gpodder.put_subscriptions("pc", ["https://exemple.fr/fil.xml"])
episodes = {item.title: item for item in feedparser.parse(feed).entries}
first, second = episodes["Premier"], episodes["Second"]
before = gpodder.download_episode_actions(0)
action = api.EpisodeAction(feed, first.enclosures[0].href, "play", "pc", None, 0, 2, 100)
since = gpodder.upload_episode_actions([
    action,
    api.EpisodeAction("https://exemple.fr/fil.xml", "https://exemple.fr/a.mp3", "play", "pc", None, 0, 5, 9),
    api.EpisodeAction(feed, second.enclosures[0].href, "download", "pc"),
])
told = gpodder.download_episode_actions(0)
assert gpodder.download_episode_actions(since + 100).actions == []

antennapod = AntennaPod()
stranger = antennapod.request("/api/2/episodes/moi.json?since=0")[0], antennapod.login("faux")
assert antennapod.login(SECRET) == 200
assert antennapod.request("/api/2/devices/moi.json")[0] == 200
assert antennapod.request("/api/2/devices/moi/tel.json", {"caption": "Tél", "type": "mobile"})[0] == 200
status, changes = antennapod.request("/api/2/subscriptions/moi/tel.json?since=0")
assert status == 200 and changes["add"] == [feed] and changes["remove"] == []
played = {
    "podcast": feed, "episode": second.enclosures[0].href, "guid": second.id, "action": "play",
    "timestamp": "2040-01-01T10:00:00", "started": 0, "position": 120, "total": 120, "device": "tel",
}
assert antennapod.request("/api/2/episodes/moi.json", [played])[0] == 200
status, after = antennapod.request("/api/2/episodes/moi.json?since=0")
# What was noted before the last word does not count any more.
old = dict(played, action="new", timestamp="2020-01-01T10:00:00")
assert antennapod.request("/api/2/episodes/moi.json", [old])[0] == 200
pages = [antennapod.request(path)[0] for path in ("/", "/v1/models", "/opds/")]
assert antennapod.request("/api/2/auth/moi/logout.json", "")[0] == 200
try:
    api.MygPodderClient("moi", "faux", BASE).get_devices()
    raise SystemExit("a wrong password was accepted")
except Unauthorized:
    pass
print(json.dumps({
    "devices": devices,
    "before": len(before.actions),
    "told": [action.to_dictionary() for action in told.actions],
    "first": {"guid": first.id, "episode": first.enclosures[0].href},
    "second": {"guid": second.id},
    "after": after["actions"],
    "stranger": stranger,
    "pages": pages,
    "out": antennapod.request("/api/2/episodes/moi.json?since=0")[0],
}))
