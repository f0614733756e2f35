import type { Group } from '@wmory/contract';

/** Nothing can be dropped or pasted here. */
export function DropZone(_: { group: Group | null }) {
  return null;
}
