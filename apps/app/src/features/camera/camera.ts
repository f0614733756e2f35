import type { Candidate } from '@/features/uploads/candidate';

export type Facing = 'user' | 'environment';
export type FlashMode = 'off' | 'on' | 'auto';

/** What the camera that runs can do. */
export interface CameraPowers {
  /** Whether there is another one to turn to. */
  flip: boolean;
  /** The modes that it has; `off` alone: it has no light. */
  flash: readonly FlashMode[];
  /** What to call a zoom, from 0 to 1; null: it has none. */
  zoomName: ((zoom: number) => string) | null;
}

/**
 * Why there is no picture. `denied`: the person or the system said no; `none`: no camera here; `busy`: another program
 * has it, or it stopped; `insecure`: browsers lend none to pages without TLS.
 */
export type CameraProblem = 'denied' | 'none' | 'busy' | 'insecure';

/** A photo that was just taken. */
export interface Shot {
  id: string;
  /** To draw it with. */
  url: string;
  file: Candidate;
}

export interface CameraStageHandle {
  /**
   * Takes a photo; rejects where the camera fails.
   *
   * @param quick as fast as it can, one of a burst: in a browser a picture of what is shown
   */
  take(quick: boolean): Promise<Shot>;
}

export interface CameraStageProps {
  ref: React.Ref<CameraStageHandle>;
  facing: Facing;
  flash: FlashMode;
  /** From 0, all of the picture, to 1, as near as it goes. */
  zoom: number;
  onReady: (powers: CameraPowers) => void;
  onProblem: (problem: CameraProblem) => void;
}

const two = (value: number) => String(value).padStart(2, '0');
let count = 0;

/** A name as cameras give it, of the time by the clock here. */
export function nameShot(at: Date, ending: string): { id: string; name: string } {
  count += 1;
  const day = `${at.getFullYear()}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  const time = `${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
  const thousandths = String(at.getMilliseconds()).padStart(3, '0');
  return { id: `${at.getTime()}.${count}`, name: `IMG_${day}_${time}_${thousandths}.${ending}` };
}
