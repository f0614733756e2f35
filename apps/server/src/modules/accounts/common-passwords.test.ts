import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isCommonPassword } from './common-passwords.ts';

const email = 'margherita.hack@observatory.example';

test('what guessers try first is refused', () => {
  for (const password of [
    'qwerty123456',
    'QWERTY123456',
    'unbelievable',
    '1qaz2wsx3edc4rfv',
    'chickenwing101',
    'Password1234',
    'iloveyou2026',
    'monkey123456789',
    '!!dragon!!dragon!!',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    '            ',
    '123456789012',
    'zyxwvutsrqpo',
    'qwertyuiopqwerty',
    'wmorywmory12',
    'wmory-wmory-2026',
    'margherita.hack',
    'margherita.hack@observatory.example',
    'MargheritaHack!',
    'observatory2026',
    'ｐａｓｓｗｏｒｄ１２３４',
  ]) {
    assert.equal(isCommonPassword(password, email), true, password);
  }
});

test('what is merely plain passes: there are no rules of composition', () => {
  for (const password of [
    'seven green bicycles',
    'correct horse battery staple',
    'nxqhzkwvbtrm',
    '839201746520',
    'dragon and the teapot',
    'margherita counts stars',
    'wmory is not what I type',
    'пять зелёных велосипедов',
    'a password of Ada',
  ]) {
    assert.equal(isCommonPassword(password, email), false, password);
  }
});
