  // To share a moment, and to come back.

  let messageTimer;
  function say(what) {
    // The same text again is announced again.
    $('message').textContent = '';
    setTimeout(() => ($('message').textContent = what));
    clearTimeout(messageTimer);
    messageTimer = setTimeout(() => ($('message').textContent = ''), 6000);
  }

  let ownHash = '';
  async function share() {
    const moment = now();
    ownHash = `#t=${(moment / 1000).toFixed(1)}`;
    location.replace(ownHash);
    try {
      await navigator.clipboard.writeText(location.href);
      say(text('link-copied', spoken(moment)));
    } catch {
      say(text('link-shown', spoken(moment)));
    }
  }
  /** The moment in `#t=75.5`, `#t=1:15` or `#section-2`; null where there is none. */
  function shared() {
    const number = /^#section-(\d+)$/.exec(location.hash)?.[1];
    if (number) return sections[number - 1]?.start ?? null;
    const time = /^#t=(\d+(?::\d+){0,2}(?:\.\d+)?)$/.exec(location.hash)?.[1];
    return time ? time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) * 1000 : null;
  }
  addEventListener('hashchange', () => {
    const moment = shared();
    if (moment !== null && location.hash !== ownHash) go(moment);
  });

  const STORE = `lismoi:${data.id}`;
  let isReady = false;
  function save() {
    if (!isReady) return;
    savedAt = performance.now();
    const isOver = now() > length - 1000;
    store(STORE, { position: isOver ? 0 : Math.round(now()), rate, bookmarks });
  }
  addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', save);

