/**
 * What an outsider sees of a group: blurs. Drawn for the app from plain gradients, kept as base64 ThumbHashes
 * with width over height.
 */
export const hiddenPictures = [
  { hash: 'LdgJLQyGiY9n14dYh4OHp3hxn0f3', ratio: 0.76 },
  { hash: 'ajkKFYR3modviIepV3eIaHpw91UV', ratio: 1.31 },
  { hash: 'WcgRFQJniI93uIiXh3d4d3eP2vXH', ratio: 0.8 },
  { hash: 'mTgONYZ2eYeLeIiQaHh3eXeGgEgH', ratio: 1.4 },
  { hash: 'VhgKBggWd/hZlheoiFeah3h4+V5ekAo=', ratio: 0.83 },
  { hash: 'NOcFFYK5dHmAaYdhpbhWh4iAgQgX', ratio: 1.5 },
  { hash: 'YfgJHgTYaPeIWDeneIeIipaIiI+D0Dg=', ratio: 0.8 },
  { hash: 'GYkKHwILKIeXioRkiCh2F4iG12BKFmAE', ratio: 1 },
  { hash: 'aukNXYaHiHePiHiFiFiIh4iAhAgI', ratio: 1.4 },
] as const;
