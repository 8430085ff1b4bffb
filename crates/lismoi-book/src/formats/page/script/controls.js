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

