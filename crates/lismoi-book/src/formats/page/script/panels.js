  // The panels above the player; one is open at a time.

  const panelButtons = [...document.querySelectorAll('[aria-controls]')];
  let openButton = null;

  function closePanel() {
    if (!openButton) return;
    const panel = $(openButton.getAttribute('aria-controls'));
    const hadFocus = panel.contains(document.activeElement);
    panel.hidden = true;
    openButton.setAttribute('aria-expanded', 'false');
    if (hadFocus) openButton.focus();
    openButton = null;
  }
  function openPanel(id) {
    closePanel();
    openButton = panelButtons.find((each) => each.getAttribute('aria-controls') === id);
    openButton.setAttribute('aria-expanded', 'true');
    $(id).hidden = false;
    $(id).scrollTop = 0;
    const isShown = (each) => !each.disabled && each.offsetParent;
    [...$(id).querySelectorAll('input, select, button')].find(isShown)?.focus();
  }
  for (const button of panelButtons) {
    button.addEventListener('click', () => {
      if (button === openButton) closePanel();
      else openPanel(button.getAttribute('aria-controls'));
    });
  }
  addEventListener('pointerdown', (event) => {
    if (!event.target.closest('.player')) closePanel();
  });

  /** An entry of a list of places: a button that goes there. */
  function place(moment, ...content) {
    const when = element('span', { className: 'when' }, clock(moment));
    const button = element('button', { type: 'button', className: 'place' }, when, ...content);
    button.addEventListener('click', () => {
      if (narrow.matches) closePanel();
      go(moment);
      if (sentences[cue]) reveal(sentences[cue], true);
    });
    return button;
  }

