// What podcast-partytime (the parser of the Podcast Index) and feedsmith find in a feed, as JSON.
import { readFileSync } from "node:fs";

import { parseRssFeed } from "feedsmith";
import partytime from "podcast-partytime";

const xml = readFileSync(process.argv[2], "utf8");
const feed = partytime.parseFeed(xml);
const smith = parseRssFeed(xml);
const print = {
  partytime: {
    guid: feed.guid,
    medium: feed.medium,
    items: feed.items.map((item) => ({
      guid: item.guid,
      duration: item.duration,
      bytes: item.enclosure.length,
      chapters: item.podcastChapters?.url,
      transcripts: (item.podcastTranscripts ?? []).map((it) => it.type),
      alternate: (item.alternativeEnclosures ?? []).map((it) => it.type),
    })),
  },
  feedsmith: {
    title: smith.title,
    blocked: smith.itunes?.block,
    image: smith.itunes?.image,
    items: smith.items.map((item) => ({
      title: item.title,
      bytes: item.enclosures?.[0]?.length,
      chapters: item.psc?.chapters?.map((it) => it.title),
      transcripts: item.podcast?.transcripts?.map((it) => it.type),
    })),
  },
};
console.log(JSON.stringify(print));
