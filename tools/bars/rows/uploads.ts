import { type Bar, inStores, media, server } from './row.ts';

export const uploadsBars: readonly Bar[] = [
  {
    number: 1,
    holds:
      'A signed upload is for one key, method, length, type and digest; with any of them changed, the store refuses it.',
    tests: inStores(
      'refuses every request but the signed one, and stores nothing',
      'refuses other bytes of the same length, and keeps none of them',
    ),
  },
  {
    number: 2,
    holds: 'An address takes one upload: the next is refused, and of ten at once one wins.',
    tests: inStores('takes an upload once', 'lets one of ten concurrent uploads win'),
  },
  {
    number: 3,
    holds: 'What is served is what was checked, whatever is put again, and whenever.',
    tests: {
      ...inStores('serves what was copied, whatever is put to the source afterwards'),
      [`${media}/confirm-uploads.test.ts`]: [
        'what is confirmed is never written over, whatever is put under its key meanwhile',
        'a URL takes nothing in a second time, also after its file was confirmed and swept up',
        'a file replaced between look and copy is left for another confirmation',
      ],
    },
  },
  {
    number: 4,
    holds:
      'Addresses live 15 minutes at most; the bucket says the same, and refuses uploads that could write over.',
    tests: {
      ...inStores('signs no upload that lives longer than 15 minutes', 'honours no signature after its time'),
      [`${server}/storage/s3-bucket.test.ts`]: [
        'gives a bare bucket every rule, keeps those of others, and uploads go on',
      ],
      'infra/bucket-rules.test.ts': ['the bucket of ${stage} has the rules that the server looks for'],
    },
  },
  {
    number: 5,
    holds:
      'Confirming believes nothing that the client says about a file; properties that nobody declared are refused.',
    tests: {
      'packages/contract/src/operations.test.ts': [
        'whatever is sent is a closed object: properties that nobody declared are refused',
      ],
      'packages/contract/src/schemas.test.ts': [
        'an announced file is closed: a client cannot slip in a state or an owner',
      ],
      [`${media}/confirm-uploads.test.ts`]: [
        'a file that has not arrived leaves its upload open; one that is another ends it',
      ],
    },
  },
  {
    number: 6,
    holds: '50 confirmations at once make one photo, one charge, one job and one entry of the audit log.',
    tests: {
      [`${media}/confirm-uploads.test.ts`]: [
        '50 confirmations at once make one photo, one charge, one job and one record',
      ],
    },
  },
  {
    number: 7,
    holds:
      '100 announcements at once, ten times the limit, overshoot by nothing; a database in trouble grants nothing; a reservation ends once; the day is UTC.',
    tests: {
      [`${server}/modules/quota/quota.test.ts`]: [
        '100 concurrent reservations at ten times the limit overshoot by nothing',
        'an unknown user, bytes that are no number and a database in trouble reserve nothing',
        'a reservation ends once, however often and in whatever way it is asked to',
        'the day is UTC, and a reservation is settled against the day it was made on',
        'whatever happens in whatever order, the ledger equals its reservations and stays within the limit',
      ],
      [`${media}/authorise-uploads.test.ts`]: [
        '100 people-sized requests at once overshoot the quota by nothing',
      ],
    },
  },
  {
    number: 8,
    holds:
      'Parts have a key of their own and add up to what was reserved before they are put together; abandoned ones are gone within a day, what was never confirmed within two.',
    tests: {
      [`${media}/multipart.test.ts`]: [
        'a store that let a part through at another size is not believed',
        'parts in any order become the photo; the whole size is reserved from the start',
        'abandoned, an upload is dropped within a day, however often parts were asked for',
      ],
      ...inStores('refuses every part but the signed one, and keeps nothing of it'),
      'infra/bucket-rules.test.ts': ['the bucket of ${stage} has the rules that the server looks for'],
    },
  },
  {
    number: 9,
    holds: 'A server does not start on a store that takes forged, oversized or second uploads, and says why.',
    tests: {
      [`${server}/storage/s3-probe.test.ts`]: [
        'the server starts on a store that refuses what it has to, and leaves nothing in it',
        'the server does not start on a store that lets strangers in, and says why',
      ],
    },
  },
  {
    number: 10,
    holds:
      'Killed at any step of an upload, a confirmation, processing or a deletion, two sweeps leave no orphan, nothing stuck, and no photo lost that was acknowledged.',
    tests: {
      [`${server}/modules/crash/crash.test.ts`]: ['dying of ${name}'],
      'apps/server/src/modules/erasure.test.ts': [
        'leaves what the next one ends, after whatever step, with nothing counted twice',
      ],
      'e2e/crash.e2e.ts': [
        'the server is killed again and again while photos come in: the client finishes, and none is lost or there twice',
      ],
    },
  },
  {
    number: 11,
    holds: '10,000 results in any order, one in 20 twice and one in 100 lost, come to the same end.',
    tests: {
      [`${media}/results.test.ts`]: [
        '10,000 results in any order, one in 20 twice and one in 100 lost, come to the same end',
      ],
    },
  },
];
