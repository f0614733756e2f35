import type { Group, Quota } from '@wmory/contract';
import i18n from 'i18next';
import { create } from 'zustand';
import { showToast } from '@/components/toast';
import { api } from '@/lib/api';
import { bytesOf, type Candidate, sortOut } from './candidate';
import { joinPairs } from './join-pairs';
import { useUploads } from './upload-state';
import { addUploads } from './uploads';

/** Files that do not fit into what may still be uploaded today. */
export interface Surplus {
  groupId: string;
  photos: Candidate[];
  /** Bytes left today. */
  left: number;
  resetsAt: string;
}

/** What to ask the person about; null: nothing. */
export const useSurplus = create<{ surplus: Surplus | null }>(() => ({ surplus: null }));

export const settleSurplus = (): void => useSurplus.setState({ surplus: null });

/** Bytes in the queue that the server has not set aside yet. */
function unreserved(): number {
  const { files } = useUploads.getState().snapshot;
  return files
    .filter(({ status }) => status === 'waiting' || status === 'hashing' || status === 'authorising')
    .reduce((sum, { size }) => sum + size, 0);
}

const leftOf = ({ limit, used, reserved }: Quota): number =>
  Math.max(0, limit - used - reserved - unreserved());

/** The photos and videos among files, live photos as one; says how many others were left out. */
export function photosAmong(candidates: readonly Candidate[]): Candidate[] {
  const { photos, others } = sortOut(candidates);
  if (others.length > 0) {
    showToast({ message: i18n.t('media.upload.leftOut', { count: others.length }), tone: 'problem' });
  }
  return joinPairs(photos);
}

/**
 * Takes files that someone chose, dropped or pasted into a group. Says what cannot be shared, and asks first when
 * they are more than today's quota holds.
 */
export async function offerFiles(
  group: Pick<Group, 'id' | 'abilities'>,
  candidates: readonly Candidate[],
): Promise<void> {
  if (candidates.length === 0) return;
  if (!group.abilities.upload) {
    showToast({ message: i18n.t('media.upload.forbidden'), tone: 'problem' });
    return;
  }
  const photos = photosAmong(candidates);
  if (photos.length === 0) return;
  // The server has the last word; if it does not answer now, the queue waits for it.
  const quota = await api.getQuota().catch(() => null);
  const left = quota ? leftOf(quota) : Number.POSITIVE_INFINITY;
  if (quota && bytesOf(photos) > left) {
    useSurplus.setState({ surplus: { groupId: group.id, photos, left, resetsAt: quota.resetsAt } });
  } else addUploads(group.id, photos);
}
