"""What feedparser and podcastparser (the parser of gPodder) find in the feed at an address, as JSON."""

import io
import json
import sys
import urllib.request

import feedparser
import podcastparser

address = sys.argv[1]
feed = feedparser.parse(address)
again = feedparser.parse(address, modified=feed.get("modified"))
with urllib.request.urlopen(address) as answer:
    podcast = podcastparser.parse(address, io.BytesIO(answer.read()))
print(json.dumps({
    "feedparser": {
        "wrong": str(feed.get("bozo_exception", "")),
        "title": feed.feed.title,
        "again": again.get("status"),
        "items": [{
            "title": item.title,
            "guid": item.id,
            "published": item.published_parsed[:6],
            "bytes": int(item.enclosures[0].length),
            "chapters": item.podcast_chapters["url"],
        } for item in feed.entries],
    },
    "podcastparser": {
        "title": podcast["title"],
        "items": [{
            "guid": item["guid"],
            "seconds": item["total_time"],
            "bytes": item["enclosures"][0]["file_size"],
            "chapters": [[it["start"], it["title"]] for it in item["chapters"]],
        } for item in podcast["episodes"]],
    },
}))
