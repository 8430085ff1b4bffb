  // Search: without regard to case and accents.

  const MOST_RESULTS = 100;
  /** One character for each of the text, so that places agree. */
  const folded = (printed) =>
    printed.replace(/[^\0-\x7f]/g, (each) => each.normalize('NFD')[0]).replace(/’/g, "'").toLowerCase();
  let foldedSentences = null;

  function search() {
    foldedSentences ??= sentences.map((each) => folded(each.textContent));
    const wanted = folded($('query').value.trim().normalize('NFC'));
    const found = [];
    if (wanted) foldedSentences.forEach((each, index) => each.includes(wanted) && found.push(index));
    const shown = found.slice(0, MOST_RESULTS);
    $('results').replaceChildren(...shown.map((index) => result(index, wanted)));
    $('found').textContent = !wanted ? '' : counted(found.length);
  }
  function counted(count) {
    if (count === 0) return text('search-none');
    if (count === 1) return text('search-found-one');
    return count > MOST_RESULTS ? text('search-more', count, MOST_RESULTS) : text('search-found', count);
  }
  function result(index, wanted) {
    const printed = sentences[index].textContent;
    const at = foldedSentences[index].indexOf(wanted);
    const end = at + wanted.length;
    // The start of a long sentence would hide what was looked for.
    const start = at > 60 ? printed.slice(0, at - 30).lastIndexOf(' ') + 1 : 0;
    const found = element('mark', {}, printed.slice(at, end));
    const before = (start ? '… ' : '') + printed.slice(start, at);
    return element('li', {}, place(cues[index][0], before, found, printed.slice(end)));
  }

  let searchTimer;
  $('query').addEventListener('input', () => {
    clearTimeout(searchTimer);
    searchTimer = setTimeout(search, 150);
  });
  $('query').addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    clearTimeout(searchTimer);
    search();
    $('results').querySelector('button')?.focus();
  });

