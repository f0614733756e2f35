import { readInvite } from './read-invite';

const HERE = 'https://photos.example.org';

describe('readInvite', () => {
  it.each([
    ['https://photos.example.org/join#a-token', 'a-token'],
    [' https://photos.example.org/join#token=a-token\n', 'a-token'],
    ['HTTPS://PHOTOS.EXAMPLE.ORG/join/#a-token', 'a-token'],
  ])('finds the token of %s', (text, token) => {
    expect(readInvite(text, HERE)).toEqual({ kind: 'invite', token });
  });

  it.each([
    ['https://other.example/join#a-token', 'other.example'],
    ['http://photos.example.org/join#a-token', 'photos.example.org'],
    ['https://photos.example.org:8443/join#a-token', 'photos.example.org:8443'],
    ['https://photos.example.org.evil.example/join#a-token', 'photos.example.org.evil.example'],
  ])('says which server %s is for', (text, host) => {
    expect(readInvite(text, HERE)).toMatchObject({ kind: 'elsewhere', host });
  });

  it.each([
    '',
    'hello',
    'WIFI:S:home;P:secret;;',
    'https://photos.example.org/join',
    'https://photos.example.org/join#',
    'https://photos.example.org/join#two words',
    'https://photos.example.org/joint#a-token',
    'https://photos.example.org/groups#a-token',
    'https://me:secret@photos.example.org/join#a-token',
    'javascript:alert(1)//join#a-token',
    'wmory://photos.example.org/join#a-token',
    `https://photos.example.org/join#${'x'.repeat(401)}`,
    'https://photos.example.org/join#%E0%A4',
  ])('takes %s for no invite', (text) => {
    expect(readInvite(text, HERE)).toEqual({ kind: 'other' });
  });
});
