// The read-along page of the seed article, opened from a folder in a real browser.
// `run` makes the pages, each page.html in a folder of $PAGES: `beside` has a WAV file for each
// section; `whole` an M4B for all, `opus`, `flac` and `mp3` what they say; `within` none;
// `hostile` is of an article full of markup, `lesson` of one with author, date and figures, and
// `many` of one with 300 sections.
// With $SCREENSHOTS, pictures of the page are left in that folder.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = process.env.PAGES;
const address = (name) => pathToFileURL(`${pages}/${name}/page.html`).href;
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--mute-audio'],
  });
});
after(() => browser?.close());

/** Opens the page in a profile of its own, runs `steps`, and holds it to a quiet console
 * and to files beside it. */
async function opened({ name = 'beside', hash = '', ...options }, steps) {
  const context = await browser.newContext({ viewport: DESKTOP, locale: 'fr-FR', ...options });
  const complaints = [];
  const requests = [];
  const page = await context.newPage();
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => requests.push(request.url()));
  try {
    await page.goto(address(name) + hash);
    await page.waitForFunction(() => document.getElementById('sound').readyState > 0);
    await prepare(page);
    await steps(page);
  } finally {
    await context.close();
  }
  assert.deepEqual(complaints, []);
  const folder = pathToFileURL(`${pages}/${name}/`).href;
  const elsewhere = requests.filter((url) => !url.startsWith(folder) && !url.startsWith('data:'));
  assert.deepEqual(elsewhere, []);
}

/** Puts into the page what `state` and `watch` need. */
const prepare = (page) =>
  page.evaluate(() => {
    const sound = document.getElementById('sound');
    const { sections, sources, cues } = JSON.parse(document.getElementById('data').textContent);
    const address = (source, index) =>
      source ?? document.getElementById(`sound-${index}`).src;
    const addresses = sources.map(address).map((each) => new URL(each, location.href).href);
    let source;
    const loaded = () => (source = addresses.indexOf(sound.src));
    sound.addEventListener('loadedmetadata', loaded);
    loaded();
    window.probe = {
      sound,
      cues,
      sentences: [...document.querySelectorAll('.sentence')],
      section: () =>
        sections.findLast(
          (each) => each.source === source && each.offset <= sound.currentTime * 1000 + 1,
        ),
      moment: () => {
        const section = window.probe.section();
        return section.start + sound.currentTime * 1000 - section.offset;
      },
    };
  });

/** What is heard and seen: the moment in ms, and the current sentence and word. */
const state = (page) =>
  page.evaluate(() => {
    const { sound, sentences, section, moment } = window.probe;
    const current = document.querySelectorAll('.sentence[aria-current]');
    return {
      moment: moment(),
      paused: sound.paused,
      rate: sound.playbackRate,
      count: current.length,
      sentence: sentences.indexOf(current[0]),
      word: document.querySelector('.word[aria-current]')?.textContent,
      entry: document.querySelector('#contents a[aria-current]')?.getAttribute('href'),
      section: section().title,
    };
  });

const data = (page) =>
  page.evaluate(() => JSON.parse(document.getElementById('data').textContent));

const near = (value, wanted, tolerance, what) =>
  assert.ok(Math.abs(value - wanted) <= tolerance, `${what}: ${value}, not ${wanted} ±${tolerance}`);

/** Clicks on the start of a sentence, which may stand amid a line. */
async function clickSentence(page, index) {
  const place = await page.evaluate((index) => {
    const sentence = document.querySelectorAll('.sentence')[index];
    sentence.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x, y, height } = sentence.getClientRects()[0];
    return { x: x + 5, y: y + height / 2 };
  }, index);
  await page.mouse.click(place.x, place.y);
}

/** Notes, while it plays, how far from its cue each sentence and word lights up. */
const watch = (page) =>
  page.evaluate(() => {
    const { cues, moment, sentences, sound } = window.probe;
    window.late = [];
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        if (!target.hasAttribute('aria-current')) continue;
        const index = sentences.indexOf(target.closest('.sentence'));
        let start = cues[index][0];
        if (target.matches('.word')) {
          const word = [...target.parentNode.querySelectorAll('.word')].indexOf(target);
          start = cues[index][2][4 * word + 2];
        }
        window.late.push((moment() - start) / sound.playbackRate);
      }
    }).observe(document.getElementById('text'), {
      subtree: true,
      attributes: true,
      attributeFilter: ['aria-current'],
    });
  });

for (const name of ['beside', 'within', 'whole']) {
  test(`sentences and words light up as they are heard (${name})`, () =>
    opened({ name }, async (page) => {
      await watch(page);
      await page.click('#play');
      await page.waitForTimeout(6000);
      for (let times = 0; times < 10; times++) await page.keyboard.press('+');
      await page.waitForTimeout(3000);
      for (let times = 0; times < 10; times++) await page.keyboard.press('+');
      await page.waitForTimeout(3000);
      assert.equal((await state(page)).rate, 3);
      const late = await page.evaluate(() => window.late);
      // The first of them is what the listener started with.
      const worst = Math.max(...late.slice(1).map(Math.abs));
      console.log(`${late.length} highlights, ${worst.toFixed(1)} ms from their cue at most`);
      assert.ok(late.length > 40, `${late.length}`);
      assert.ok(worst <= 50, `${worst}`);
    }));
}

for (const name of ['beside', 'within', 'whole', 'opus', 'flac', 'mp3']) {
  test(`one section follows the other (${name})`, () =>
    opened({ name }, async (page) => {
      const { sections } = await data(page);
      await page.evaluate((end) => (location.hash = `#t=${(end - 1500) / 1000}`), sections[0].end);
      await page.click('#play');
      await page.waitForFunction(() =>
        document.querySelector('#contents a[aria-current]').hash.endsWith('-2'),
      );
      const began = Date.now();
      await page.waitForFunction(
        (start) => Number(document.getElementById('position').value) > start + 1000,
        sections[1].start,
      );
      assert.ok(Date.now() - began < 4000);
      assert.equal((await state(page)).paused, false);
      const { title, album } = await page.evaluate(() => {
        const { title, album } = navigator.mediaSession.metadata;
        return { title, album };
      });
      assert.equal(title, sections[1].title);
      assert.equal(album, sections[0].title);
    }));
}

test('a click on a sentence plays it, a click in it goes to that word', () =>
  opened({}, async (page) => {
    const { cues } = await data(page);
    const sentence = page.locator('.sentence').nth(8);
    await clickSentence(page, 8);
    await page.waitForTimeout(300);
    let now = await state(page);
    assert.equal(now.sentence, 8);
    assert.equal(now.count, 1);
    assert.equal(now.paused, false);
    near(now.moment, cues[8][0] + 300, 250, 'the sentence');
    await sentence.locator('.word').nth(6).click();
    await page.click('#play');
    now = await state(page);
    near(now.moment, cues[8][2][4 * 6 + 2] + 60, 250, 'the word');
  }));

test('a selection is no click', () =>
  opened({}, async (page) => {
    const place = await page.locator('.sentence').nth(3).boundingBox();
    await page.mouse.move(place.x + 20, place.y + 10);
    await page.mouse.down();
    await page.mouse.move(place.x + 200, place.y + 10, { steps: 5 });
    await page.mouse.up();
    assert.equal((await state(page)).paused, true);
  }));

test('every key does its work', () =>
  opened({}, async (page) => {
    const { cues } = await data(page);
    await page.keyboard.press('k');
    assert.equal((await state(page)).paused, false);
    await page.keyboard.press(' ');
    assert.equal((await state(page)).paused, true);
    await page.focus('#play');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    near((await state(page)).moment, cues[2][0], 5, 'two sentences on');
    await page.keyboard.press('ArrowUp');
    near((await state(page)).moment, cues[1][0], 5, 'one sentence back');
    await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(200);
    near((await state(page)).moment, cues[1][0] + 10_000, 5, 'ten seconds on');
    await page.keyboard.press('ArrowLeft');
    await page.waitForTimeout(200);
    near((await state(page)).moment, cues[1][0], 5, 'ten seconds back');
    await page.keyboard.press('+');
    assert.equal((await state(page)).rate, 1.1);
    for (let times = 0; times < 9; times++) await page.keyboard.press('-');
    assert.equal((await state(page)).rate, 0.5);
    assert.equal(await page.locator('#slower').isDisabled(), true);
    assert.equal(await page.textContent('#rate'), '0,5×');
  }));

test('the buttons, the list and the overview seek', () =>
  opened({}, async (page) => {
    const { sections, length } = await data(page);
    await page.click('#next');
    await page.waitForTimeout(300);
    near((await state(page)).moment, sections[1].start, 5, 'next');
    await page.click('#contents li:nth-child(5) a');
    await page.waitForTimeout(300);
    let now = await state(page);
    near(now.moment, sections[4].start, 5, 'list');
    assert.equal(now.entry, '#section-5');
    await page.click('#previous');
    await page.waitForTimeout(300);
    near((await state(page)).moment, sections[3].start, 5, 'previous');
    const bar = await page.locator('#position').boundingBox();
    await page.mouse.move(bar.x + bar.width / 2, bar.y + bar.height / 2);
    const middle = sections.findLast((each) => each.start <= length / 2);
    assert.ok((await page.textContent('#tip')).endsWith(` · ${middle.title}`));
    await page.mouse.click(bar.x + bar.width / 2, bar.y + bar.height / 2);
    await page.waitForTimeout(300);
    now = await state(page);
    near(now.moment, length / 2, length / 300, 'overview');
    near(Number(await page.inputValue('#position')), length / 2, length / 300, 'overview');
  }));

test('a reload keeps the position and the rate', () =>
  opened({}, async (page) => {
    await clickSentence(page, 10);
    await page.keyboard.press('+');
    await page.waitForTimeout(1500);
    const before = await state(page);
    await page.reload();
    await page.waitForFunction(() => document.getElementById('sound').readyState > 0);
    await prepare(page);
    await page.waitForTimeout(300);
    const now = await state(page);
    near(now.moment, before.moment, 300, 'position');
    assert.equal(now.rate, 1.1);
    assert.equal(now.paused, true);
    assert.equal(now.sentence, 10);
    await page.locator('.sentence[aria-current]').waitFor({ state: 'visible' });
  }));

test('a moment can be shared', async () => {
  for (const [hash, moment] of [['#t=75.5', 75_500], ['#t=1:15', 75_000], ['#t=abc', 0], ['#section-1', 0]]) {
    await opened({ hash }, async (page) => {
      await page.waitForTimeout(300);
      near((await state(page)).moment, moment, 5, hash);
    });
  }
  await opened({ permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    await clickSentence(page, 1);
    await page.click('#play');
    await page.waitForTimeout(300);
    const { moment } = await state(page);
    await page.click('[aria-controls=bookmarks]');
    await page.click('#share');
    await page.waitForFunction(() => document.getElementById('message').textContent !== '');
    assert.match(page.url(), new RegExp(`#t=${(moment / 1000).toFixed(1)}$`));
    near((await state(page)).moment, moment, 5, 'the position');
  });
});

test('the page follows the voice until the reader scrolls', () =>
  opened({ viewport: { width: 1000, height: 500 } }, async (page) => {
    const isSeen = () =>
      page.evaluate(() => {
        const place = document.querySelector('.sentence[aria-current]').getBoundingClientRect();
        const bottom = document.getElementById('player').getBoundingClientRect().top;
        return place.top >= 0 && place.top < bottom;
      });
    await page.click('#play');
    for (let times = 0; times < 8; times++) await page.keyboard.press('ArrowRight');
    await page.waitForTimeout(1500);
    assert.ok((await page.evaluate(() => scrollY)) > 200);
    assert.ok(await isSeen());
    assert.ok(await page.locator('#follow').isHidden());
    await page.mouse.move(600, 200);
    for (let times = 0; times < 6; times++) {
      await page.mouse.wheel(0, -500);
      await page.waitForTimeout(50);
    }
    await page.waitForTimeout(2500);
    assert.equal(await page.evaluate(() => scrollY), 0);
    await page.click('#follow');
    await page.waitForTimeout(1200);
    assert.ok(await isSeen());
    assert.ok(await page.locator('#follow').isHidden());
  }));

test('what is read has the structure of the article', () =>
  opened({}, async (page) => {
    const outline = await page.locator('main h1, main h2').allTextContents();
    assert.equal(outline.length, 9);
    const { sections, cues } = await data(page);
    assert.deepEqual(outline, sections.map((section) => section.title));
    assert.equal(await page.locator('.sentence').count(), cues.length);
    assert.equal(await page.locator('main section:nth-of-type(8) p').count(), 2);
  }));

test('markup in an article is text', () =>
  opened({ name: 'hostile' }, async (page) => {
    assert.match(await page.title(), /^<\/script><script>document\.title = 1/);
    assert.match(await page.textContent('h1'), /^<\/script><script>/);
    assert.match(await page.textContent('main'), /<img src="x\.png" onerror="alert\(1\)"> <!-- reste\./);
    assert.equal(await page.locator('main img, main script').count(), 0);
    await page.focus('#play');
    await page.keyboard.press('ArrowDown');
    assert.equal((await state(page)).sentence, 1);
  }));

test('arrows up and down scroll the page, and go by sentences in the player', () =>
  opened({ viewport: { width: 1000, height: 500 } }, async (page) => {
    await page.locator('main').focus();
    for (let times = 0; times < 5; times++) await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(500);
    assert.ok((await page.evaluate(() => scrollY)) > 50);
    assert.equal((await state(page)).moment, 0);
    await page.focus('#position');
    await page.keyboard.press('ArrowDown');
    assert.equal((await state(page)).sentence, 1);
  }));

test('single keys can be switched off, and stay off', () =>
  opened({}, async (page) => {
    await page.click('[aria-controls=display]');
    await page.uncheck('#keys');
    await page.keyboard.press('Escape');
    await page.locator('main').focus();
    await page.keyboard.press('k');
    await page.keyboard.press('+');
    await page.reload();
    await prepare(page);
    await page.keyboard.press('k');
    const { paused, rate } = await state(page);
    assert.deepEqual([paused, rate], [true, 1]);
    assert.equal(await page.locator('#keys').isChecked(), false);
  }));

for (const name of ['beside', 'within']) {
  test(`without scripts there are players and the text (${name})`, async () => {
    const context = await browser.newContext({ viewport: DESKTOP, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(address(name));
    const players = page.locator('audio[controls]');
    assert.equal(await players.count(), name === 'beside' ? 9 : 1);
    assert.ok(await players.first().isVisible());
    assert.ok(await page.locator('main h1').isVisible());
    assert.ok(await page.locator('#player').isHidden());
    await context.close();
  });
}

test('a missing file is said at every attempt to play', async () => {
  const folder = `${pages}/silent`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  copyFileSync(`${pages}/whole/page.html`, `${folder}/page.html`);
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  await page.goto(address('silent'));
  const clear = () => page.evaluate(() => (document.getElementById('message').textContent = ''));
  const said = () =>
    page.waitForFunction(() => /fichier audio/.test(document.getElementById('message').textContent));
  for (let times = 0; times < 3; times++) {
    await said();
    assert.equal(await page.getAttribute('#play', 'aria-label'), 'Lire');
    await clear();
    await page.click('#play');
  }
  const source = await page.evaluate(() => document.getElementById('sound').src.split('/').at(-1));
  const file = decodeURIComponent(source);
  // Else the last attempt could still fail after the next one.
  await said();
  copyFileSync(`${pages}/whole/${file}`, `${folder}/${file}`);
  await page.click('#play');
  await page.waitForFunction(() => document.getElementById('sound').currentTime > 0.5);
  await context.close();
});

test('the head shows cover, author, date and length', () =>
  opened({ name: 'lesson' }, async (page) => {
    assert.ok(await page.evaluate(() => document.getElementById('cover').naturalWidth > 0));
    assert.equal(await page.textContent('.authors'), 'Jeanne Moreau');
    assert.match(await page.textContent('.facts'), /^3 mars 2024 · \d+\u00a0s$/);
    const { artist, artwork } = await page.evaluate(() => {
      const { artist, artwork } = navigator.mediaSession.metadata;
      return { artist, artwork: artwork.map(({ src, sizes }) => [src.slice(0, 15), sizes]) };
    });
    assert.equal(artist, 'Jeanne Moreau');
    assert.deepEqual(artwork, [['data:image/png;', '1000x1000']]);
  }));

test('size, typeface and colours are chosen, and remembered', () =>
  opened({}, async (page) => {
    const look = () =>
      page.evaluate(async () => {
        await document.fonts.ready;
        const { fontSize, fontFamily } = getComputedStyle(document.querySelector('main'));
        const { backgroundColor } = getComputedStyle(document.documentElement);
        const fonts = [...document.fonts].map((each) => each.status);
        return { size: parseFloat(fontSize), fontFamily, backgroundColor, fonts };
      });
    const before = await look();
    assert.deepEqual(before.fonts, ['unloaded']);
    await page.click('[aria-controls=display]');
    for (let times = 0; times < 9; times++) {
      if (await page.locator('#larger').isEnabled()) await page.click('#larger');
    }
    await page.check('[value=atkinson]');
    const colours = [];
    for (const theme of ['light', 'sepia', 'dark']) {
      await page.check(`[value=${theme}]`);
      colours.push((await look()).backgroundColor);
    }
    assert.deepEqual(colours, ['rgb(253, 252, 249)', 'rgb(246, 236, 215)', 'rgb(25, 24, 22)']);
    await page.reload();
    await prepare(page);
    const after = await look();
    assert.equal(after.size, before.size * 2);
    assert.match(after.fontFamily, /^Atkinson/);
    assert.deepEqual(after.fonts, ['loaded']);
    assert.equal(after.backgroundColor, colours[2]);
  }));

test('the time that remains is that at this rate', () =>
  opened({}, async (page) => {
    const { length } = await data(page);
    const remaining = async () => {
      const [minutes, seconds] = (await page.textContent('#remaining')).match(/\d+/g).map(Number);
      return minutes * 60 + seconds;
    };
    near(await remaining(), length / 1000, 1, 'at first');
    for (let times = 0; times < 10; times++) await page.keyboard.press('+');
    near(await remaining(), length / 2000, 1, 'at twice the rate');
  }));

test('it stops at the time that was set', async () => {
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  await page.clock.install();
  await page.goto(address('beside'));
  await page.click('#play');
  await page.click('[aria-controls=listening]');
  await page.selectOption('#sleep', '5');
  await page.clock.runFor(5 * 60_000 - 10_000);
  assert.equal(await page.evaluate(() => document.getElementById('sound').paused), false);
  await page.clock.runFor(11_000);
  assert.equal(await page.evaluate(() => document.getElementById('sound').paused), true);
  assert.equal(await page.evaluate(() => document.getElementById('sound').volume), 1);
  await context.close();
});

for (const name of ['beside', 'whole']) {
  test(`it stops at the end of the section (${name})`, () =>
    opened({ name }, async (page) => {
      const { sections } = await data(page);
      await page.evaluate((end) => (location.hash = `#t=${(end - 1500) / 1000}`), sections[0].end);
      await page.click('[aria-controls=listening]');
      await page.selectOption('#sleep', 'section');
      await page.click('#play');
      await page.waitForTimeout(3000);
      const now = await state(page);
      assert.equal(now.paused, true);
      near(now.moment, sections[0].end, 60, 'the end');
      assert.equal(await page.inputValue('#sleep'), '');
      await page.click('#play');
      await page.waitForTimeout(1000);
      assert.equal((await state(page)).section, sections[1].title);
    }));
}

test('after a pause a little is heard again', () =>
  opened({}, async (page) => {
    await clickSentence(page, 3);
    await page.waitForTimeout(2500);
    await page.click('#play');
    const { moment } = await state(page);
    await page.waitForTimeout(3300);
    await page.click('#play');
    near((await state(page)).moment, moment - 2000, 300, 'after three seconds');
    await page.click('#play');
    const short = (await state(page)).moment;
    await page.click('#play');
    near((await state(page)).moment, short, 300, 'at once');
  }));

test('a sentence is repeated, or the voice stops after it', () =>
  opened({}, async (page) => {
    const { cues } = await data(page);
    const last = (cues[1][1] - 800) / 1000;
    await page.click('[aria-controls=listening]');
    await page.check('#loop');
    await page.evaluate((last) => (location.hash = `#t=${last}`), last);
    await page.click('#play');
    await page.waitForTimeout(1600);
    let now = await state(page);
    assert.deepEqual([now.sentence, now.paused], [1, false]);
    near(now.moment, cues[1][0] + 800, 400, 'again');
    await page.click('#play');
    await page.uncheck('#loop');
    await page.check('#each');
    await page.evaluate((last) => (location.hash = `#t=${last}1`), last);
    await page.click('#play');
    await page.waitForTimeout(1600);
    now = await state(page);
    assert.deepEqual([now.sentence, now.paused], [1, true]);
    near(now.moment, cues[1][1], 60, 'the end of the sentence');
    await page.click('#play');
    await page.waitForTimeout(1000);
    assert.equal((await state(page)).sentence, 2);
    await page.keyboard.press('r');
    near((await state(page)).moment, cues[2][0], 100, 'from its start');
  }));

test('it stops after the last sentence of a file too', () =>
  opened({}, async (page) => {
    const { cues, sections } = await data(page);
    const last = cues.findLastIndex((cue) => cue[0] < sections[0].end);
    await page.click('[aria-controls=listening]');
    await page.check('#each');
    await page.evaluate((end) => (location.hash = `#t=${(end - 700) / 1000}`), cues[last][1]);
    await page.click('#play');
    await page.waitForTimeout(1500);
    const now = await state(page);
    assert.deepEqual([now.sentence, now.paused], [last, true]);
    await page.click('#play');
    await page.waitForTimeout(2500);
    const then = await state(page);
    assert.deepEqual([then.section, then.sentence], [sections[1].title, last + 1]);
  }));

test('bookmarks are kept, gone to, exported and removed', () =>
  opened({ acceptDownloads: true }, async (page) => {
    const { cues, sections } = await data(page);
    await clickSentence(page, 4);
    await page.click('#play');
    await page.keyboard.press('b');
    await page.keyboard.press('b');
    await page.reload();
    await prepare(page);
    await page.click('[aria-controls=bookmarks]');
    assert.equal(await page.locator('#marked li').count(), 1);
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#export')]);
    assert.match(download.suggestedFilename(), /^Poutine-étonnamment.*-signets\.txt$/);
    const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
    const sentence = await page.locator('.sentence').nth(4).textContent();
    assert.equal(lines[0], sections[0].title);
    assert.ok(lines[2].endsWith(`\t${sentence}`), lines[2]);
    await page.click('#next');
    await page.click('#marked .place');
    await page.waitForTimeout(300);
    near((await state(page)).moment, cues[4][0], 5, 'the bookmark');
    await page.click('#marked li > button:last-child');
    assert.equal(await page.locator('#marked li').count(), 0);
    assert.ok(await page.locator('#no-bookmark').isVisible());
  }));

test('search finds without accents and capitals, and goes there', () =>
  opened({ name: 'lesson' }, async (page) => {
    const { cues } = await data(page);
    await page.keyboard.press('/');
    await page.keyboard.type('LECON de');
    await page.waitForFunction(() => document.querySelector('#results mark')?.textContent === 'leçon de');
    assert.equal(await page.textContent('#found'), '1 phrase');
    await page.fill('#query', 'regna');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const index = await page.evaluate(() => window.probe.sentences.findIndex((each) => each.textContent.startsWith('Louis')));
    await page.waitForTimeout(300);
    near((await state(page)).moment, cues[index][0], 5, 'the sentence');
    await page.fill('#query', 'zzz');
    await page.waitForFunction(() => document.getElementById('found').textContent.startsWith('Rien'));
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('#search').isHidden());
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-controls')), 'search');
  }));

test('words that a rule changed are shown on request', () =>
  opened({ name: 'lesson' }, async (page) => {
    const index = await page.evaluate(() => window.probe.sentences.findIndex((each) => each.textContent.startsWith('Le train')));
    await clickSentence(page, index);
    await page.click('#play');
    assert.ok(await page.locator('#said-words').isHidden());
    await page.click('[aria-controls=listening]');
    await page.check('#said');
    await page.keyboard.press('Escape');
    assert.equal(await page.textContent('#said-words'), '14h30quatorze heures trente');
    assert.equal(await page.textContent('.word.changed'), '14h30');
    await page.reload();
    await page.waitForFunction(() => !document.getElementById('said-words').hidden);
    await page.waitForFunction(() => document.getElementById('sound').readyState > 0);
    await prepare(page);
    const name = await page.evaluate(() => window.probe.sentences.findIndex((each) => each.textContent.startsWith('Publié')));
    await clickSentence(page, name);
    assert.match(await page.textContent('#said-words'), /^Publié\/.*\/$/);
  }));

test('the page speaks the language of the browser, its text stays French', async () => {
  for (const [locale, play, lang] of [['fr-FR', 'Lire', ''], ['en-GB', 'Play', 'en'], ['de-DE', 'Lire', '']]) {
    await opened({ name: 'lesson', locale }, async (page) => {
      assert.equal(await page.getAttribute('#play', 'aria-label'), play);
      assert.equal(await page.evaluate(() => document.getElementById('player').lang), lang);
      assert.equal(await page.evaluate(() => document.documentElement.lang), 'fr');
      const french = await page.evaluate(() => /[éèêçœ]/.test(document.getElementById('player').innerText));
      if (lang === 'en') assert.equal(french, false);
      if (lang === 'en') assert.equal(await page.textContent('#date'), '3 March 2024');
    });
  }
});

test('it prints without controls and marks', () =>
  opened({}, async (page) => {
    await clickSentence(page, 3);
    await page.waitForTimeout(500);
    await page.click('#play');
    await page.emulateMedia({ media: 'print' });
    for (const part of ['#player', 'nav', '.skip']) assert.ok(await page.locator(part).isHidden(), part);
    const marks = await page.evaluate(() =>
      [...document.querySelectorAll('[aria-current]')]
        .filter((each) => each.closest('main'))
        .map((each) => getComputedStyle(each).backgroundColor));
    assert.ok(marks.length > 0);
    assert.ok(marks.every((each) => each === 'rgba(0, 0, 0, 0)'), `${marks}`);
  }));

test('forced colours keep the marks of sentence and word', () =>
  opened({ forcedColors: 'active' }, async (page) => {
    await clickSentence(page, 3);
    await page.waitForTimeout(800);
    await page.click('#play');
    const [sentence, word, around] = await page.evaluate(() => {
      const style = (selector) => getComputedStyle(document.querySelector(selector));
      return [
        style('.sentence[aria-current]').textDecorationLine,
        style('.word[aria-current]').backgroundColor,
        style('html').backgroundColor,
      ];
    });
    assert.equal(sentence, 'underline');
    assert.notEqual(word, around);
    assert.notEqual(word, 'rgba(0, 0, 0, 0)');
  }));

test('every control has a name, and the keyboard reaches it', () =>
  opened({}, async (page) => {
    for (const panel of ['search', 'bookmarks', 'listening', 'display']) {
      await page.focus(`[aria-controls=${panel}]`);
      await page.keyboard.press('Enter');
      assert.ok(await page.evaluate((panel) => document.getElementById(panel).contains(document.activeElement), panel));
      const names = await page.locator(`#${panel}`).ariaSnapshot();
      assert.doesNotMatch(names, /- (button|checkbox|radio|combobox|searchbox)$/m);
      await page.keyboard.press('Escape');
      assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-controls')), panel);
    }
    const folder = process.env.SCREENSHOTS;
    if (folder) writeFileSync(`${folder}/tree.txt`, await page.locator('body').ariaSnapshot());
  }));

const looks = [
  ['desktop', {}],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: PHONE, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }],
  ['phone-dark', { viewport: PHONE, isMobile: true, hasTouch: true, colorScheme: 'dark' }],
  ['calm', { reducedMotion: 'reduce' }],
  ['forced', { forcedColors: 'active' }],
  ['zoomed', { viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 }],
  ['many', { name: 'many' }],
  ['many-phone', { name: 'many', viewport: PHONE, isMobile: true, hasTouch: true }],
  ['lesson', { name: 'lesson', locale: 'en-GB' }],
];
for (const [look, options] of looks) {
  test(`nothing hinders assistive technology (${look})`, () =>
    opened(options, async (page) => {
      const violations = async () => {
        await page.evaluate(axe);
        const result = await page.evaluate(() => window.axe.run());
        return result.violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]);
      };
      const picture = async (name) => {
        const folder = process.env.SCREENSHOTS;
        if (folder) await page.screenshot({ path: `${folder}/${look}-${name}.png` });
      };
      assert.deepEqual(await violations(), []);
      await picture('start');
      await clickSentence(page, 5);
      await page.waitForTimeout(1600);
      await picture('playing');
      await page.click('#play');
      await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
      await page.waitForTimeout(300);
      assert.deepEqual(await violations(), []);
      await picture('open');
      for (const panel of ['search', 'bookmarks', 'listening', 'display']) {
        await page.click(`[aria-controls=${panel}]`);
        if (panel === 'search') await page.fill('#query', 'est');
        if (panel === 'bookmarks') await page.click('#bookmark');
        await page.waitForTimeout(400);
        assert.deepEqual(await violations(), []);
        await picture(panel);
      }
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(inner <= outer, `${inner} wide in ${outer}`);
    }));
}
