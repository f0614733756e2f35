/**
 * Two people, one W: a stroke from each side on a 32 by 32 grid, meeting in the middle where what they
 * share is. Round ends, 4.6 wide.
 */
export const MARK = {
  width: 4.6,
  first: 'M4.6 7.5 L10.8 24 L18.2 7.5',
  second: 'M13.8 7.5 L21.2 24 L27.4 7.5',
};
