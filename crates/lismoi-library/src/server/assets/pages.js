// Progress without reloading, files that are dropped, and a token behind `#` of an address.
'use strict';

const live = document.querySelector('[data-live]');
if (live) {
  let changes = null;
  /** Puts what the page shows now in the place of what it shows. */
  async function refresh() {
    const response = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const fresh = page.getElementById(live.id);
    // What is being typed or chosen stays.
    const isBusy = live.contains(document.activeElement) && document.activeElement.matches('input, select');
    if (fresh && !isBusy) live.replaceChildren(...fresh.childNodes);
  }
  const events = new EventSource('/events');
  events.addEventListener('message', (event) => {
    const status = JSON.parse(event.data);
    const item = status.making && document.getElementById(`item-${status.making.id}`);
    const bar = item?.querySelector('progress');
    if (bar) {
      bar.value = status.making.percent;
      item.querySelector('.making span').textContent = `${status.making.percent}\u00a0%`;
      if (status.making.title) item.querySelector('.title').textContent = status.making.title;
    }
    const isNew = changes !== null && changes !== status.changes;
    changes = status.changes;
    if (isNew || (item && !bar)) refresh();
  });
}

const form = document.getElementById('add');
if (form) {
  const over = (isOver) => form.classList.toggle('over', isOver);
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    over(true);
  });
  document.addEventListener('dragleave', () => over(false));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    over(false);
    const { files } = event.dataTransfer;
    const text = event.dataTransfer.getData('text/uri-list') || event.dataTransfer.getData('text');
    if (files.length) {
      form.elements.file.files = files;
      form.requestSubmit();
    } else if (text) {
      form.elements.text.value = text;
    }
  });
}

// Where the connection is one that a browser trusts (this computer, or HTTPS), articles are kept.
if ('serviceWorker' in navigator && !document.getElementById('login')) {
  navigator.serviceWorker.register('/sw.js').catch(() => {});
  sendPlaces();
}

function storedKeys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}

/** Tells the server where articles were stopped while it could not be reached. */
function sendPlaces() {
  for (const key of storedKeys()) {
    const article = /^lismoi-place:([0-9a-f]{64})$/.exec(key)?.[1];
    const place = article && JSON.parse(localStorage.getItem(key));
    if (!place || place.isSent) continue;
    const body = new URLSearchParams({ milliseconds: place.milliseconds, at: place.at });
    fetch(`/a/${article}/position`, { method: 'POST', body })
      .then(({ ok, status, redirected }) => {
        // An article that is gone needs no place.
        const isDone = (ok && !redirected) || status === 404;
        if (isDone) localStorage.setItem(key, JSON.stringify({ ...place, isSent: true }));
      })
      .catch(() => {});
  }
}

const login = document.getElementById('login');
if (login && location.hash.length > 1) {
  login.elements.token.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, '', location.pathname + location.search);
  login.requestSubmit();
}
