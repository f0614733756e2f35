import { type Bar, imaging, media, server } from './row.ts';

export const mediaBars: readonly Bar[] = [
  {
    number: 27,
    holds:
      'Only JPEG, PNG, WebP, GIF, AVIF and HEIC are decoded; every other loader is shut, whatever a file is called.',
    tests: {
      [`${imaging}/malformed.test.ts`]: [
        'the loaders themselves are shut, and no file can be named',
        'what is not an allowed type is refused, whatever it is called',
      ],
    },
  },
  {
    number: 28,
    holds:
      'Pictures have 100 megapixels and animations 500 frames at most; what claims more is refused by its header.',
    tests: {
      [`${imaging}/malformed.test.ts`]: [
        'a small file that claims 256 megapixels is refused by its header',
        'no decoder is called for what claims too many pixels or frames',
        'animations are limited by frames, and by frames times pixels',
      ],
    },
  },
  {
    number: 29,
    holds: 'Broken files crash nothing and hang nothing; each ends with a reason that its uploader sees.',
    tests: {
      [`${imaging}/malformed.test.ts`]: [
        '${type}, cut off anywhere',
        '${type}, with bits flipped',
        '${type}, with a stretch of zeros',
        'metadata that is rubbish costs the photo nothing',
      ],
      [`${server}/queue/corpus.test.ts`]: [
        'files made to break decoders end as ready or failed, and kill, hang or swell no processor',
      ],
      [`${server}/queue/embedded.test.ts`]: ['a photo that cannot be shown is answered with the reason'],
      [`${media}/feed.test.ts`]: [
        'a failed photo is shown to its uploader and to moderators, a location to its uploader alone',
      ],
    },
  },
  {
    number: 30,
    holds:
      'Decoders run in processes of their own, with a limit of time: one that crashes costs its job one try.',
    tests: {
      [`${server}/queue/embedded.test.ts`]: [
        'a processor that crashes costs its own job one try',
        'a processor that hangs is stopped, and its job answered',
        'are replaced after one that died by "${how}"',
      ],
    },
  },
  {
    number: 31,
    holds: 'Variants carry no metadata, and the place is for the uploader alone.',
    tests: {
      [`${imaging}/process-image.test.ts`]: [
        'a photo full of metadata keeps none of it in its variants',
        'a WebP with EXIF, XMP and ICC',
      ],
      [`${imaging}/location/blank-location.test.ts`]: [
        'whatever the bytes are, the length stays, and no reader finds a place',
      ],
      [`${imaging}/film/location.test.ts`]: [
        'atoms of places go, and what stands beside them stays',
        'of metadata by key, those of places go, in QuickTime as in MP4',
        'a track of places goes with its samples, others and what they say stay',
      ],
      [`${media}/reads.http.test.ts`]: [
        'the place leaves the store for the uploader alone',
        'films are shown by a picture, keep every byte, and play from anywhere; others get them without the place',
      ],
    },
  },
  {
    number: 32,
    holds:
      'All orientations come out upright; two files of one MD5 stay two; the type is what the bytes say.',
    tests: {
      [`${imaging}/orientation.test.ts`]: [
        'JPEG, ${shape}, orientation ${orientation}',
        '${format}, orientation ${orientation}',
        'HEIC is turned by its own property and not by EXIF',
      ],
      [`${media}/confirm-uploads.test.ts`]: [
        'two files of one MD5 stay two photos, and neither is taken for the other',
      ],
      [`${media}/processing.test.ts`]: ['a photo whose bytes are of another type than declared fails'],
      [`${imaging}/sniff.test.ts`]: ['sniffs ${name}'],
    },
  },
  {
    number: 33,
    holds:
      'Films are read as MP4 and QuickTime alone, from memory that leads nowhere, for a minute at most; what calls itself one is refused.',
    tests: {
      [`${imaging}/film/process-film.test.ts`]: [
        'what is no film, or another one than it was said to be, is refused',
        'a list of films elsewhere that calls itself one is read as a film',
        'a film of larger pictures than any camera makes is not decoded',
      ],
      [`${imaging}/malformed.test.ts`]: ['what is not an allowed type is refused, whatever it is called'],
      [`${media}/policy.test.ts`]: ['a file is refused by kind, type and size'],
    },
  },
];
