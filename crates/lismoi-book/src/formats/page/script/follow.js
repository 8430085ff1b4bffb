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

