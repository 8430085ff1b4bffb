  // What the reader prefers, for every article.

  function store(key, value) {
    try {
      localStorage.setItem(key, JSON.stringify(value));
    } catch {
      // Storage is full or not allowed: nothing is remembered.
    }
  }
  function stored(key) {
    try {
      return JSON.parse(localStorage.getItem(key)) ?? {};
    } catch {
      return {};
    }
  }

  const PREFERENCES = 'lismoi:preferences';
  const preferences = {
    theme: 'auto',
    typeface: 'serif',
    size: 100,
    keys: true,
    rewind: true,
    said: false,
    ...stored(PREFERENCES),
  };
  const SIZES = [80, 90, 100, 115, 130, 150, 175, 200];

  function prefer(name, value) {
    preferences[name] = value;
    store(PREFERENCES, preferences);
    showPreferences();
  }
  function showPreferences() {
    const root = document.documentElement;
    root.dataset.theme = preferences.theme;
    root.dataset.typeface = preferences.typeface;
    root.style.setProperty('--size', preferences.size / 100);
    $('size').textContent = `${preferences.size} %`;
    $('smaller').disabled = preferences.size <= SIZES[0];
    $('larger').disabled = preferences.size >= SIZES.at(-1);
    for (const name of ['theme', 'typeface']) {
      const choices = [...document.getElementsByName(name)];
      choices.forEach((each) => (each.checked = each.value === preferences[name]));
    }
    for (const name of ['keys', 'rewind', 'said']) $(name).checked = preferences[name];
  }
  for (const name of ['theme', 'typeface']) {
    for (const choice of document.getElementsByName(name)) {
      choice.addEventListener('change', () => prefer(name, choice.value));
    }
  }
  for (const name of ['keys', 'rewind', 'said']) {
    $(name).addEventListener('change', (event) => prefer(name, event.target.checked));
  }
  $('said').addEventListener('change', () => showSaid());
  function resize(step) {
    const current = SIZES.findLastIndex((each) => each <= preferences.size);
    prefer('size', SIZES[clamp(current + step, 0, SIZES.length - 1)]);
    if (sentences[cue]) reveal(sentences[cue], true);
  }
  $('smaller').addEventListener('click', () => resize(-1));
  $('larger').addEventListener('click', () => resize(1));
  showPreferences();

