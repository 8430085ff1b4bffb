  // The buttons of a locked phone, of a keyboard, of headphones.

  const session = navigator.mediaSession;
  function describe() {
    if (!session) return;
    const cover = $('cover');
    const artwork = cover
      ? [{ src: cover.src, sizes: `${cover.naturalWidth}x${cover.naturalHeight}` }]
      : [];
    session.metadata = new MediaMetadata({
      title: sections[section].title,
      artist: document.querySelector('.authors')?.textContent ?? '',
      album: data.title,
      artwork,
    });
  }
  function announcePosition() {
    session?.setPositionState?.({
      duration: length / 1000,
      playbackRate: rate,
      position: clamp(now(), 0, length) / 1000,
    });
  }
  const actions = {
    play: () => sound.paused && toggle(),
    pause: () => !sound.paused && toggle(),
    seekbackward: (details) => go(now() - (details.seekOffset ?? 10) * 1000),
    seekforward: (details) => go(now() + (details.seekOffset ?? 10) * 1000),
    seekto: (details) => go(details.seekTime * 1000),
    previoustrack: () => goBySection(-1),
    nexttrack: () => goBySection(1),
  };
  for (const [name, action] of Object.entries(actions)) {
    try {
      session?.setActionHandler(name, action);
    } catch {
      // A browser that does not know this button.
    }
  }

