/** What must hold, with the tests that would fail if it did not. */
export interface Bar {
  number: number;
  holds: string;
  /** Names of tests by file; `command`: a program that ends with 0 when it holds. */
  tests: Record<string, readonly string[] | 'command'>;
}

export const server = 'apps/server/src';
export const imaging = 'packages/imaging/src';
export const [accounts, audit, groups, media] = ['accounts', 'audit', 'groups', 'media'].map(
  (module) => `${server}/modules/${module}`,
) as [string, string, string, string];

/** The same tests at every store. */
export const inStores = (...names: string[]): Bar['tests'] => ({
  [`${server}/storage/disk.test.ts`]: names,
  [`${server}/storage/s3.test.ts`]: names,
});
