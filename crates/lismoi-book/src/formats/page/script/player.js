
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

  /** Whether the position is moved, not reached. */
  let isJumping = false;
  /** Whether a file that ends is not followed by the next. */
  let staysStopped = false;

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
      sound.src = sources[source] ?? $(`sound-${source}`).src;
    }
    if (sound.readyState > 0) arrive();
    if (playing) play();
    isJumping = true;
    show();
    isJumping = false;
    // Between two sentences, the first has been heard.
    heardOut = cue >= 0 && moment >= cues[cue][1] ? cue : -1;
    pausedAt = null;
  }

  function play() {
    // A file that was missing may be there now; if not, that is said again.
    if (sound.error) {
      awaited ??= now();
      sound.load();
    }
    sound.play().catch(() => {});
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

  const nextSource = () => sections.find((each) => each.source === source + 1);
  sound.addEventListener('ended', () => {
    // A page that is not seen may miss the last moment of a file.
    if (staysStopped || stopWhereWanted(now())) {
      if (sound.paused) stopped();
      return;
    }
    const next = nextSource();
    if (next) seek(next.start, true);
    else stopped();
  });
  sound.addEventListener('error', () => {
    sound.pause();
    say(text('missing'));
  });

  /** When the listener paused; null where nothing is to be heard again. */
  let pausedAt = null;
  /** A little more of what was heard last, the longer the pause was. */
  function rewound() {
    const seconds = (performance.now() - (pausedAt ?? Infinity)) / 1000;
    if (!preferences.rewind || stopsAfterEach || seconds < 3) return now();
    const back = seconds < 60 ? 2000 : 5000;
    return Math.max(sections[sectionAt(now())].start, now() - back);
  }

  function toggle() {
    staysStopped = false;
    if (!sound.paused) {
      sound.pause();
      pausedAt = performance.now();
      return;
    }
    setFollowing(true);
    const from = rewound();
    pausedAt = null;
    if (sound.ended) seek(nextSource()?.start ?? 0, true);
    else if (from < now()) seek(from, true);
    else play();
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
    $('rate').textContent = `${rate.toLocaleString(locale)}×`;
    $('slower').disabled = rate <= 0.5;
    $('faster').disabled = rate >= 3;
    showRemaining();
    save();
  }

