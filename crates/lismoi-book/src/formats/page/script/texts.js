  // The page's own texts, in the reader's language: the page is written in French.

  const texts = JSON.parse($('texts').textContent);
  const languageOf = (locale) => locale.slice(0, 2).toLowerCase();
  const locale =
    (navigator.languages ?? [navigator.language]).find((each) => languageOf(each) in texts) ?? 'fr';
  const language = languageOf(locale);

  /** The text with this key; each `{}` in it is replaced by a value. */
  function text(key, ...values) {
    return values.reduce((sum, value) => sum.replace('{}', () => value), texts[language][key]);
  }

  if (language !== 'fr') {
    const own = document.querySelectorAll('.skip, .player, nav');
    own.forEach((each) => (each.lang = language));
    document.querySelectorAll('[data-text]').forEach((each) => (each.textContent = texts[language][each.dataset.text]));
    document.querySelectorAll('[data-label]').forEach((each) => each.setAttribute('aria-label', texts[language][each.dataset.label]));
    const date = $('date');
    const day = new Date(date?.dateTime);
    if (date && !Number.isNaN(day.getTime())) {
      date.lang = language;
      date.textContent = day.toLocaleDateString(locale, { dateStyle: 'long', timeZone: 'UTC' });
    }
  }
  // A pointer that rests on a picture learns what it does.
  document.querySelectorAll('button[aria-label]').forEach((each) => (each.title = each.ariaLabel));

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

