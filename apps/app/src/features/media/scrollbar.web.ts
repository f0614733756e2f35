let known: number | null = null;

/** Pixels that a scroll bar takes from the content; none where bars lie over it. */
export function scrollbarWidth(): number {
  if (known !== null) return known;
  const probe = document.createElement('div');
  probe.style.overflowY = 'scroll';
  probe.style.position = 'absolute';
  document.body.append(probe);
  known = probe.offsetWidth - probe.clientWidth;
  probe.remove();
  return known;
}
