// The pages of `lismoi serve` in a real browser: an article is pasted, made, played, left and
// found again where it was left, kept and played without the server, marked as heard, and
// subscribed to; sources are followed. $LISMOI is the program.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import jsQR from 'jsqr';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TEXT = `Un article collé\n\n${'Le train part à 14 h 30 de la gare du Nord. '.repeat(40)}`;
const DESKTOP = { viewport: { width: 1280, height: 800 }, locale: 'fr-FR' };
const PHONE = { viewport: { width: 360, height: 740 }, locale: 'fr-FR', colorScheme: 'dark' };

let folder;
let server;
let address;
let browser;
let paper;

/** Starts the program at a port, or at any. */
async function start(port) {
  const options = ['--lang', 'en', 'serve', '--listen', `127.0.0.1:${port}`, '--output', join(folder, 'library')];
  const environment = { ...process.env, XDG_CONFIG_HOME: folder };
  options.push('--config', join(folder, 'own.toml'));
  server = spawn(process.env.LISMOI, options, { cwd: folder, env: environment });
  const [said] = await once(server.stdout, 'data');
  address = String(said).match(/http:\S+\//)[0];
}

async function stop() {
  server.kill();
  await once(server, 'exit');
}

/** A web site with an article and a feed. */
async function printed() {
  const text = 'Le vent se lève sur la plaine, et les arbres plient. '.repeat(30);
  const article = `<!DOCTYPE html><html lang="fr"><title>Le vent d'ouest</title><article><h1>Le vent d'ouest</h1><p>${text}</p></article></html>`;
  const feed = `<rss version="2.0"><channel><title>L'Écho</title><item><title>Une nouvelle</title><guid>1</guid><description>&lt;p&gt;${text.repeat(2)}&lt;/p&gt;</description></item></channel></rss>`;
  paper = createServer((request, response) => {
    const isFeed = request.url === '/flux.xml';
    response.setHeader('content-type', isFeed ? 'application/rss+xml' : 'text/html; charset=utf-8');
    response.end(isFeed ? feed : article);
  }).listen(0, '127.0.0.1');
  await once(paper, 'listening');
  return `http://127.0.0.1:${paper.address().port}`;
}

let site;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lismoi-serve-'));
  writeFileSync(join(folder, 'own.toml'), 'allow-private = true\n');
  site = await printed();
  await start(0);
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--mute-audio'],
  });
});
after(async () => {
  await browser?.close();
  await stop();
  paper.close();
  rmSync(folder, { recursive: true });
});

/** Does `steps` on a page in a profile of its own, and holds it to a quiet console and to this
 * server. */
async function opened(options, path, steps) {
  const context = await browser.newContext(options);
  const complaints = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(address) && !url.startsWith('data:')) complaints.push(url);
  });
  await page.goto(address + path);
  await steps(page);
  await context.close();
  assert.deepEqual(complaints, []);
}

/** What axe finds in a page. The policy of the page would keep axe out. */
async function findings(path, options) {
  const context = await browser.newContext({ ...options, bypassCSP: true });
  const page = await context.newPage();
  await page.goto(address + path);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run());
  await context.close();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

/** The message of a QR code on a page. */
async function scanned(element) {
  const picture = (await element.screenshot()).toString('base64');
  const blank = await browser.newPage();
  const { data, width, height } = await blank.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    const context = canvas.getContext('2d');
    context.drawImage(image, 0, 0);
    return { data: [...context.getImageData(0, 0, image.width, image.height).data], width: image.width, height: image.height };
  }, picture);
  await blank.close();
  return jsQR(Uint8ClampedArray.from(data), width, height)?.data;
}

const article = 'main a[href^="/a/"]';
const time = (page) => page.evaluate(() => document.querySelector('audio').currentTime);

test('a pasted text is made, played, and found again where it was left', async () => {
  await opened(DESKTOP, 'add', async (page) => {
    await page.fill('textarea', TEXT);
    await page.click('main form:has(textarea) button');
    await page.waitForSelector('.making progress');
    await page.waitForSelector(article, { timeout: 60_000 });
    await page.click(article);
    await page.waitForFunction(() => document.querySelector('audio').readyState > 0);
    await page.evaluate(() => document.querySelector('audio').play());
    await page.waitForFunction(() => document.querySelector('audio').currentTime > 6);
    const noted = page.waitForRequest((request) => request.method() === 'POST');
    await page.evaluate(() => document.querySelector('audio').pause());
    await noted;
    const left = await time(page);
    const place = page.url();
    await page.goto(address);
    await opened(PHONE, new URL(place).pathname.slice(1), async (phone) => {
      await phone.waitForFunction(() => document.querySelector('audio').currentTime > 0);
      const found = await time(phone);
      assert.ok(Math.abs(found - left) < 4, `left at ${left} s, found at ${found} s`);
    });
  });
});

test('a page of the web is added by its address', async () => {
  await opened(DESKTOP, 'add', async (page) => {
    await page.fill('textarea', `${site}/vent.html`);
    await page.click('main form:has(textarea) button');
    await page.waitForSelector(`${article}:has-text("Le vent d'ouest")`, { timeout: 60_000 });
    assert.equal(await page.locator('.queue').count(), 0);
  });
});

test('what was opened is played without the server, and the place is told later', async () => {
  const context = await browser.newContext(DESKTOP);
  const page = await context.newPage();
  await page.goto(address);
  await page.click(`${article}:has-text("Le vent d'ouest")`);
  await page.waitForSelector('#keep:not([hidden])');
  await page.click('#keep');
  await page.waitForSelector('#keep[aria-pressed=true]', { timeout: 30_000 });
  const place = new URL(page.url()).pathname;
  const sound = await page.evaluate(() => document.querySelector('audio').currentSrc);
  await stop();
  await context.setOffline(true);

  await page.goto(address + place.slice(1));
  await page.waitForFunction(() => document.querySelector('audio').readyState > 0);
  await page.evaluate(() => document.querySelector('audio').play());
  await page.waitForFunction(() => document.querySelector('audio').currentTime > 3);
  await page.evaluate(() => document.querySelector('audio').pause());
  const left = await time(page);
  const parts = await page.evaluate(async (sound) => {
    const ask = async (range, more) => {
      const response = await fetch(sound, { headers: { range, ...more } });
      const bytes = (await response.arrayBuffer()).byteLength;
      return [response.status, bytes, response.headers.get('content-range')?.replace(/\d+$/, 'N')];
    };
    return [
      await ask('bytes=0-1'),
      await ask('bytes=10-19'),
      await ask('bytes=-5').then(([status, bytes]) => [status, bytes]),
      await ask('bytes=999999999-'),
      await ask('bytes=0-1', { 'if-range': '"other"' }).then(([status]) => [status]),
    ];
  }, sound);
  assert.deepEqual(parts, [
    [206, 2, 'bytes 0-1/N'],
    [206, 10, 'bytes 10-19/N'],
    [206, 5],
    [416, 0, 'bytes */N'],
    [200],
  ]);
  // Another page says what is kept.
  await page.goto(`${address}sources`);
  assert.match(await page.innerText('#unreachable'), /ne répond pas/);
  assert.match(await page.innerText('#kept'), /Le vent d.ouest/);
  assert.match(await page.innerText('#kept'), /gardé à votre demande/);

  await context.setOffline(false);
  await start(new URL(address).port);
  await page.goto(address);
  const noted = async () => {
    const html = await fetch(address + place.slice(1)).then((answer) => answer.text());
    return Number(html.match(/data-position="(\d*)"/)[1]) / 1000;
  };
  for (let tries = 0; tries < 50 && Math.abs((await noted()) - left) > 4; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.ok(Math.abs((await noted()) - left) < 4, `left at ${left} s, noted at ${await noted()} s`);
  await page.goto(`${address}offline`);
  await page.click('#kept button');
  await page.waitForSelector('#none:not([hidden])');
  const rest = await page.evaluate(async () => (await (await caches.open('lismoi-kept')).keys()).length);
  assert.equal(rest, 0);
  await context.close();
});

test('the app can be installed, and takes what a phone shares', async () => {
  await opened(PHONE, '', async (page) => {
    const session = await page.context().newCDPSession(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    const { errors, data } = await session.send('Page.getAppManifest');
    assert.deepEqual(errors, []);
    assert.equal(JSON.parse(data).share_target.action, '/share');
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // A profile of a test is a private window.
    const others = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito');
    assert.deepEqual(others, []);
    await page.evaluate(async () => {
      const form = new FormData();
      form.append('title', 'Un titre partagé');
      form.append('text', 'Le vent se lève sur la plaine.');
      await fetch('/share', { method: 'POST', body: form });
    });
    await page.waitForSelector(`${article}:has-text("Un titre partagé")`, { timeout: 60_000 });
  });
});

test('a source is asked, says what was new, and is removed', async () => {
  const options = ['sources', 'add', `${site}/flux.xml`, '--name', 'L’Écho', '--allow-private'];
  const added = spawn(process.env.LISMOI, [...options, '--output', join(folder, 'library')], { cwd: folder });
  await once(added, 'exit');
  await opened(DESKTOP, 'sources', async (page) => {
    await page.click('.articles form[action="/sources/fetch"] button');
    await page.waitForSelector('text=1 nouvel article', { timeout: 30_000 });
    await page.goto(address);
    await page.waitForSelector(`${article}:has-text("Une nouvelle")`, { timeout: 60_000 });
    await page.goto(`${address}sources`);
    await page.click('form[action="/sources/remove"] button');
    await page.waitForSelector('.empty');
  });
});

test('an article that was heard leaves the list', async () => {
  await opened(DESKTOP, '', async (page) => {
    const before = await page.locator(article).count();
    await page.click('main form[action$="/heard"] button');
    await page.waitForLoadState();
    assert.equal(await page.locator(article).count(), before - 1);
  });
});

test('a device is subscribed with an address of its own', async () => {
  await opened(DESKTOP, 'subscribe', async (page) => {
    await page.fill('main input:not([type=hidden])', 'Téléphone');
    await page.click('main form:has(input:not([type=hidden])) button');
    await page.waitForLoadState();
    const feed = (await page.locator('main').innerText()).match(/http:\S+feed\.xml/)[0];
    assert.equal(await scanned(page.locator('main .code')), feed);
    const answer = await fetch(feed);
    assert.equal(answer.headers.get('content-type'), 'application/rss+xml; charset=utf-8');
    const wrong = await fetch(feed.replace(/[0-9a-f](?=\/feed)/, 'g'));
    assert.equal(wrong.status, 404);
  });
});

test('nobody is kept out', async () => {
  const id = await fetch(`${address}?show=heard`).then((page) => page.text());
  const listed = id.match(/\/(a\/[0-9a-f]{64}\/)/);
  assert.ok(listed, 'the article that was heard is listed');
  for (const options of [DESKTOP, PHONE]) {
    for (const path of ['', 'add', 'sources', 'subscribe', 'offline', 'settings', listed[1]]) {
      assert.deepEqual(await findings(path, options), [], path);
    }
  }
});
