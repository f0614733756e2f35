export interface FilmProps {
  /** Signed for some minutes; it is asked for in parts, also later. */
  url: string;
  /** Seconds into the film where it begins. */
  from: number;
  /** What it is called by screen readers. */
  label: string;
  /** No more of it came, or the device has no decoder for it; told how many seconds were played. */
  onFail: (at: number) => void;
}
