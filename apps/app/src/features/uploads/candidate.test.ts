import { bytesOf, type Candidate, sortOut, typeOf, whatFits } from './candidate';

const file = (name: string, mimeType: string, size = 1): Candidate => ({
  name,
  mimeType: typeOf(name, mimeType),
  size,
  modifiedAt: null,
  handle: {},
});

describe('the type of a file', () => {
  it('is what the system says, where the API knows that', () => {
    expect(typeOf('a.png', 'image/jpeg')).toBe('image/jpeg');
  });

  it('is known by the ending where the system says nothing, or something of its own', () => {
    expect(typeOf('IMG_1.HEIC', '')).toBe('image/heic');
    expect(typeOf('a.jpg', 'image/jpg')).toBe('image/jpeg');
    expect(typeOf('a.heif', 'image/heif')).toBe('image/heic');
    expect(typeOf('b.mov', 'video/quicktime')).toBe('video/quicktime');
    expect(typeOf('c', '')).toBe('application/octet-stream');
  });
});

describe('what was chosen', () => {
  it('is parted into photos and others, without leftovers of systems', () => {
    const { photos, others } = sortOut([
      file('a.jpg', 'image/jpeg'),
      file('.DS_Store', ''),
      file('Thumbs.db', ''),
      file('b.mp4', 'video/mp4'),
      file('C.MOV', ''),
      file('d.avi', 'video/x-msvideo'),
    ]);
    expect(photos.map(({ name }) => name)).toEqual(['a.jpg', 'b.mp4', 'C.MOV']);
    expect(others.map(({ name }) => name)).toEqual(['d.avi']);
  });

  it('is cut to what fits', () => {
    const list = [file('a.jpg', '', 5), file('b.jpg', '', 9), file('c.jpg', '', 3)];
    expect(whatFits(list, 9).map(({ name }) => name)).toEqual(['a.jpg', 'c.jpg']);
    expect(bytesOf(list)).toBe(17);
  });
});
