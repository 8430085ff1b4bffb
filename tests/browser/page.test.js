// The read-along page of the seed article, opened from a folder in a real browser.
// `run` makes the pages, each page.html in a folder of $PAGES: `beside` has a WAV file for each
// section; `whole` an M4B for all, `opus`, `flac` and `mp3` what they say; `within` none;
// `hostile` is of an article full of markup.
// With $SCREENSHOTS, pictures of the page are left in that folder.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pages = process.env.PAGES;
const address = (name) => pathToFileURL(`${pages}/${name}/page.html`).href;
const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

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
  const context = await browser.newContext({ viewport: DESKTOP, ...options });
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
      source ?? document.getElementById(`sound-${index}`).textContent.trim();
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
    await page.keyboard.press('ArrowDown');
    const { moment } = await state(page);
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
    await page.keyboard.press('ArrowDown');
    assert.equal((await state(page)).sentence, 1);
  }));

const looks = [
  ['desktop', {}],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: PHONE, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }],
  ['phone-dark', { viewport: PHONE, isMobile: true, hasTouch: true, colorScheme: 'dark' }],
  ['calm', { reducedMotion: 'reduce' }],
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
      await clickSentence(page, 10);
      await page.waitForTimeout(1600);
      await page.click('#share');
      await picture('playing');
      await page.click('#play');
      await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
      await page.waitForTimeout(300);
      assert.deepEqual(await violations(), []);
      await picture('open');
      const [inner, outer] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(inner <= outer, `${inner} wide in ${outer}`);
    }));
}
