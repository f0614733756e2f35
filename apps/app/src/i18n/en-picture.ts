/** A picture of oneself. */
export const picture = {
  choose: 'Add a picture',
  change: 'Change picture',
  remove: 'Remove picture',
  seenBy: 'Who shares a group with you sees it beside your name.',
  title: 'Your picture',
  frame: 'The picture as others will see it. Arrow keys move it, plus and minus change its size.',
  hint: 'Drag the picture into place.',
  larger: 'Larger',
  smaller: 'Smaller',
  save: 'Use this picture',
  saved: 'Your picture is saved',
  later: 'Your picture is still being prepared. It will be there in a moment.',
  removed: 'Your picture is removed',
  unreadable: 'This file cannot be opened as a picture. Choose another one.',
  refused: 'This picture cannot be used. Choose another one.',
} as const;
