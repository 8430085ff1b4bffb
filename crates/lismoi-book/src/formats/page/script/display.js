  // What is seen.

  let cue = -1;
  let section = -1;
  let words = [];
  let word = -1;

  function show() {
    let moment = now();
    // Where it stops or repeats a sentence, that is another moment.
    if (!isJumping && !sound.paused && stopWhereWanted(moment)) moment = now();
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
    const { title } = sections[sectionAt(moment)];
    const value = text('moment', spoken(moment), spoken(length), title);
    $('position').setAttribute('aria-valuetext', value);
    showRemaining();
  }
  /** The time that is left at this rate. */
  function showRemaining() {
    if (source < 0) return;
    $('remaining').textContent = text('remaining', clock((length - now()) / rate));
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
    const printed = sentence.textContent;
    const times = cues[index][2];
    const parts = [];
    words = [];
    word = -1;
    let end = 0;
    for (let at = 0; at < times.length; at += 4) {
      const span = document.createElement('span');
      span.className = 'word';
      span.textContent = printed.slice(times[at], times[at + 1]);
      parts.push(printed.slice(end, times[at]), span);
      words.push({ span, start: times[at + 2], end: times[at + 3] });
      end = times[at + 1];
    }
    sentence.replaceChildren(...parts, printed.slice(end));
    sentence.setAttribute('aria-current', 'true');
    showSaid();
    reveal(sentence);
  }

  /** The words of the sentence that are not said as they are printed, on request. */
  function showSaid() {
    const changed = preferences.said ? (cues[cue]?.[3] ?? []) : [];
    const seen = new Set();
    const rows = [];
    for (const [index, said] of changed) {
      const word = words[index].span;
      word.classList.add('changed');
      const key = `${word.textContent}\t${said}`;
      if (seen.has(key)) continue;
      seen.add(key);
      rows.push(element('div', {}, element('dt', {}, word.textContent), element('dd', {}, said)));
    }
    if (!preferences.said) words.forEach((each) => each.span.classList.remove('changed'));
    $('said-words').replaceChildren(...rows);
    $('said-words').hidden = rows.length === 0;
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
    $('play').setAttribute('aria-label', text('pause'));
    $('player').classList.add('playing');
    eachFrame();
    announcePosition();
  });
  sound.addEventListener('pause', stopped);
  function stopped() {
    // The next source begins at once.
    if (sound.ended && nextSource() && !staysStopped) return;
    $('play').setAttribute('aria-label', text('play'));
    $('player').classList.remove('playing');
    setFollowing(following);
    save();
  }

