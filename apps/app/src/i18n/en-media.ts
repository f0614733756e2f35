/** What the feed, the viewer, uploads and the trash say. */
export const media = {
  emptyTitle: 'No photos yet',
  emptyBody: 'What anyone adds shows up here, for everyone in the group.',
} as const;
