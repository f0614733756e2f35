import { useEffect, useImperativeHandle, useRef } from 'react';
import { candidateOf } from '@/features/uploads/files.web';
import { type CameraStageProps, nameShot } from './camera';
import { openCamera, problemOf, type WebCamera } from './web-camera.web';

/** What the camera sees. */
export function CameraStage({ ref, facing, flash, zoom, onReady, onProblem }: CameraStageProps) {
  const video = useRef<HTMLVideoElement>(null);
  const camera = useRef<WebCamera>(null);
  const listeners = useRef({ onReady, onProblem });
  listeners.current = { onReady, onProblem };

  useEffect(() => {
    let gone = false;
    const begin = async () => {
      const opened = await openCamera(facing);
      if (gone || !video.current) return opened.stop();
      camera.current = opened;
      for (const track of opened.stream.getVideoTracks())
        track.addEventListener('ended', () => !gone && listeners.current.onProblem('busy'));
      video.current.srcObject = opened.stream;
      await video.current.play();
      if (!gone) listeners.current.onReady(opened.powers);
    };
    begin().catch((error: unknown) => !gone && listeners.current.onProblem(problemOf(error)));
    return () => {
      gone = true;
      camera.current?.stop();
      camera.current = null;
    };
  }, [facing]);

  useEffect(() => void camera.current?.setZoom(zoom), [zoom]);

  useImperativeHandle(
    ref,
    () => ({
      async take(quick) {
        if (!camera.current || !video.current) throw new Error('The camera does not run');
        const at = new Date();
        const blob = await camera.current.take(video.current, flash, quick);
        const { id, name } = nameShot(at, blob.type === 'image/png' ? 'png' : 'jpg');
        const file = new File([blob], name, { type: blob.type, lastModified: at.getTime() });
        return { id, url: URL.createObjectURL(file), file: candidateOf(file) };
      },
    }),
    [flash],
  );

  return (
    <video
      ref={video}
      muted
      playsInline
      aria-hidden
      style={{
        position: 'absolute',
        inset: 0,
        width: '100%',
        height: '100%',
        objectFit: 'contain',
        // People know themselves from the mirror; the photo is as others see them.
        ...(facing === 'user' && { transform: 'scaleX(-1)' }),
      }}
    />
  );
}
