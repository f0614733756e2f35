import { ProblemError } from '@wmory/contract';
import type { FileStatus, Snapshot, Totals } from '@wmory/uploader';
import i18n from 'i18next';
import { formatBytes } from '@/lib/format';
import { explain } from '@/lib/problems';
import { uploaderName } from '../media/day';

export type Tone = 'soft' | 'success' | 'danger';

/** What is said of one file. */
export interface StatusText {
  text: string;
  tone: Tone;
}

const said = (text: string, tone: Tone = 'soft'): StatusText => ({ text, tone });

/** Where a file is, or why it is not: one sentence. */
export function statusText(file: FileStatus, myId: string): StatusText {
  const { status, size, sent, photo, problem, cause } = file;
  switch (status) {
    case 'waiting':
    case 'authorising':
      return said(i18n.t('media.upload.waiting', { size: formatBytes(size) }));
    case 'hashing':
      return said(i18n.t('media.upload.checking'));
    case 'uploading':
      if (sent >= size && size > 0) return said(i18n.t('media.upload.finishing'));
      return said(i18n.t('media.upload.sent', { sent: formatBytes(sent), size: formatBytes(size) }));
    case 'confirming':
      return said(i18n.t('media.upload.finishing'));
    case 'cancelling':
    case 'cancelled':
      return said(i18n.t('media.upload.cancelled'));
    case 'verified':
      return said(i18n.t('media.upload.safe', { size: formatBytes(size) }), 'success');
    case 'duplicate':
      if (!photo || photo.uploader?.id === myId) return said(i18n.t('media.upload.duplicateMine'), 'success');
      return said(i18n.t('media.upload.duplicate', { name: uploaderName(photo) }), 'success');
    case 'refused':
    case 'failed':
      if (problem) return said(explain(new ProblemError(problem)), 'danger');
      return said(i18n.t(`media.upload.cause.${cause ?? 'unreachable'}`), 'danger');
  }
}

/** What is said of all of them. */
export interface Summary {
  title: string;
  note: string | null;
  /** 0..1 */
  progress: number;
  state: 'active' | 'waiting' | 'done' | 'trouble';
}

function noteOf({ totals, paused, resting }: Snapshot): string {
  if (paused === 'offline') return i18n.t('media.upload.offline');
  if (paused === 'signed-out') return i18n.t('media.upload.signedOut');
  if (resting !== null && resting > 1500) return i18n.t('media.upload.resting');
  const { safe: done, files: count, bytes, sentBytes } = totals;
  if (bytes > 0 && sentBytes >= bytes) return i18n.t('media.upload.leftNothing', { done, count });
  const left = formatBytes(Math.max(0, bytes - sentBytes));
  return i18n.t('media.upload.left', { done, count, left });
}

/** Each file counts with its bytes, and a little by itself, so that many small ones move the bar too. */
function progressOf({ bytes, sentBytes, files, safe }: Totals): number {
  if (files === 0) return 0;
  const sent = bytes === 0 ? 0 : sentBytes / bytes;
  return 0.9 * sent + 0.1 * (safe / files);
}

/** The head of the panel; null where there is nothing to tell. */
export function summarise(snapshot: Snapshot): Summary | null {
  const { totals, paused, files } = snapshot;
  const { active, safe, failed, refused, duplicate } = totals;
  if (active > 0) {
    return {
      title: i18n.t('media.upload.adding', { count: totals.files }),
      note: noteOf(snapshot),
      progress: progressOf(totals),
      state: paused === null ? 'active' : 'waiting',
    };
  }
  if (totals.files === 0)
    return files.length > 0
      ? { title: i18n.t('media.upload.cancelled'), note: null, progress: 0, state: 'done' }
      : null;
  const troubled = failed + refused;
  const title = i18n.t('media.upload.receipt', { safe, count: totals.files });
  if (troubled > 0)
    return {
      title,
      note: i18n.t('media.upload.trouble', { count: troubled }),
      progress: 1,
      state: 'trouble',
    };
  const note =
    duplicate > 0 ? i18n.t('media.upload.duplicates', { count: duplicate }) : i18n.t('media.upload.allSafe');
  return { title, note, progress: 1, state: 'done' };
}

const rank = ({ status }: FileStatus): number =>
  status === 'failed' || status === 'refused'
    ? 0
    : status === 'verified' || status === 'duplicate' || status === 'cancelled'
      ? 2
      : 1;

/** What needs a look first, then what is on its way, then what is done. */
export const inOrder = (files: readonly FileStatus[]): FileStatus[] =>
  [...files].sort((a, b) => rank(a) - rank(b));
