
(() => {
  'use strict';

  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($('data').textContent);
  // Times are milliseconds from the start of the article. A cue is [start, end, words];
  // of each word, words hold the first UTF-16 unit and the one after its last, start and end.
  const { sections, sources, cues, length } = data;
  const sound = $('sound');
  const sentences = [...document.querySelectorAll('.sentence')];
  const places = new Map(sentences.map((sentence, index) => [sentence, index]));
  const entries = [...document.querySelectorAll('#contents a')];
  const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
  // A seek may land a little before the moment that was asked for.
  const TOLERANCE = 5;
  const STEP = 10_000;

  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

  /** The last of a sorted list that starts at or before a moment; 0 where none does. */
  function lastStarted(list, moment, start) {
    let low = 0;
    let high = list.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if (start(list[middle]) <= moment) low = middle;
      else high = middle;
    }
    return low;
  }
  const sectionAt = (moment) => lastStarted(sections, moment + TOLERANCE, (each) => each.start);
  const cueAt = (moment) => lastStarted(cues, moment + TOLERANCE, (each) => each[0]);

  function clock(moment) {
    const seconds = Math.floor(moment / 1000);
    const two = (number) => String(number).padStart(2, '0');
    const minutes = Math.floor(seconds / 60);
    const hours = Math.floor(minutes / 60);
    return hours
      ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}`
      : `${minutes}:${two(seconds % 60)}`;
  }
  function spoken(moment) {
    const seconds = Math.floor(moment / 1000);
    const minutes = Math.floor(seconds / 60);
    return minutes ? `${minutes} min ${seconds % 60} s` : `${seconds} s`;
  }

  // Position and sound.

  /** The source that is loaded. */
  let source = -1;
  /** Where to go as soon as it can be played. */
  let awaited = null;

  const inSource = sources.map((_, index) => sections.filter((each) => each.source === index));

  function now() {
    if (awaited !== null) return awaited;
    const at = sound.currentTime * 1000;
    const list = inSource[source];
    const section = list[lastStarted(list, at + 1, (each) => each.offset)];
    return clamp(section.start + at - section.offset, section.start, section.end);
  }

  function seek(moment, playing = !sound.paused) {
    moment = clamp(moment, 0, Math.max(0, length - 1));
    const section = sections[sectionAt(moment)];
    awaited = moment;
    if (section.source !== source) {
      source = section.source;
      sound.src = sources[source] ?? $(`sound-${source}`).textContent.trim();
    }
    if (sound.readyState > 0) arrive();
    if (playing) sound.play().catch(() => {});
    show();
  }

  function arrive() {
    // A new source would start at the default rate.
    setPlaybackRate();
    if (awaited === null) return;
    const section = sections[sectionAt(awaited)];
    sound.currentTime = (awaited - section.start + section.offset) / 1000;
    awaited = null;
  }
  sound.addEventListener('loadedmetadata', arrive);

  sound.addEventListener('ended', () => {
    const next = sections.find((each) => each.source === source + 1);
    if (next) seek(next.start, true);
    else stopped();
  });
  sound.addEventListener('error', () => say('Le fichier audio ne peut pas être lu. Est-il à côté de cette page ?'));

  function toggle() {
    if (!sound.paused) return sound.pause();
    setFollowing(true);
    if (sound.ended) seek(0, true);
    else sound.play().catch(() => {});
  }

  // Rate.

  let rate = 1;
  function setPlaybackRate() {
    sound.preservesPitch = true;
    sound.defaultPlaybackRate = rate;
    sound.playbackRate = rate;
  }
  function setRate(wanted) {
    rate = clamp(Math.round(wanted * 10) / 10, 0.5, 3);
    setPlaybackRate();
    $('rate').textContent = `${String(rate).replace('.', ',')}×`;
    $('slower').disabled = rate <= 0.5;
    $('faster').disabled = rate >= 3;
    save();
  }

  // What is seen.

  let cue = -1;
  let section = -1;
  let words = [];
  let word = -1;

  function show() {
    const moment = now();
    showPosition(moment);
    const current = cueAt(moment);
    if (cues.length && current !== cue) enter(current);
    showWord(moment);
    const entered = sectionAt(moment);
    if (entered !== section) enterSection(entered);
  }

  let shownSecond = -1;
  function showPosition(moment) {
    $('player').style.setProperty('--played', `${(moment / length) * 100}%`);
    const second = Math.floor(moment / 1000);
    if (second === shownSecond) return;
    shownSecond = second;
    $('elapsed').textContent = clock(moment);
    $('position').value = moment;
    $('position').setAttribute('aria-valuetext', `${spoken(moment)} sur ${spoken(length)}`);
  }

  /** Only the sentence that is heard is taken apart into words: a page may hold a book. */
  function enter(index) {
    const left = sentences[cue];
    if (left) {
      left.removeAttribute('aria-current');
      left.replaceChildren(left.textContent);
    }
    cue = index;
    const sentence = sentences[index];
    const text = sentence.textContent;
    const times = cues[index][2];
    const parts = [];
    words = [];
    word = -1;
    let end = 0;
    for (let at = 0; at < times.length; at += 4) {
      const span = document.createElement('span');
      span.className = 'word';
      span.textContent = text.slice(times[at], times[at + 1]);
      parts.push(text.slice(end, times[at]), span);
      words.push({ span, start: times[at + 2], end: times[at + 3] });
      end = times[at + 1];
    }
    sentence.replaceChildren(...parts, text.slice(end));
    sentence.setAttribute('aria-current', 'true');
    reveal(sentence);
  }

  function showWord(moment) {
    const at = lastStarted(words, moment + TOLERANCE, (each) => each.start);
    const heard = words[at];
    const isHeard = heard && heard.start <= moment + TOLERANCE && moment < heard.end;
    const current = isHeard ? at : -1;
    if (current === word) return;
    words[word]?.span.removeAttribute('aria-current');
    words[current]?.span.setAttribute('aria-current', 'true');
    word = current;
  }

  function enterSection(index) {
    entries[section]?.removeAttribute('aria-current');
    section = index;
    const entry = entries[section];
    entry.setAttribute('aria-current', 'true');
    // Within the list only: the page follows the text.
    const list = entry.closest('nav');
    const [inner, outer] = [entry.getBoundingClientRect(), list.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) {
      list.scrollTop += inner.top - outer.top - outer.height / 3;
    }
    describe();
  }

  // Frames are exact and cost nothing where the page is not seen.
  function eachFrame() {
    show();
    if (!sound.paused) requestAnimationFrame(eachFrame);
  }

  let savedAt = 0;
  sound.addEventListener('timeupdate', () => {
    show();
    if (performance.now() - savedAt > 2000) save();
  });
  sound.addEventListener('seeked', () => {
    show();
    save();
    announcePosition();
  });
  sound.addEventListener('play', () => {
    $('play').setAttribute('aria-label', 'Arrêter');
    $('player').classList.add('playing');
    eachFrame();
    announcePosition();
  });
  sound.addEventListener('pause', stopped);
  function stopped() {
    // The next source begins at once.
    if (sound.ended && sections.some((each) => each.source === source + 1)) return;
    $('play').setAttribute('aria-label', 'Lire');
    $('player').classList.remove('playing');
    setFollowing(following);
    save();
  }

  // Scrolling with the voice, until the reader scrolls.

  let following = true;
  let ownScrollUntil = 0;

  function setFollowing(wanted) {
    following = wanted;
    // What is still scrolling was not meant to stop it.
    if (following) ownScrollUntil = Math.max(ownScrollUntil, performance.now() + 250);
    $('follow').hidden = following || sound.paused;
  }
  function reveal(sentence, always = false) {
    if (!following) return;
    const place = sentence.getBoundingClientRect();
    const bottom = $('player').getBoundingClientRect().top;
    if (!always && place.top > 60 && place.bottom < bottom - 40) return;
    ownScrollUntil = performance.now() + 1000;
    // In the upper third of what the player leaves free.
    const distance = place.top - Math.max(60, (bottom - place.height) / 3);
    // A long way would take longer, and be of no use to the eye.
    const isCalm = reducedMotion.matches || Math.abs(distance) > 2 * innerHeight;
    scrollTo({ top: scrollY + distance, behavior: isCalm ? 'instant' : 'smooth' });
  }
  const letGo = () => {
    if (!sound.paused) setFollowing(false);
  };
  const onText = (event) => {
    if (sound.paused || event.target.closest?.('nav, .player')) return;
    // Ends a scroll of ours that is under way: it would win over the reader's.
    if (following) scrollTo({ top: scrollY, behavior: 'instant' });
    letGo();
  };
  addEventListener('wheel', onText, { passive: true });
  addEventListener('touchmove', onText, { passive: true });
  addEventListener('scroll', () => performance.now() > ownScrollUntil && letGo(), { passive: true });
  $('follow').addEventListener('click', () => {
    setFollowing(true);
    if (sentences[cue]) reveal(sentences[cue], true);
  });

  // What the listener does.

  function go(moment, playing) {
    setFollowing(true);
    seek(moment, playing);
    if (sentences[cue]) reveal(sentences[cue]);
  }
  function goBySentence(step) {
    const current = cueAt(now());
    // Late in a sentence, back is to its start.
    const isLate = step < 0 && now() > cues[current][0] + 1500;
    go(cues[clamp(current + (isLate ? 0 : step), 0, cues.length - 1)][0]);
  }
  function goBySection(step) {
    const current = sectionAt(now());
    const isLate = step < 0 && now() > sections[current].start + 3000;
    go(sections[clamp(current + (isLate ? 0 : step), 0, sections.length - 1)].start);
  }

  const onClick = (id, action) => $(id).addEventListener('click', action);
  onClick('play', toggle);
  onClick('back', () => go(now() - STEP));
  onClick('forward', () => go(now() + STEP));
  onClick('previous', () => goBySection(-1));
  onClick('next', () => goBySection(1));
  onClick('slower', () => setRate(rate - 0.1));
  onClick('faster', () => setRate(rate + 0.1));
  onClick('share', share);
  $('position').addEventListener('input', (event) => go(Number(event.target.value)));

  $('text').addEventListener('click', (event) => {
    const sentence = event.target.closest('.sentence');
    if (!sentence || !getSelection().isCollapsed) return;
    const index = places.get(sentence);
    const clicked = words.find((each) => each.span === event.target);
    go(index === cue && clicked ? clicked.start : cues[index][0], true);
  });
  entries.forEach((entry, index) => {
    entry.addEventListener('click', (event) => {
      event.preventDefault();
      if (narrow.matches) $('contents').open = false;
      go(sections[index].start);
      if (sentences[cue]) reveal(sentences[cue], true);
    });
  });

  const keys = {
    ' ': toggle,
    k: toggle,
    ArrowLeft: () => go(now() - STEP),
    ArrowRight: () => go(now() + STEP),
    ArrowUp: () => goBySentence(-1),
    ArrowDown: () => goBySentence(1),
    '+': () => setRate(rate + 0.1),
    '=': () => setRate(rate + 0.1),
    '-': () => setRate(rate - 0.1),
  };
  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const action = keys[event.key.length > 1 ? event.key : event.key.toLowerCase()];
    // The space bar presses what has the focus.
    if (!action || (event.key === ' ' && event.target.closest('button, summary, a'))) return;
    event.preventDefault();
    action();
  });

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
