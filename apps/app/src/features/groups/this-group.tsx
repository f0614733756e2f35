import type { Group } from '@wmory/contract';
import { createContext, type ReactNode, useContext } from 'react';

const ThisGroup = createContext<Group | null>(null);

/** Gives the pages below the group that they are about. */
export function ThisGroupProvider({ group, children }: { group: Group; children: ReactNode }) {
  return <ThisGroup value={group}>{children}</ThisGroup>;
}

/** The group whose pages these are. */
export function useThisGroup(): Group {
  const group = useContext(ThisGroup);
  if (!group) throw new Error('This is not a page of a group');
  return group;
}
