/** What the camera, the QR reader and the choice of a group for files say. */
export const unplaced = {
  title_one: 'Add {{count}} photo to',
  title_other: 'Add {{count}} photos to',
  body_one: '{{size}}, in full quality.',
  body_other: '{{size}} together, in full quality.',
  nowhere: 'You are in no group that you may add photos to.',
  nothingShared: 'No photos arrived. Share them again.',
  left: 'The photos were not added',
} as const;
