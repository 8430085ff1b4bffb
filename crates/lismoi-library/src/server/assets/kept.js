// The articles that are kept on this device: their pages and their sound in a cache, and a record
// of each. Used by the pages and by the service worker.
'use strict';

const kept = (() => {
  const CACHE = 'lismoi-kept';
  /** How much is kept, in bytes: some 17 hours of MP3. */
  const MOST = 500_000_000;
  const RECORD = '/kept/';

  const open = () => caches.open(CACHE);

  /** The record of an article: its title, how many bytes it takes, when it was opened last, and
   * whether its reader asked for it; null where it is not kept. */
  async function record(id) {
    const response = await (await open()).match(RECORD + id);
    return response ? response.json() : null;
  }

  async function note(record) {
    const headers = { 'content-type': 'application/json' };
    await (await open()).put(RECORD + record.id, new Response(JSON.stringify(record), { headers }));
  }

  /** All records, the one that was opened last first. */
  async function list() {
    const cache = await open();
    const keys = (await cache.keys()).filter((key) => new URL(key.url).pathname.startsWith(RECORD));
    const records = await Promise.all(keys.map(async (key) => (await cache.match(key))?.json()));
    return records.filter(Boolean).sort((a, b) => b.openedAt - a.openedAt);
  }

  async function remove(id) {
    const cache = await open();
    // The record goes last: what has none is not found again.
    for (const key of await cache.keys()) {
      if (new URL(key.url).pathname.startsWith(`/a/${id}/`)) await cache.delete(key);
    }
    await cache.delete(RECORD + id);
  }

  /** Removes what nobody asked for, the one that was opened longest ago first, until so many bytes
   * fit. Says whether they do. */
  async function makeRoom(id, bytes) {
    const others = (await list()).filter((each) => each.id !== id);
    let total = others.reduce((sum, each) => sum + each.bytes, bytes);
    const automatic = others.filter((each) => !each.isWanted).reverse();
    const wanted = total - automatic.reduce((sum, each) => sum + each.bytes, 0);
    if (wanted > MOST) return false;
    for (const each of automatic) {
      if (total <= MOST) break;
      await remove(each.id);
      total -= each.bytes;
    }
    return true;
  }

  return { CACHE, MOST, open, record, note, list, remove, makeRoom };
})();
