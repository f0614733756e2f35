import { readServerAddress } from './server';

describe('readServerAddress', () => {
  it.each([
    ['photos.example.org', 'https://photos.example.org'],
    [' https://photos.example.org/groups?x=1 ', 'https://photos.example.org'],
    ['http://192.168.1.20:3000', 'http://192.168.1.20:3000'],
    ['http://localhost:3000', 'http://localhost:3000'],
    ['http://photos.example.org', null],
    ['https://me:secret@photos.example.org', null],
    ['javascript:alert(1)', null],
    ['two words', null],
    ['photos', null],
    ['', null],
  ])('reads %s as %s', (typed, origin) => {
    expect(readServerAddress(typed)).toBe(origin);
  });
});
