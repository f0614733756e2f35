import { bytesOf, type Candidate, typeOf, whatFits } from './candidate';
import { joinPairs } from './join-pairs';

const file = (name: string, change: Partial<Candidate> = {}): Candidate => ({
  name,
  mimeType: typeOf(name, ''),
  size: 3,
  modifiedAt: null,
  handle: {},
  ...change,
});

const shown = (candidates: Candidate[]) =>
  candidates.map(({ name, film }) => (film ? `${name} + ${film.name}` : name));

test('a live photo that came as two files is one', () => {
  const files = [file('IMG_1.MOV'), file('b.jpg'), file('img_1.heic'), file('c.mp4')];
  const joined = joinPairs(files);
  expect(shown(joined)).toEqual(['b.jpg', 'img_1.heic + IMG_1.MOV', 'c.mp4']);
  expect(bytesOf(joined)).toBe(12);
});

test('files of one name in two folders are two', () => {
  const joined = joinPairs([file('a.jpg', { folder: 'x/' }), file('a.mov', { folder: 'y/' })]);
  expect(shown(joined)).toEqual(['a.jpg', 'a.mov']);
});

test('what the system gave as one stays so', () => {
  const joined = joinPairs([file('a.heic', { film: file('a.mov') }), file('a.mov')]);
  expect(shown(joined)).toEqual(['a.heic + a.mov', 'a.mov']);
});

test('a live photo fits with both of its files, or not at all', () => {
  const joined = joinPairs([file('a.jpg'), file('a.mov'), file('b.jpg')]);
  expect(shown(whatFits(joined, 5))).toEqual(['b.jpg']);
  expect(shown(whatFits(joined, 9))).toEqual(['a.jpg + a.mov', 'b.jpg']);
});
