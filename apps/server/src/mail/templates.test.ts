import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LetterKind, type LetterValues, languages } from './letter-kinds.ts';
import { letterSamples } from './letter-samples.ts';
import { letterTexts } from './letter-texts.ts';
import { writeLetter } from './templates.ts';

const { optOut } = letterSamples.newPhotos;
/** Those that people can do without. */
const optional: readonly LetterKind[] = ['newPhotos', 'joinAsked', 'joinAccepted'];

const values: LetterValues = {
  ...letterSamples,
  // Both need escaping in HTML.
  verifyEmail: { ...letterSamples.verifyEmail, link: 'https://photos.example/verify#t=abc&x=1' },
  newPhotos: {
    ...letterSamples.newPhotos,
    entries: [
      { heading: 'Alps & {name}' },
      { text: '2 new photos: Ben (2)' },
      { button: 'See the photos', link: 'https://photos.example/groups/1' },
    ],
  },
};

/** All that a letter is written with; the address for mail programs is in no body. */
function leavesOf(value: unknown): (string | number)[] {
  if (typeof value === 'string' || typeof value === 'number') return [value];
  return Object.values(value as object)
    .flatMap(leavesOf)
    .filter((leaf) => leaf !== optOut.oneClick);
}

const kinds = Object.keys(letterTexts.en.letters) as LetterKind[];

const plainOf = (html: string): string =>
  html.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

const asMoment = {
  en: 'November 23, 2026 at 9:46 PM UTC',
  de: '23. November 2026 um 21:46 UTC',
  es: '23 de noviembre de 2026 a las 21:46 UTC',
  ar: '23 نوفمبر 2026 في 9:46 م UTC',
};

/** What a reader of the HTML reads: addresses of links where the text has them, no markup, no style. */
const readHtml = (html: string): string =>
  plainOf(
    html
      .replace(/^[\s\S]*?<h1[^>]*>[\s\S]*?<\/h1>/, '')
      .replace(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g, '$2: $1')
      .replace(/<[^>]+>/g, ' '),
  );
const squeeze = (text: string): string => text.replace(/^-- $/m, '').replace(/\s+/g, ' ').trim();
const holesIn = (text: unknown): string[] =>
  [...JSON.stringify(text).matchAll(/[{](\w+)[}]/g)].map(([, hole]) => hole ?? '').sort();

for (const language of languages) {
  for (const kind of kinds) {
    test(`${kind} in ${language} says the same in text and HTML, with every value in it`, () => {
      const letter = writeLetter(kind, 'ada@example.org', values[kind], language);
      assert.equal(letter.to, 'ada@example.org');
      assert.ok(letter.subject.length > 0);
      assert.equal(squeeze(readHtml(letter.html)), squeeze(letter.text));
      for (const body of [letter.text, plainOf(letter.html)]) {
        assert.doesNotMatch(body.replace('Alps & {name}', ''), /[{]\w+[}]|undefined|null/);
        for (const value of leavesOf(values[kind])) {
          const shown = typeof value === 'number' ? asMoment[language] : value;
          assert.ok(body.includes(shown), `${shown} is missing`);
        }
      }
      assert.match(
        letter.html,
        new RegExp(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`),
      );
      assert.doesNotMatch(
        letter.html,
        /<script|<img|<link|@import|url\(|https?:\/\/(?!photos\.example)/,
        'loads nothing from elsewhere',
      );
    });

    test(`${kind} in ${language} has the placeholders that the English one has, and blocks of the same kinds`, () => {
      const [own, english] = [letterTexts[language].letters[kind], letterTexts.en.letters[kind]];
      assert.deepEqual(holesIn(own), holesIn(english));
      const shapes = (blocks: readonly object[]) => blocks.map((block) => Object.keys(block));
      assert.deepEqual(shapes(own.blocks), shapes(english.blocks));
      if (language !== 'en') assert.notEqual(own.subject, english.subject);
    });
  }
}

test('who can do without a letter finds in its foot how, and a mail program in its headers; no other has either', () => {
  for (const kind of kinds) {
    const letter = writeLetter(kind, 'ada@example.org', values[kind]);
    const can = optional.includes(kind);
    assert.equal(letter.unsubscribe, can ? optOut.oneClick : undefined, kind);
    assert.equal(letter.text.includes(optOut.stop), can, kind);
    assert.equal(letter.html.includes(optOut.stop), can, kind);
  }
});

test('values are text, not markup, and are filled in once', () => {
  const name = `<b onclick='x'>"&{code}`;
  const { html, text } = writeLetter('verifyEmail', 'a@example.org', {
    name: "Conan O'Brien & {link}",
    code: '"><script>',
    link: 'https://photos.example/?a="><img>&b',
  });
  assert.doesNotMatch(html, /<script|<img/);
  assert.ok(html.includes('Conan O&#39;Brien &#38; {link}'));
  assert.ok(html.includes('href="https://photos.example/?a=&#34;&#62;&#60;img&#62;&#38;b"'));
  assert.ok(text.startsWith("Hello Conan O'Brien & {link},"));
  assert.doesNotMatch(
    writeLetter('verifyEmail', 'a@example.org', { name, code: '1', link: 'x' }).html,
    /onclick/,
  );
});

test('a name that is a message or an address is not repeated to strangers', () => {
  for (const name of ['Win at evil.example', 'https://evil', 'www evil', 'a@b', 'x'.repeat(41), 'evil.com']) {
    const { text } = writeLetter('verifyEmail', 'a@example.org', { ...values.verifyEmail, name });
    assert.ok(text.startsWith('Hello,\n'), name);
  }
  for (const name of ['Ada', 'Dr. Ada M. Lovelace Jr.', '李小龍', 'Zoë O’Neil', 'J. R. R.']) {
    const { text } = writeLetter('verifyEmail', 'a@example.org', { ...values.verifyEmail, name });
    assert.ok(text.startsWith(`Hello ${name},\n`), name);
  }
});
