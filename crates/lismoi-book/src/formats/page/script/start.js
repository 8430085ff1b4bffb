  // The start.

  const narrow = matchMedia('(max-width: 56rem)');
  if (narrow.matches) $('contents').open = false;
  document.documentElement.classList.add('js');
  if (!sections.length || !length) return;
  const { position = 0, rate: lastRate = 1, bookmarks: lastBookmarks } = stored(STORE);
  if (Array.isArray(lastBookmarks)) bookmarks.push(...lastBookmarks.filter(Number.isFinite));
  showBookmarks();
  setRate(Number(lastRate) || 1);
  const first = shared() ?? (Number(position) || 0);
  history.scrollRestoration = 'manual';
  seek(first, false);
  if (first > 0 && sentences[cue]) reveal(sentences[cue]);
  isReady = true;
})();
