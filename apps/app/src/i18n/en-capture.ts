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

export const camera = {
  open: 'Take photos',
  title: 'Take photos for {{group}}',
  starting: 'Starting the camera',
  shutter: 'Take a photo',
  burst: 'Hold for a burst',
  failed: 'The camera took no photo. Try again.',
  flip: 'Turn to the other camera',
  flash: 'Flash',
  flashMode: { off: 'off', on: 'on', auto: 'auto' },
  zoom: 'Zoom',
  zoomIn: 'Nearer',
  zoomOut: 'Further away',
  taken_one: '{{count}} photo taken',
  taken_other: '{{count}} photos taken',
  review_one: 'Look at the photo',
  review_other: 'Look at the {{count}} photos',
  shot: 'Photo {{index}} of {{count}}',
  backToCamera: 'Back to the camera',
  deleteShot: 'Delete this photo',
  add_one: 'Add {{count}}',
  add_other: 'Add {{count}}',
  discardTitle_one: 'Discard the photo?',
  discardTitle_other: 'Discard {{count}} photos?',
  discardBody: 'They are nowhere else yet.',
  discard: 'Discard',
  choose: 'Choose photos',
  openSettings: 'Open settings',
  trouble: {
    denied: {
      title: 'No access to the camera',
      body: 'Allow it in the settings of this page, beside its address, then try again.',
    },
    deniedNative: 'Allow it in the settings of your phone.',
    none: { title: 'No camera here', body: 'Connect one and try again.' },
    busy: {
      title: 'The camera is in use',
      body: 'Close what else uses it, then try again.',
    },
    insecure: {
      title: 'No camera without a secure connection',
      body: 'Browsers lend the camera to pages with https alone.',
    },
    forbidden: {
      title: 'You cannot add photos here',
      body: 'Your role in this group lets you look, not add.',
    },
  },
} as const;

export const scan = {
  open: 'Scan a code',
  title: 'Scan an invite',
  body: 'Hold the QR code of an invite in front of the camera.',
  torchOn: 'Turn the light on',
  torchOff: 'Turn the light off',
  choose: 'Choose a picture instead',
  noCode: 'There is no QR code in this picture. Choose one in which it is sharp and whole.',
  other: 'This code is not an invite.',
  elsewhere: 'This invite is for another server: {{host}}.',
  openElsewhere: 'Open {{host}}',
} as const;
