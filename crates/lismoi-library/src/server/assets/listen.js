// The position of an article, shared between devices: what the server knows comes before what
// this browser remembers, and the server is told while one listens.
'use strict';

(() => {
  const { article, position } = document.currentScript.dataset;
  const key = `lismoi:${article}`;
  const EVERY = 10_000;

  if (position !== '') {
    try {
      const stored = JSON.parse(localStorage.getItem(key)) ?? {};
      localStorage.setItem(key, JSON.stringify({ ...stored, position: Number(position) }));
    } catch {
      // Storage is not allowed: the page starts at the beginning.
    }
  }

  document.addEventListener('DOMContentLoaded', () => {
    const sound = document.getElementById('sound');
    const slider = document.getElementById('position');
    let sentAt = performance.now();
    let sent = null;
    let isBegun = false;

    function send() {
      const milliseconds = Math.round(Number(slider.value));
      if (!isBegun || milliseconds === sent) return;
      sent = milliseconds;
      sentAt = performance.now();
      // It arrives though the page is left.
      fetch('position', {
        method: 'POST',
        body: new URLSearchParams({ milliseconds }),
        keepalive: true,
      }).catch(() => {
        sent = null;
      });
    }
    sound.addEventListener('play', () => (isBegun = true));
    sound.addEventListener('timeupdate', () => {
      if (performance.now() - sentAt > EVERY) send();
    });
    // Once the page has moved its slider.
    for (const event of ['pause', 'ended']) sound.addEventListener(event, () => setTimeout(send));
    addEventListener('pagehide', send);
    document.addEventListener('visibilitychange', () => document.hidden && send());
  });
})();
