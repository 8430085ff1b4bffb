// The page of what is kept on this device, which is shown without the server too.
'use strict';

(async () => {
  const place = document.getElementById('kept');
  const texts = place.dataset;
  const megabytes = (bytes) => `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })}\u00a0${texts.unit}`;
  document.getElementById('unreachable').hidden = location.pathname === '/offline';
  if (!('caches' in window && 'serviceWorker' in navigator)) {
    document.getElementById('insecure').hidden = false;
    return;
  }

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  function row(record) {
    const facts = [megabytes(record.bytes), record.isWanted ? texts.wanted : texts.automatic];
    if (!record.isWhole) facts.push(texts.part);
    const button = element('button', { className: 'quiet', textContent: texts.remove });
    button.setAttribute('aria-label', texts.removeOf.replace('{}', record.title));
    button.addEventListener('click', async () => {
      await kept.remove(record.id);
      await show();
      document.getElementById('main').focus();
    });
    const title = element('a', { className: 'title', href: `/a/${record.id}/`, lang: 'fr', textContent: record.title });
    return element(
      'li',
      {},
      element('div', {}, title, element('p', { className: 'facts', textContent: facts.join(' · ') })),
      element('div', { className: 'actions' }, button),
    );
  }

  async function show() {
    const records = await kept.list();
    const bytes = records.reduce((sum, record) => sum + record.bytes, 0);
    document.getElementById('room').textContent = texts.room
      .replace('{}', megabytes(bytes))
      .replace('{}', megabytes(kept.MOST));
    document.getElementById('none').hidden = records.length > 0;
    place.replaceChildren(...records.map(row));
  }
  new BroadcastChannel('lismoi-kept').addEventListener('message', ({ data }) => data.state !== 'keeping' && show());
  await show();
})();
