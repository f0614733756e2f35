import type { ConfigField } from './config-parsers.ts';

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

const appleApps = (text: string): string[] => {
  const apps = list(text);
  if (!apps.every((app) => /^[A-Z0-9]{10}\.[A-Za-z0-9.-]+$/.test(app)))
    throw new Error('must be team and bundle, such as ABCDE12345.org.wmory.app, with commas');
  return apps;
};

/** SHA-256 of a certificate as Android writes it: pairs of capital hex digits with colons. */
const certificates = (text: string): string[] => {
  const prints = list(text).map((print) => print.toUpperCase());
  if (!prints.every((print) => /^([0-9A-F]{2}:){31}[0-9A-F]{2}$/.test(print)))
    throw new Error(
      'must be SHA-256 fingerprints of certificates, 32 pairs of hex digits with colons, with commas',
    );
  return prints;
};

const packageName = (text: string): string => {
  if (!/^[A-Za-z]\w*(\.[A-Za-z]\w*)+$/.test(text))
    throw new Error('must be a package name such as org.wmory.app');
  return text;
};

export const appLinkFields = {
  appleApps: {
    name: 'APPLE_APPS',
    section: 'Server',
    description:
      'Apps for iOS that open links to this server, each its team and bundle, with commas: ABCDE12345.org.wmory.app. Unset: none.',
    default: '',
    parse: appleApps,
  },
  androidPackage: {
    name: 'ANDROID_PACKAGE',
    section: 'Server',
    description: 'App for Android that opens links to this server, if ANDROID_CERTIFICATES is set.',
    default: 'org.wmory.app',
    parse: packageName,
  },
  androidCertificates: {
    name: 'ANDROID_CERTIFICATES',
    section: 'Server',
    description:
      'SHA-256 fingerprints of the certificates that this app is signed with, with commas. Unset: no app opens links.',
    default: '',
    parse: certificates,
  },
} as const satisfies Record<string, ConfigField>;
