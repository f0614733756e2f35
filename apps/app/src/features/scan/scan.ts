import type { CameraProblem } from '../camera/camera';

export interface ScanStageProps {
  torch: boolean;
  /** Told what is in each code that comes into sight, again and again while it stays there. */
  onCode: (text: string) => void;
  /** @param hasTorch whether the camera has a light that can stay on */
  onReady: (hasTorch: boolean) => void;
  onProblem: (problem: CameraProblem) => void;
}
