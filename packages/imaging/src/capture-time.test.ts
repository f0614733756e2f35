import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CaptureTime, type ClockTags, resolveCaptureTime } from './capture-time.ts';

const at = (iso: string, takenAtOffset: number | null): CaptureTime => ({
  takenAt: Date.parse(iso),
  takenAtOffset,
});
const nothing: CaptureTime = { takenAt: null, takenAtOffset: null };
const original = '2024:07:01 14:30:00';

const cases: readonly [string, ClockTags, CaptureTime][] = [
  ['no clock at all', {}, nothing],
  ['wall time alone, read as UTC', { original }, at('2024-07-01T14:30:00Z', null)],
  ['a recorded offset', { original, originalOffset: '+02:00' }, at('2024-07-01T12:30:00Z', 120)],
  ['an offset west of Greenwich', { original, originalOffset: '-03:30' }, at('2024-07-01T18:00:00Z', -210)],
  ['an offset of zero', { original, originalOffset: 'Z' }, at('2024-07-01T14:30:00Z', 0)],
  ['an offset beyond all zones', { original, originalOffset: '+19:00' }, at('2024-07-01T14:30:00Z', null)],
  ['an offset of blanks', { original, originalOffset: '   :  ' }, at('2024-07-01T14:30:00Z', null)],
  [
    'an offset of digitising, where that is all there is',
    { original, digitisedOffset: '+01:00' },
    at('2024-07-01T13:30:00Z', 60),
  ],
  ['parts of seconds', { original, originalSubSeconds: '085' }, at('2024-07-01T14:30:00.085Z', null)],
  ['parts of seconds that are not', { original, originalSubSeconds: '??' }, at('2024-07-01T14:30:00Z', null)],
  [
    'the clock of the satellites, some seconds old',
    { original, gpsDate: '2024:07:01', gpsTime: [12, 29, 41.5] },
    at('2024-07-01T12:30:00Z', 120),
  ],
  [
    'the clock of the satellites across midnight',
    { original: '2024:07:02 08:00:10', gpsDate: '2024:07:01', gpsTime: [22, 30, 0] },
    at('2024-07-01T22:30:10Z', 570),
  ],
  [
    'Nepal by its satellites',
    { original, gpsDate: '2024:07:01', gpsTime: [8, 45, 0] },
    at('2024-07-01T08:45:00Z', 345),
  ],
  [
    'a stale position, which fits no zone',
    { original, gpsDate: '2024:07:01', gpsTime: [12, 14, 0] },
    at('2024-07-01T14:30:00Z', null),
  ],
  [
    'a recorded offset goes before the satellites',
    { original, originalOffset: '+02:00', gpsDate: '2024:07:01', gpsTime: [13, 30, 0] },
    at('2024-07-01T12:30:00Z', 120),
  ],
  [
    'the satellites go before the offset of a later edit',
    { original, modifiedOffset: '+09:00', gpsDate: '2024:07:01', gpsTime: [12, 30, 0] },
    at('2024-07-01T12:30:00Z', 120),
  ],
  ['only satellites', { gpsDate: '2024:07:01', gpsTime: [12, 30, 0] }, at('2024-07-01T12:30:00Z', null)],
  ['a satellite clock of nonsense', { gpsDate: '2024:07:01', gpsTime: [99, 30, 0] }, nothing],
  ['only a digitising time', { digitised: original }, at('2024-07-01T14:30:00Z', null)],
  ['a camera that was never set', { original: '0000:00:00 00:00:00' }, nothing],
  ['blanks', { original: '    :  :     :  :  ' }, nothing],
  ['the thirtieth of February', { original: '2024:02:30 10:00:00' }, nothing],
  ['dashes for colons', { original: '2024-07-01T14:30:00' }, at('2024-07-01T14:30:00Z', null)],
];

for (const [name, tags, expected] of cases) {
  test(`resolves ${name}`, () => assert.deepEqual(resolveCaptureTime(tags), expected));
}
