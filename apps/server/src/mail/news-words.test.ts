import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languages } from './letter-kinds.ts';
import { describeNews, headGroup } from './news-words.ts';

const ben = (count: number) => ({ by: [{ name: 'Ben', count }], more: false });

test('photos are counted by the grammar of each language', () => {
  const said = {
    en: ['1 new photo: Ben (1)', '2 new photos: Ben (2)', '11 new photos: Ben (11)'],
    de: ['1 neues Foto: Ben (1)', '2 neue Fotos: Ben (2)', '11 neue Fotos: Ben (11)'],
    es: ['1 foto nueva: Ben (1)', '2 fotos nuevas: Ben (2)', '11 fotos nuevas: Ben (11)'],
    ar: ['صورة جديدة واحدة: Ben (1)', 'صورتان جديدتان: Ben (2)', '11 صورة جديدة: Ben (11)'],
  };
  for (const language of languages)
    assert.deepEqual(
      [1, 2, 11].map((count) => describeNews(language, ben(count))),
      said[language],
    );
});

test('five people are named, the others are counted, and more than was counted is called more', () => {
  const by = ['A', 'B', 'C', 'D', 'E', 'F', 'G'].map((name, index) => ({ name, count: 300 - index }));
  assert.equal(
    describeNews('en', { by, more: true }),
    'more than 2,079 new photos: A (300), B (299), C (298), D (297), E (296), others (589)',
  );
});

test('a name that is a message or an address is not said, be it of a person or of a group', () => {
  for (const name of ['Win at evil.example', 'https://evil', 'x'.repeat(41)]) {
    assert.equal(
      describeNews('en', { by: [{ name, count: 1 }], more: false }),
      '1 new photo: a member (1)',
      name,
    );
    assert.equal(headGroup('en', name), 'One of your groups', name);
  }
  assert.equal(headGroup('en', 'Alps'), 'Alps');
});
