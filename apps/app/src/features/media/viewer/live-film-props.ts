export interface LiveFilmProps {
  /** Signed for some minutes; the film is shorter than that. */
  url: string;
  /** What it is called by screen readers. */
  label: string;
  /** It has been played. */
  onEnd: () => void;
  /** It did not come, or the device has no decoder for it. */
  onFail: () => void;
}
