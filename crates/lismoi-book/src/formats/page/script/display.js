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

