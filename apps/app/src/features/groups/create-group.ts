import { create } from 'zustand';

/** Whether the sheet that makes a group is open. */
export const useCreateGroupOpen = create<{ open: boolean }>(() => ({ open: false }));

/** Opens the sheet that makes a group, from wherever. */
export const openCreateGroup = (): void => useCreateGroupOpen.setState({ open: true });

export const closeCreateGroup = (): void => useCreateGroupOpen.setState({ open: false });
