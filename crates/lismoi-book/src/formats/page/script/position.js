  // To share a moment, and to come back.

  let messageTimer;
  function say(text) {
    $('message').textContent = text;
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
      say(`Lien vers ${spoken(moment)} copié`);
    } catch {
      say(`Le lien vers ${spoken(moment)} est dans la barre d’adresse`);
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
    try {
      localStorage.setItem(STORE, JSON.stringify({ position: isOver ? 0 : Math.round(now()), rate }));
    } catch {
      // Storage is full or not allowed: nothing is remembered.
    }
  }
  function saved() {
    try {
      return JSON.parse(localStorage.getItem(STORE)) ?? {};
    } catch {
      return {};
    }
  }
  addEventListener('pagehide', save);
  document.addEventListener('visibilitychange', save);

  // The buttons of a locked phone, of a keyboard, of headphones.

  const session = navigator.mediaSession;
  function describe() {
    if (!session) return;
    session.metadata = new MediaMetadata({ title: sections[section].title, album: data.title });
  }
  function announcePosition() {
    session?.setPositionState?.({
      duration: length / 1000,
      playbackRate: rate,
      position: clamp(now(), 0, length) / 1000,
    });
  }
  const actions = {
    play: () => sound.paused && toggle(),
    pause: () => sound.pause(),
    seekbackward: (details) => go(now() - (details.seekOffset ?? 10) * 1000),
    seekforward: (details) => go(now() + (details.seekOffset ?? 10) * 1000),
    seekto: (details) => go(details.seekTime * 1000),
    previoustrack: () => goBySection(-1),
    nexttrack: () => goBySection(1),
  };
  for (const [name, action] of Object.entries(actions)) {
    try {
      session?.setActionHandler(name, action);
    } catch {
      // A browser that does not know this button.
    }
  }

  // The start.

  const narrow = matchMedia('(max-width: 56rem)');
  if (narrow.matches) $('contents').open = false;
  document.documentElement.classList.add('js');
  if (!sections.length || !length) return;
  const { position = 0, rate: lastRate = 1 } = saved();
  setRate(Number(lastRate) || 1);
  const first = shared() ?? (Number(position) || 0);
  history.scrollRestoration = 'manual';
  seek(first, false);
  if (first > 0 && sentences[cue]) reveal(sentences[cue]);
  isReady = true;
})();
