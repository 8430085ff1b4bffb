// The pages of `lismoi serve` in a real browser: an article is pasted, made, played, left and
// found again where it was left, marked as heard, and subscribed to. $LISMOI is the program.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TEXT = `Un article collé\n\n${'Le train part à 14 h 30 de la gare du Nord. '.repeat(40)}`;
const DESKTOP = { viewport: { width: 1280, height: 800 }, locale: 'fr-FR' };
const PHONE = { viewport: { width: 360, height: 740 }, locale: 'fr-FR', colorScheme: 'dark' };

let folder;
let server;
let address;
let browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lismoi-serve-'));
  const environment = { ...process.env, XDG_CONFIG_HOME: folder };
  const options = ['--lang', 'en', 'serve', '--listen', '127.0.0.1:0', '--output', folder];
  server = spawn(process.env.LISMOI, options, { cwd: folder, env: environment });
  const [said] = await once(server.stdout, 'data');
  address = String(said).match(/http:\S+\//)[0];
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--mute-audio'],
  });
});
after(async () => {
  await browser?.close();
  server.kill();
  await once(server, 'exit');
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

const article = 'main a[href^="/a/"]';
const time = (page) => page.evaluate(() => document.querySelector('audio').currentTime);

test('a pasted text is made, played, and found again where it was left', async () => {
  await opened(DESKTOP, 'add', async (page) => {
    await page.fill('textarea', TEXT);
    await page.click('main form:has(textarea) button');
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

test('an article that was heard leaves the list', async () => {
  await opened(DESKTOP, '', async (page) => {
    await page.click('main form[action$="/heard"] button');
    await page.waitForLoadState();
    assert.equal(await page.locator(article).count(), 0);
  });
});

test('a device is subscribed with an address of its own', async () => {
  await opened(DESKTOP, 'subscribe', async (page) => {
    await page.fill('main input:not([type=hidden])', 'Téléphone');
    await page.click('main form:has(input:not([type=hidden])) button');
    await page.waitForLoadState();
    const feed = (await page.locator('main').innerText()).match(/http:\S+feed\.xml/)[0];
    assert.ok(await page.locator('main svg').isVisible());
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
    for (const path of ['', 'add', 'subscribe', 'settings', listed[1]]) {
      assert.deepEqual(await findings(path, options), [], path);
    }
  }
});
