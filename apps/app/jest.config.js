const { transformIgnorePatterns } = require('jest-expo/jest-preset');

/** Published as ECMAScript modules alone, which Jest cannot read as they are. */
const modern = '(?:@noble|qr)/';

/** @type {import('jest').Config} */
const everywhere = {
  roots: ['<rootDir>/src'],
  moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1' },
  transformIgnorePatterns: transformIgnorePatterns.map((pattern) =>
    pattern.replace('(?!', `(?!(?:.*/)?${modern}|`),
  ),
  setupFilesAfterEnv: ['<rootDir>/src/testing/set-up.ts'],
};

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    // What draws nothing is the same on both, and runs here alone: a third project would compile it all once more.
    { ...everywhere, preset: 'jest-expo/ios', testMatch: ['**/*.test.{ts,tsx}'] },
    { ...everywhere, preset: 'jest-expo/android', testMatch: ['**/*.test.tsx'] },
  ],
  // The first test of a file also loads what it draws, which a busy machine takes long for.
  testTimeout: 60_000,
};
