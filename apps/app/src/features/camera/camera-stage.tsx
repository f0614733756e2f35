import { CameraView } from 'expo-camera';
import { File } from 'expo-file-system';
import { useImperativeHandle, useRef } from 'react';
import { StyleSheet } from 'react-native';
import { type CameraPowers, type CameraStageProps, nameShot } from './camera';
import { useCameraGrant } from './use-camera-grant';

const powers: CameraPowers = {
  flip: true,
  flash: ['off', 'auto', 'on'],
  zoomName: (zoom) => `${Math.round(zoom * 100)} %`,
};

/** What the camera sees. */
export function CameraStage({ ref, facing, flash, zoom, onReady, onProblem }: CameraStageProps) {
  const view = useRef<CameraView>(null);
  const granted = useCameraGrant(onProblem);

  useImperativeHandle(
    ref,
    () => ({
      async take(quick) {
        const at = new Date();
        const picture = await view.current?.takePictureAsync({
          quality: 1,
          exif: true,
          skipProcessing: quick,
          shutterSound: !quick,
        });
        if (!picture) throw new Error('The camera does not run');
        const { id, name } = nameShot(at, picture.format);
        return {
          id,
          url: picture.uri,
          file: {
            name,
            mimeType: picture.format === 'png' ? 'image/png' : 'image/jpeg',
            size: new File(picture.uri).size ?? 0,
            modifiedAt: at.getTime(),
            handle: { uri: picture.uri },
          },
        };
      },
    }),
    [],
  );

  if (!granted) return null;
  return (
    <CameraView
      ref={view}
      style={StyleSheet.absoluteFill}
      mode="picture"
      facing={facing === 'user' ? 'front' : 'back'}
      flash={flash}
      zoom={zoom}
      animateShutter={false}
      onCameraReady={() => onReady(powers)}
      onMountError={() => onProblem('busy')}
    />
  );
}
