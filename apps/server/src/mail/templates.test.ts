import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LetterKind, type LetterValues, letterTexts } from './letter-texts.ts';
import { writeLetter } from './templates.ts';

const values: LetterValues = {
  verifyEmail: { name: 'Ada Lovelace', code: '042117', link: 'https://photos.example/verify#t=abc&x=1' },
  alreadyRegistered: {
    name: 'Ada Lovelace',
    resetLink: 'https://photos.example/reset#t=abc',
    logInLink: 'https://photos.example/log-in',
  },
  resetPassword: { name: 'Ada Lovelace', link: 'https://photos.example/reset#t=abc' },
  passwordChanged: { name: 'Ada Lovelace', when: Date.UTC(2026, 10, 23, 21, 46) },
};
const kinds = Object.keys(letterTexts.en.letters) as LetterKind[];

const plainOf = (html: string): string =>
  html.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

for (const kind of kinds) {
  test(`${kind} says the same in text and HTML, with every value in it`, () => {
    const letter = writeLetter(kind, 'ada@example.org', values[kind]);
    assert.equal(letter.to, 'ada@example.org');
    assert.ok(letter.subject.length > 0);
    for (const body of [letter.text, plainOf(letter.html)]) {
      assert.doesNotMatch(body, /[{]\w+[}]|undefined|null/);
      for (const value of Object.values(values[kind])) {
        const shown = typeof value === 'number' ? 'November 23, 2026' : value;
        assert.ok(body.includes(shown), `${shown} is missing`);
      }
    }
    assert.match(letter.html, /<html lang="en">/);
    assert.doesNotMatch(
      letter.html,
      /<script|<img|https?:\/\/(?!photos\.example)/,
      'loads nothing from elsewhere',
    );
  });
}

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
