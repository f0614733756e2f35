import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseLanguage } from './languages.ts';

const cases: [header: string | undefined, language: string][] = [
  [undefined, 'en'],
  ['', 'en'],
  ['de', 'de'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['en-GB,de;q=0.9', 'en'],
  ['fr-FR, fr;q=0.9, de;q=0.5, en;q=0.4', 'de'],
  ['en;q=0.3, DE-ch;q=0.7', 'de'],
  ['de;q=0, fr', 'en'],
  ['de;q=nonsense', 'en'],
  ['fr, es-MX;q=0.9, en;q=0.8', 'es'],
  ['ar-EG', 'ar'],
  ['*', 'en'],
  [';;;,,,', 'en'],
];

for (const [header, language] of cases) {
  test(`${header} reads ${language}`, () => assert.equal(chooseLanguage(header), language));
}
