// The position of an article, shared between devices, and the button that keeps it on this one.
'use strict';

(() => {
  const { article, position, at } = document.currentScript.dataset;
  const key = `lismoi:${article}`;
  const placeKey = `lismoi-place:${article}`;
  const EVERY = 10_000;

  const read = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  };
  const write = (name, value) => {
    try {
      localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // Storage is not allowed: the page starts at the beginning.
    }
  };

  // The later one of what the server knows and what was heard here, perhaps without the server.
  const own = read(placeKey);
  const isOwnLater = own !== null && own.at > Number(at);
  if (isOwnLater) write(key, { ...read(key), position: own.milliseconds });
  else if (position !== '') write(key, { ...read(key), position: Number(position) });

  document.addEventListener('DOMContentLoaded', () => {
    const sound = document.getElementById('sound');
    const slider = document.getElementById('position');
    let sentAt = performance.now();
    let sent = null;
    let isBegun = false;

    function post(place, fields) {
      write(placeKey, { ...place, isSent: false });
      // It arrives though the page is left.
      return fetch('position', { method: 'POST', body: new URLSearchParams(fields), keepalive: true })
        .then((response) => {
          if (!response.ok || response.redirected) throw new Error(response.statusText);
          const noted = Date.parse(response.headers.get('date')) / 1000 || place.at;
          // What was heard meanwhile is not sent yet.
          if (read(placeKey)?.milliseconds === place.milliseconds) {
            write(placeKey, { ...place, at: noted, isSent: true });
          }
        })
        .catch(() => {
          sent = null;
        });
    }
    function send() {
      const milliseconds = Math.round(Number(slider.value));
      if (!isBegun || milliseconds === sent) return;
      sent = milliseconds;
      sentAt = performance.now();
      post({ milliseconds, at: Math.floor(Date.now() / 1000) }, { milliseconds });
    }
    if (isOwnLater && !own.isSent) post(own, { milliseconds: own.milliseconds, at: own.at });
    sound.addEventListener('play', () => (isBegun = true));
    sound.addEventListener('timeupdate', () => {
      if (performance.now() - sentAt > EVERY) send();
    });
    // Once the page has moved its slider.
    for (const event of ['pause', 'ended']) sound.addEventListener(event, () => setTimeout(send));
    addEventListener('pagehide', send);
    addEventListener('online', send);
    document.addEventListener('visibilitychange', () => document.hidden && send());
    keepOnDevice();
  });

  async function keepOnDevice() {
    const button = document.getElementById('keep');
    const status = document.getElementById('keep-status');
    if (!('serviceWorker' in navigator && 'caches' in window)) return;
    await navigator.serviceWorker.register('/sw.js').catch(() => null);
    const { active } = await navigator.serviceWorker.ready;
    const texts = button.dataset;
    let isKept = false;

    function show(state, percent) {
      isKept = state === 'kept';
      button.setAttribute('aria-pressed', String(isKept));
      button.disabled = state === 'keeping';
      button.textContent = isKept ? texts.kept : texts.keep;
      if (state === 'keeping') button.textContent = `${texts.keeping} ${percent}\u00a0%`;
      // A screen reader hears the end, not every step.
      status.textContent = { failed: texts.failed, full: texts.full }[state] ?? '';
    }
    async function current() {
      const record = await kept.record(article);
      show(record?.isWhole && record.isWanted ? 'kept' : 'gone', 0);
    }
    const { sources } = JSON.parse(document.getElementById('data').textContent);
    const keep = (isWanted) => {
      const files = sources.filter(Boolean);
      active.postMessage({ keep: { id: article, title: document.title, files, isWanted } });
    };
    let isAsked = false;
    new BroadcastChannel('lismoi-kept').addEventListener('message', ({ data }) => {
      if (data.id !== article) return;
      if (data.state === 'keeping') {
        if (isAsked) show('keeping', data.percent);
        return;
      }
      if (isAsked && ['failed', 'full'].includes(data.state)) show(data.state, 0);
      else current();
      isAsked = false;
    });
    button.addEventListener('click', () => {
      if (isKept) {
        active.postMessage({ forget: article });
        return;
      }
      isAsked = true;
      show('keeping', 0);
      // The browser is asked not to remove it when room is short.
      navigator.storage.persist?.().catch(() => false);
      keep(true);
    });
    button.hidden = false;
    await current();
    // What is opened is kept while there is room, but not where the reader saves data.
    if (navigator.onLine && !navigator.connection?.saveData) keep(false);
  }
})();
