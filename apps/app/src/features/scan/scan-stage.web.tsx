import { useEffect, useRef } from 'react';
import { constrain, problemOf } from '../camera/web-camera.web';
import { openDecoder } from './decode.web';
import type { ScanStageProps } from './scan';

/** Milliseconds between two looks: fast for a person, slow for a phone that should stay cool. */
const PAUSE = 120;

async function openScanCamera(): Promise<{ stream: MediaStream; track: MediaStreamTrack }> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  const [track] = stream.getVideoTracks();
  if (!track) throw new DOMException('No picture', 'NotFoundError');
  return { stream, track };
}

const hasTorch = (track: MediaStreamTrack): boolean =>
  ((track.getCapabilities?.() ?? {}) as { torch?: boolean }).torch === true;

/** What the camera sees, and the codes in it. */
export function ScanStage({ torch, onCode, onReady, onProblem }: ScanStageProps) {
  const video = useRef<HTMLVideoElement>(null);
  const camera = useRef<MediaStreamTrack>(null);
  const listeners = useRef({ onCode, onReady, onProblem });
  listeners.current = { onCode, onReady, onProblem };

  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = async () => {
      const [{ stream, track }, decoder] = await Promise.all([openScanCamera(), openDecoder()]);
      const view = video.current;
      if (gone || !view) return track.stop();
      camera.current = track;
      track.addEventListener('ended', () => !gone && listeners.current.onProblem('busy'));
      view.srcObject = stream;
      await view.play();
      if (gone) return;
      listeners.current.onReady(hasTorch(track));
      const look = () => {
        const text = view.videoWidth > 0 ? decoder.read(view, view.videoWidth, view.videoHeight) : null;
        if (text !== null) listeners.current.onCode(text);
        if (!gone) timer = setTimeout(look, PAUSE);
      };
      look();
    };
    begin().catch((error: unknown) => !gone && listeners.current.onProblem(problemOf(error)));
    return () => {
      gone = true;
      clearTimeout(timer);
      camera.current?.stop();
      camera.current = null;
    };
  }, []);

  useEffect(() => {
    if (camera.current) void constrain(camera.current, { torch });
  }, [torch]);

  return (
    <video
      ref={video}
      muted
      playsInline
      aria-hidden
      style={{ position: 'absolute', inset: 0, width: '100%', height: '100%', objectFit: 'cover' }}
    />
  );
}
