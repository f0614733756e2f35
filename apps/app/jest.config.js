const { transformIgnorePatterns } = require('jest-expo/jest-preset');

/** Published as ECMAScript modules alone, which Jest cannot read as they are. */
const modern = '(?:@noble|qr)/';

/** @type {import('jest').Config} */
module.exports = {
  preset: 'jest-expo',
  roots: ['<rootDir>/src'],
  moduleNameMapper: { '^@/(.*)$': '<rootDir>/src/$1' },
  transformIgnorePatterns: transformIgnorePatterns.map((pattern) =>
    pattern.replace('(?!', `(?!(?:.*/)?${modern}|`),
  ),
  setupFilesAfterEnv: ['<rootDir>/src/testing/set-up.ts'],
  // The first test of a file also loads what it draws, which a busy machine takes long for.
  testTimeout: 60_000,
};
