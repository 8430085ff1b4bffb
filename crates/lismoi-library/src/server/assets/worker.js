// The service worker: pages from the server as long as it can be reached, and what is kept on
// this device where it cannot. Changes (POST) are none of its affairs.
'use strict';

const SHELL = {{shell}};
const SHELL_CACHE = 'lismoi-shell';
const OFFLINE = '/offline';
/** How long a server may be silent where the page is kept, in milliseconds. */
const PATIENCE = 4_000;
const news = new BroadcastChannel('lismoi-kept');

addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(SHELL_CACHE);
      for (const address of SHELL) {
        const response = await fetch(address);
        // Who is asked for the token gets another page.
        if (!response.ok || response.redirected) throw new Error(`${address}: ${response.status}`);
        await cache.put(address, response);
      }
      await skipWaiting();
    })(),
  );
});
// Kept pages need the assets of their own version: none is removed.
addEventListener('activate', (event) => event.waitUntil(clients.claim()));

const inShell = (path) => caches.match(path, { cacheName: SHELL_CACHE, ignoreVary: true });
const inKept = (path) => caches.match(path, { cacheName: kept.CACHE, ignoreVary: true });

addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (pathname.startsWith('/assets/')) {
    event.respondWith(inShell(pathname).then((asset) => asset ?? fetch(request)));
  } else if (request.mode === 'navigate') {
    event.respondWith(page(event, pathname));
  } else if (/^\/a\/[0-9a-f]{64}\/./.test(pathname)) {
    event.respondWith(inKept(pathname).then((file) => (file ? part(file, request.headers) : fetch(request))));
  }
});

/** What the server says; what is kept where it says nothing, or where a proxy speaks for it. */
async function page(event, path) {
  const known = await inKept(path);
  const late = (_, reject) => setTimeout(() => reject(new Error('late')), PATIENCE);
  const waits = known ? [new Promise(late)] : [];
  try {
    const response = await Promise.race([fetch(event.request), ...waits]);
    if ([502, 503, 504].includes(response.status)) return known ?? (await inShell(OFFLINE)) ?? response;
    if (known && response.status === 200) {
      const copy = response.clone();
      event.waitUntil(kept.open().then((cache) => cache.put(path, copy)));
    }
    if (known && response.status === 404) event.waitUntil(kept.remove(path.split('/')[2]));
    return response;
  } catch {
    return known ?? (await inShell(OFFLINE)) ?? Response.error();
  }
}

/** The part of a kept file that is asked for (RFC 9110, 14): players ask for parts. */
async function part(file, headers) {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(headers.get('range') ?? '');
  const version = headers.get('if-range');
  const isOfThis = version === null || version === file.headers.get('etag');
  if (!asked || asked[0] === 'bytes=-' || !isOfThis) return file;
  const bytes = await file.blob();
  const [first, last] = asked.slice(1).map((text) => (text === '' ? null : Number(text)));
  if (first !== null && last !== null && first > last) return new Response(bytes, { headers: file.headers });
  const start = first ?? Math.max(0, bytes.size - last);
  const end = first === null || last === null ? bytes.size : Math.min(last + 1, bytes.size);
  const fields = new Headers(file.headers);
  if (start >= end) {
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${bytes.size}` } });
  }
  fields.set('content-range', `bytes ${start}-${end - 1}/${bytes.size}`);
  fields.set('content-length', String(end - start));
  return new Response(bytes.slice(start, end), { status: 206, headers: fields });
}

// An article is kept: its page, and the files of its sound.

/** What is done for each article, one after the other. */
const running = new Map();
addEventListener('message', (event) => {
  const { keep, forget } = event.data;
  if (keep) event.waitUntil(inTurn(keep.id, () => keepArticle(keep)));
  if (forget) event.waitUntil(inTurn(forget, () => kept.remove(forget).then(() => 'gone')));
});

function inTurn(id, work) {
  const before = running.get(id) ?? Promise.resolve();
  const ended = before
    .then(work)
    .catch(() => 'failed')
    .then((state) => {
      if (running.get(id) === ended) running.delete(id);
      news.postMessage({ id, state });
    });
  running.set(id, ended);
  return ended;
}

async function keepArticle({ id, title, files, isWanted }) {
  const cache = await kept.open();
  const known = await kept.record(id);
  const addresses = files.map((file) => new URL(file, `${location.origin}/a/${id}/`).pathname);
  const heads = await Promise.all(addresses.map((address) => fetch(address, { method: 'HEAD' })));
  if (heads.some((head) => !head.ok || head.redirected)) return 'failed';
  const page = await fetch(`/a/${id}/`);
  if (!page.ok || page.redirected) return 'failed';
  const text = await page.clone().blob();
  const bytes = heads.reduce((sum, head) => sum + Number(head.headers.get('content-length')), text.size);
  if (!(await kept.makeRoom(id, bytes))) return 'full';
  // Noted first: what is left by an interruption is found, and removed with the others.
  const record = { id, title, bytes, openedAt: Date.now(), isWanted: isWanted || Boolean(known?.isWanted) };
  await kept.note({ ...record, isWhole: false });
  await cache.put(`/a/${id}/`, page);
  let done = text.size;
  for (const [index, address] of addresses.entries()) {
    const own = await inKept(address);
    if (own?.headers.get('etag') === heads[index].headers.get('etag')) {
      done += Number(heads[index].headers.get('content-length'));
      continue;
    }
    const response = await fetch(address);
    if (!response.ok || response.redirected) return 'failed';
    let told = 0;
    const count = new TransformStream({
      transform(block, controller) {
        done += block.byteLength;
        controller.enqueue(block);
        if (Date.now() - told < 250) return;
        told = Date.now();
        news.postMessage({ id, state: 'keeping', percent: Math.min(99, Math.floor((done * 100) / bytes)) });
      },
    });
    const { headers } = response;
    await cache.put(address, new Response(response.body.pipeThrough(count), { headers }));
  }
  await kept.note({ ...record, isWhole: true });
  return 'kept';
}
