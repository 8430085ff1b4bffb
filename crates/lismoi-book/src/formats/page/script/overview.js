  // The names of sections on the overview.

  function showTip(moment) {
    const bar = $('position');
    const tip = $('tip');
    tip.textContent = `${clock(moment)} · ${sections[sectionAt(moment)].title}`;
    tip.hidden = false;
    const left = (moment / length) * bar.clientWidth - tip.offsetWidth / 2;
    tip.style.left = `${clamp(left, 0, bar.clientWidth - tip.offsetWidth)}px`;
  }
  const hideTip = () => ($('tip').hidden = true);
  $('position').addEventListener('pointermove', (event) => {
    const bar = $('position').getBoundingClientRect();
    showTip(clamp((event.clientX - bar.left) / bar.width, 0, 1) * (length - 1));
  });
  $('position').addEventListener('focus', () => {
    if ($('position').matches(':focus-visible')) showTip(now());
  });
  $('position').addEventListener('pointerleave', hideTip);
  $('position').addEventListener('blur', hideTip);

