  // Keys. Those of one character can be switched off: who speaks to the computer, or has a
  // trembling hand, would press them without meaning to (WCAG 2.1.4).

  const keys = {
    ' ': toggle,
    k: toggle,
    r: hearAgain,
    b: () => addBookmark(),
    '/': () => openPanel('search'),
    ArrowLeft: () => go(now() - STEP),
    ArrowRight: () => go(now() + STEP),
    '+': () => setRate(rate + 0.1),
    '=': () => setRate(rate + 0.1),
    '-': () => setRate(rate - 0.1),
  };
  const playerKeys = {
    ArrowUp: () => goBySentence(-1),
    ArrowDown: () => goBySentence(1),
    ArrowLeft: keys.ArrowLeft,
    ArrowRight: keys.ArrowRight,
  };

  addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const { target } = event;
    if (event.key === 'Escape') return closePanel();
    // What is typed or chosen in a panel is not meant for the player.
    if (target.closest('.panel, .said-words') && !target.closest('button')) return;
    // The space bar presses what has the focus.
    if (event.key === ' ' && target.closest('button, summary, a, audio')) return;
    const key = event.key.length > 1 ? event.key : event.key.toLowerCase();
    const isInPlayer = target.closest('.player') && !target.closest('.panel');
    const action = (isInPlayer && playerKeys[key]) || (preferences.keys && keys[key]);
    if (!action) return;
    event.preventDefault();
    action();
  });

