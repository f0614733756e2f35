import {
  type CertificateContent,
  ConnectionError,
  type Problem,
  type ProblemCode,
  ProblemError,
} from '@wmory/contract';
import type { FailureCause } from '@wmory/uploader';

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** Sizes as people read them, in powers of ten. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  for (; value >= 999.5 && unit < units.length - 1; unit++) value /= 1000;
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to hide
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** A name from elsewhere, such that it cannot steer the terminal. */
export const printable = (name: string): string => name.replace(unprintable, '\ufffd');

/** Everything the command line says. */
export const text = {
  description: 'Share photos with a group from the command line: upload a folder, download a gallery.',
  serverOption: 'address of the server (else $WMORY_SERVER, the last one, or http://localhost:3000)',
  loginDescription: 'log in; the session is kept for the other commands',
  emailOption: 'e-mail address of the account',
  passwordStdinOption: 'read the password from standard input',
  logoutDescription: 'end the session',
  groupsDescription: 'list the groups you are in',
  jsonOption: 'answer in JSON, for scripts',
  uploadDescription: 'upload all photos of a folder and the folders in it',
  folderArgument: 'the folder',
  groupOption: 'the group, by its name or id',
  dryRunOption: 'only say what would be uploaded',
  concurrencyOption: 'files transferred at a time, 1 to 16',
  downloadDescription: 'download the original files of a group',
  toOption: 'the folder to download to; by default one named like the group',
  exportDescription: 'take home all that the server keeps of you: documents in JSON, and your photos',
  exportToOption: 'the folder to write to',
  noFilesOption: 'only what is known of the photos, without the photos themselves',
  certificateDescription: 'check the certificate of an account that was deleted; needs no account',
  certificateArgument: 'the file that came with the last letter',
  certificateServerOption: 'address of the server that signed it; the one that it names, unless given',
  offlineOption: 'ask no server: only whether the file is as it was signed',
  exitCodes: [
    '',
    'Exit codes: 0 when every file is safe, 1 when some are not, 2 when the command was not understood.',
  ].join('\n'),

  askEmail: 'E-mail: ',
  askPassword: 'Password: ',
  noTerminal: 'There is no terminal to ask for the password on; give it with --password-stdin.',
  noEmail: 'Give the e-mail address with --email.',
  badServer: (value: string) => `${value} is not the address of a server, such as https://photos.example.`,
  badConcurrency: 'must be a whole number from 1 to 16.',
  loggedIn: (name: string, server: string) => `Logged in to ${server} as ${printable(name)}.`,
  loggedOut: (server: string) => `Logged out of ${server}.`,
  loggedOutHere: (server: string) =>
    `The session was forgotten here, but ${server} could not be told: end it in the app, under sessions.`,
  notLoggedIn: 'You are not logged in. Run "wmory login".',
  sessionEnded: 'Your session has ended. Run "wmory login" to log in again.',
  sessionUnreadable: (path: string) =>
    `The session in ${path} cannot be read. Run "wmory login" to log in again.`,
  sessionLocked: (path: string) => `Another process has held ${path} for too long.`,

  noGroups: 'You are in no group yet.',
  groupColumns: ['NAME', 'ROLE', 'MEMBERS', 'PHOTOS', 'ID'],
  noSuchGroup: (name: string) => `You are in no group named ${printable(name)}; "wmory groups" lists yours.`,
  ambiguousGroup: (name: string, ids: string[]) =>
    `${ids.length} of your groups are named ${printable(name)}; give one of the ids: ${ids.join(', ')}`,
  mayNotUpload: (group: string) => `Your role in ${printable(group)} does not allow uploading.`,

  notAFolder: (path: string) => `${path} is not a folder.`,
  folderUnreadable: (path: string) => `${printable(path)} cannot be read.`,
  nothingToUpload: 'There are no photos in this folder.',
  wouldUpload: (count: number, bytes: number, group: string) =>
    `Would upload ${plural(count, 'photo')} (${formatBytes(bytes)}) to ${printable(group)}.`,
  uploading: (count: number, bytes: number, group: string) =>
    `Uploading ${plural(count, 'photo')} (${formatBytes(bytes)}) to ${printable(group)}.`,
  barFormat: '{bar} {value}/{total} safe  {sent} of {bytes}  {note}',
  barResting: (seconds: number) => `trying again in ${plural(seconds, 'second')}`,
  ended: {
    verified: 'safe',
    duplicate: 'already there',
    refused: 'refused',
    failed: 'failed',
    cancelled: 'stopped',
  },
  line: (outcome: string, path: string, reason: string | null): string =>
    `${outcome.padEnd(13)} ${text.withReason(path, reason)}`,
  withReason: (path: string, reason: string | null): string =>
    printable(path) + (reason ? `: ${reason}` : ''),
  safe: (safe: number, all: number, uploaded: number, there: number) =>
    `${safe} of ${all} safe: ${uploaded} uploaded, ${there} already there.`,
  refused: (count: number) => `${count} refused:`,
  failed: (count: number) => `${count} failed:`,
  stopped: (count: number) => `${count} not uploaded, as you stopped it.`,
  runAgain: 'Run the same command again to go on; what is safe is not sent twice.',
  leftOut: (endings: [ending: string, count: number][]) =>
    `Left out, as they are no photos: ${endings.map(([ending, count]) => `${count} ${ending || 'without ending'}`).join(', ')}.`,
  stopping: 'Stopping. Press Ctrl-C again to stop at once.',

  downloading: (count: number, folder: string) =>
    `Downloading ${plural(count, 'photo')} to ${printable(folder)}.`,
  downloadBarFormat: '{bar} {value}/{total} photos',
  downloadEnded: {
    downloaded: 'downloaded',
    there: 'already there',
    gone: 'gone',
    failed: 'failed',
    stopped: 'stopped',
  },
  downloadSummary: (here: number, all: number, downloaded: number, there: number) =>
    `${here} of ${all} here: ${downloaded} downloaded, ${there} already there.`,
  gone: (count: number) => `${plural(count, 'photo was', 'photos were')} deleted in the meantime.`,
  downloadStopped: (count: number) => `${count} not downloaded, as you stopped it.`,
  downloadAgain: 'Run the same command again to go on; what is here is not fetched twice.',

  exported: (folder: string) => `Your data is in ${printable(folder)}.`,
  withheld: (count: number) =>
    `${plural(count, 'photo has', 'photos have')} no file to be had: it never arrived, or a decision keeps it from everyone.`,

  noCertificate: (path: string) => `${printable(path)} is no certificate of a deleted account.`,
  certificateAltered: 'This certificate was altered, or was not signed at all: it proves nothing.',
  certificateForeign: (server: string) =>
    `This certificate was not signed by ${server}, or its secret was replaced since: it proves nothing.`,
  certificateGenuine: (server: string) => `This certificate is genuine: ${server} has signed it.`,
  certificateUnaltered: (key: string, server: string) =>
    `This certificate is as it was signed, by the key ${key}. Whether that is the key of ${printable(server)}, the server knows.`,
  certificateSays: ({ account, requestedAt, deletedAt, deleted, kept }: CertificateContent) =>
    [
      `Account ${account}, asked for at ${requestedAt}, deleted at ${deletedAt}.`,
      `Deleted: ${plural(deleted.photos, 'photo')} (${formatBytes(deleted.bytes)}), ${plural(deleted.memberships, 'membership')}, ${plural(deleted.sessions, 'session')}, ${plural(deleted.passkeys, 'passkey')}.`,
      `Kept without a name: ${plural(kept.photos, 'photo')} given to groups, ${plural(kept.evidence, 'copy', 'copies')} of reported ones.`,
      '',
    ].join('\n'),

  empty: 'the file is empty',
  notAPhoto: 'its content is not that of a photo or a video',
  unreadable: 'the file cannot be read',
  digestDiffers: 'what arrived is not what was uploaded',
  storeAnswered: (status: number) => `the store answered ${status}`,
  noServer: (detail: string) => `The server cannot be reached. (${detail})`,
  unexpected: (detail: string) => `Something went wrong: ${detail}`,
} as const;

const causes: Record<FailureCause, string> = {
  unreadable: text.unreadable,
  changed: 'the file keeps changing while it is uploaded',
  unreachable: 'the server could not be reached',
  'turned-down': 'the store did not take the file',
  unannounceable: 'its name is too long',
};

export const causeSentence = (cause: FailureCause): string => causes[cause];

/** What the problem says to someone at a terminal, where the contract's own title would not do. */
const problemSentences: Partial<Record<ProblemCode, (params: Problem['params']) => string>> = {
  unauthenticated: () => text.sessionEnded,
  'session-ended': () => text.sessionEnded,
  'wrong-credentials': () => 'The e-mail address or the password is wrong.',
  'email-unverified': () =>
    'Confirm your e-mail address first: open the app and enter the code that was sent to you.',
  'too-many-attempts': () => 'There were too many wrong attempts. Try again later.',
  'rate-limited': () => 'The server asks you to wait a while. Try again later.',
  'not-found': () => 'the group is gone, or you are not in it any more',
  forbidden: () => 'your role in the group does not allow it',
  'quota-exceeded': (params) =>
    typeof params?.['resetsAt'] === 'string'
      ? `today's upload quota is used up; it starts anew at ${params['resetsAt']}`
      : "today's upload quota is used up",
  'file-empty': () => text.empty,
  'file-too-large': (params) =>
    typeof params?.['limit'] === 'number'
      ? `the file is larger than the ${formatBytes(params['limit'])} that the server takes`
      : 'the file is larger than the server takes',
  'type-unsupported': () => 'this type of file cannot be shared',
  'upload-expired': () => 'the upload took too long',
};

export function problemSentence({ code, title, params }: Problem): string {
  return problemSentences[code]?.(params) ?? title;
}

/** One sentence for whatever a command failed with. */
export function errorSentence(error: unknown): string {
  if (error instanceof ProblemError) return capitalise(problemSentence(error.problem));
  if (error instanceof ConnectionError) return text.noServer(reasonOf(error));
  return text.unexpected(error instanceof Error ? error.message : String(error));
}

/** The innermost reason, such as `connect ECONNREFUSED 127.0.0.1:3000`. */
function reasonOf(error: Error): string {
  let inner: unknown = error;
  while (inner instanceof Error && inner.cause !== undefined) inner = inner.cause;
  if (inner instanceof AggregateError && inner.errors[0] instanceof Error) return inner.errors[0].message;
  return inner instanceof Error ? inner.message : error.message;
}

const capitalise = (sentence: string): string => {
  const full = /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
  return full.charAt(0).toUpperCase() + full.slice(1);
};
