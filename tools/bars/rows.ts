import type { NamedTest } from './named-tests.ts';
import { accessBars } from './rows/access.ts';
import { accountsBars } from './rows/accounts.ts';
import { cloudBars } from './rows/cloud.ts';
import { mediaBars } from './rows/media.ts';
import type { Bar } from './rows/row.ts';
import { runningBars } from './rows/running.ts';
import { uploadsBars } from './rows/uploads.ts';

/** What has to hold, of security and reliability, in order. */
export const bars: readonly Bar[] = [
  ...uploadsBars,
  ...accountsBars,
  ...accessBars,
  ...mediaBars,
  ...runningBars,
  ...cloudBars,
];

/** Every test that a row names. */
export const listTests = (): NamedTest[] =>
  bars.flatMap(({ tests }) =>
    Object.entries(tests).flatMap(([file, names]) =>
      names === 'command' ? [] : names.map((name) => ({ file, name })),
    ),
  );
