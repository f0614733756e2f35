import { useCameraPermissions } from 'expo-camera';
import { useEffect } from 'react';
import type { CameraProblem } from './camera';

/** Whether the system lends the camera; asks the person where that is open, and tells when it says no. */
export function useCameraGrant(onProblem: (problem: CameraProblem) => void): boolean {
  const [permission, ask] = useCameraPermissions();
  const denied = permission?.granted === false && !permission.canAskAgain;
  const undecided = permission?.granted === false && permission.canAskAgain;
  useEffect(() => {
    if (denied) onProblem('denied');
    else if (undecided) void ask().then(({ granted }) => granted || onProblem('denied'));
  }, [denied, undecided, ask, onProblem]);
  return permission?.granted ?? false;
}
