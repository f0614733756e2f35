import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { findFaults, loadLanguages, type Sentences } from './languages.ts';

const english: Sentences = {
  hello: 'Hello {{name}}',
  photos_zero: 'No photos',
  photos_one: 'One photo of {{name}}',
  photos_other: '{{count}} photos of {{name}}',
  menu: { open: 'Open', close: 'Close' },
};
const german: Sentences = {
  hello: 'Hallo {{name}}',
  photos_zero: 'Keine Fotos',
  photos_one: 'Ein Foto von {{name}}',
  photos_other: '{{count}} Fotos von {{name}}',
  menu: { open: 'Öffnen', close: 'Schließen' },
};
const without = (sentences: Sentences, key: string): Sentences =>
  Object.fromEntries(Object.entries(sentences).filter(([each]) => each !== key));

const cases: [name: string, language: string, translation: Sentences, ...faults: string[]][] = [
  ['a whole one', 'de', german],
  ['a missing key', 'de', without(german, 'hello'), 'de: hello is missing'],
  ['a missing key inside', 'de', { ...german, menu: { open: 'Öffnen' } }, 'de: menu.close is missing'],
  ['a superfluous key', 'de', { ...german, bye: 'Tschüss' }, 'de: bye is superfluous'],
  ['an empty sentence', 'de', { ...german, hello: ' ' }, 'de: hello is empty'],
  ['a missing form', 'de', without(german, 'photos_one'), 'de: photos_one is missing'],
  ['no word for nothing', 'de', without(german, 'photos_zero'), 'de: photos_zero is missing'],
  [
    'a form that the language has not',
    'de',
    { ...german, photos_few: '{{count}} Fotos von {{name}}' },
    'de: photos_few is superfluous',
  ],
  ['a form that this language needs', 'es', german, 'es: photos_many is missing'],
  [
    'all that Arabic needs',
    'ar',
    german,
    'ar: photos_few is missing',
    'ar: photos_many is missing',
    'ar: photos_two is missing',
  ],
  [
    'a lost placeholder',
    'de',
    { ...german, hello: 'Hallo' },
    'de: hello has the placeholders [] instead of [name]',
  ],
  [
    'a placeholder of its own',
    'de',
    { ...german, hello: 'Hallo {{nama}}' },
    'de: hello has the placeholders [nama] instead of [name]',
  ],
  [
    'a lost number',
    'de',
    { ...german, photos_other: 'Fotos von {{name}}' },
    'de: photos_other has the placeholders [name] instead of [count,name]',
  ],
  ['a number where words would do', 'de', { ...german, photos_one: '{{count}} Foto von {{name}}' }],
];

for (const [name, language, translation, ...faults] of cases)
  test(`of a translation with ${name}, ${faults.length === 0 ? 'nothing' : 'just that'} is said`, () =>
    assert.deepEqual(findFaults(language, english, translation).sort(), faults));

test('the languages of the app are all found, and are different', async () => {
  const all = await loadLanguages(join(import.meta.dirname, '../..'));
  assert.deepEqual([...all.keys()], ['en', 'de', 'es', 'ar']);
  const saved = [...all.values()].map(({ common }) => (common as Sentences)['save']);
  assert.equal(new Set(saved).size, 4, String(saved));
});
