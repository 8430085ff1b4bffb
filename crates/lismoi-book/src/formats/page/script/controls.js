  // What the listener does.

  function go(moment, playing) {
    setFollowing(true);
    staysStopped = false;
    seek(moment, playing);
    if (sentences[cue]) reveal(sentences[cue]);
  }
  function goBySentence(step) {
    const current = cueAt(now());
    // Late in a sentence, back is to its start.
    const isLate = step < 0 && now() > cues[current]?.[0] + 1500;
    if (cues.length) go(cues[clamp(current + (isLate ? 0 : step), 0, cues.length - 1)][0]);
  }
  /** The sentence again, from its start. */
  const hearAgain = () => go(cues[Math.max(0, cue)][0], true);
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
  $('position').addEventListener('input', (event) => {
    go(Number(event.target.value));
    showTip(now());
  });

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

