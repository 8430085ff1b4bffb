  // To fall asleep with the voice.

  const MINUTES = [5, 10, 15, 30, 45, 60];
  const FADE = 4000;
  let sleepTimer;

  $('sleep').append(
    new Option(text('sleep-never'), ''),
    ...MINUTES.map((minutes) => new Option(text('sleep-set', minutes), minutes)),
    new Option(text('sleep-section'), 'section'),
  );
  $('sleep').addEventListener('change', () => {
    clearTimeout(sleepTimer);
    const minutes = Number($('sleep').value);
    if (minutes) sleepTimer = setTimeout(fade, minutes * 60_000 - FADE, performance.now() + minutes * 60_000);
  });

  function fade(end) {
    const left = end - performance.now();
    if (left <= 0 || sound.paused) return sleep();
    sound.volume = clamp(left / FADE, 0, 1);
    sleepTimer = setTimeout(fade, 100, end);
  }
  function sleep() {
    if (!sound.paused) toggle();
    sound.volume = 1;
    $('sleep').value = '';
    say(text('sleep-over'));
  }

