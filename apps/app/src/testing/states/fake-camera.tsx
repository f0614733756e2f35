import { useEffect } from 'react';

/** How it stands with the camera of the pretended device. */
export const device = { granted: true, starts: true, broken: false };

function CameraView({
  onCameraReady,
  onMountError,
}: {
  onCameraReady?: () => void;
  onMountError?: () => void;
}) {
  useEffect(() => {
    if (device.broken) onMountError?.();
    else if (device.starts) onCameraReady?.();
  }, [onCameraReady, onMountError]);
  return null;
}

/** What the app uses of expo-camera. */
export const camera = {
  CameraView,
  useCameraPermissions: () => [
    { granted: device.granted, canAskAgain: false },
    async () => ({ granted: device.granted }),
  ],
};
