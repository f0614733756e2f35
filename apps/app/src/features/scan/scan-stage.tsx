import { CameraView } from 'expo-camera';
import { StyleSheet } from 'react-native';
import { useCameraGrant } from '../camera/use-camera-grant';
import type { ScanStageProps } from './scan';

/** What the camera sees, and the codes in it, which the system finds. */
export function ScanStage({ torch, onCode, onReady, onProblem }: ScanStageProps) {
  if (!useCameraGrant(onProblem)) return null;
  return (
    <CameraView
      style={StyleSheet.absoluteFill}
      facing="back"
      enableTorch={torch}
      barcodeScannerSettings={{ barcodeTypes: ['qr'] }}
      onBarcodeScanned={({ data }) => onCode(data)}
      onCameraReady={() => onReady(true)}
      onMountError={() => onProblem('busy')}
    />
  );
}
