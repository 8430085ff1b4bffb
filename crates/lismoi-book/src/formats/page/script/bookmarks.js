  // Bookmarks: moments, in order.

  const bookmarks = [];
  const atMoment = (moment) => sentences[cueAt(moment)]?.textContent ?? '';

  function addBookmark() {
    const moment = cues.length ? cues[cueAt(now())][0] : Math.round(now());
    if (!bookmarks.includes(moment)) bookmarks.push(moment);
    bookmarks.sort((one, other) => one - other);
    changedBookmarks();
    say(text('bookmark-added'));
  }
  function changedBookmarks() {
    showBookmarks();
    save();
  }
  function showBookmarks() {
    const rows = bookmarks.map((moment, index) => {
      const remove = element('button', { type: 'button', ariaLabel: text('bookmark-remove', clock(moment)) }, '×');
      remove.addEventListener('click', () => {
        bookmarks.splice(index, 1);
        changedBookmarks();
        ($('marked').querySelectorAll('li')[index]?.lastChild ?? $('bookmark')).focus();
      });
      const sentence = element('span', { lang: 'fr' }, atMoment(moment));
      return element('li', {}, place(moment, sentence), remove);
    });
    $('marked').replaceChildren(...rows);
    $('no-bookmark').hidden = rows.length > 0;
    $('export').hidden = rows.length === 0;
  }

  /** A text file: the title, then for each bookmark its moment, section and sentence. */
  function exportBookmarks() {
    const lines = bookmarks.map((moment) => `${clock(moment)}\t${sections[sectionAt(moment)].title}\t${atMoment(moment)}\r\n`);
    const file = new Blob([`${data.title}\r\n\r\n`, ...lines], { type: 'text/plain' });
    const stem = data.title.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
    const link = element('a', { href: URL.createObjectURL(file), download: `${stem}-${text('export-name')}.txt` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }
  onClick('bookmark', addBookmark);
  onClick('export', exportBookmarks);

