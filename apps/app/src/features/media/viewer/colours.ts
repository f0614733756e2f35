// A photo is looked at in the dark, whichever scheme the app has.
export const GROUND = '#0C0A0A';
export const INK = '#FFFFFF';
export const SOFT_INK = 'rgba(255, 255, 255, 0.78)';
export const HOVER = 'rgba(255, 255, 255, 0.14)';
export const PRESS = 'rgba(255, 255, 255, 0.24)';
/** Behind what floats on a photo. */
export const VEIL = 'rgba(0, 0, 0, 0.42)';
/** Behind words that float on a photo, however bright it is; and while they are pointed at. */
export const WORDS_VEIL = 'rgba(0, 0, 0, 0.62)';
export const WORDS_LIT = 'rgba(0, 0, 0, 0.8)';
export const SHADOW = '0 1px 4px rgba(0, 0, 0, 0.7)';
