import { writeFileSync } from 'node:fs';

/** A test file as one platform ran it. */
export interface JestFile {
  /** Absolute. */
  path: string;
  /** As the preset calls it: `iOS` or `Android`. */
  platform: string;
  loaded: boolean;
  tests: { name: string; passed: boolean }[];
}

/** The part that is read of what Jest hands to its reporters. */
interface JestTest {
  path: string;
  context: { config: { displayName?: { name: string } } };
}
interface JestResult {
  testExecError?: unknown;
  testResults: { fullName: string; status: string }[];
}

/**
 * Jest's reporter that writes a `JestFile[]` to the file that JEST_REPORT_FILE names. Jest's own JSON does not say
 * on which platform a test failed.
 */
// biome-ignore lint/style/noDefaultExport: Jest finds a reporter by it
export default class JestReport {
  readonly #files: JestFile[] = [];

  onTestResult({ path, context }: JestTest, { testExecError, testResults }: JestResult): void {
    this.#files.push({
      path,
      platform: context.config.displayName?.name ?? '',
      loaded: !testExecError,
      tests: testResults.map(({ fullName, status }) => ({ name: fullName, passed: status === 'passed' })),
    });
  }

  onRunComplete(): void {
    writeFileSync(process.env['JEST_REPORT_FILE'] ?? '', JSON.stringify(this.#files));
  }
}
