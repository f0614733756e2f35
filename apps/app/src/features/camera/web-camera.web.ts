import type { CameraPowers, CameraProblem, Facing, FlashMode } from './camera';

// The parts of Media Capture that TypeScript's library leaves out.
interface PhotoCapabilities {
  imageWidth?: { max: number };
  imageHeight?: { max: number };
  fillLightMode?: readonly string[];
}
interface StillCapture {
  getPhotoCapabilities(): Promise<PhotoCapabilities>;
  takePhoto(settings: object): Promise<Blob>;
}
interface Extras {
  torch?: boolean;
  zoom?: { min: number; max: number; step?: number };
}
const StillCapture = (globalThis as { ImageCapture?: new (track: MediaStreamTrack) => StillCapture })
  .ImageCapture;

/** A camera of the browser that runs. */
export interface WebCamera {
  stream: MediaStream;
  powers: CameraPowers;
  setZoom(zoom: number): Promise<void>;
  take(video: HTMLVideoElement, flash: FlashMode, quick: boolean): Promise<Blob>;
  stop(): void;
}

/** Milliseconds after which the picture of the video is better than none. */
const PATIENCE = 6000;
const QUALITY = 0.95;

/** Why the browser lends no camera, by the names that Media Capture and Streams gives to its errors. */
export function problemOf(error: unknown): CameraProblem {
  if (!navigator.mediaDevices) return 'insecure';
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    default:
      return 'busy';
  }
}

/** Milliseconds; a video that stands still has no next frame. */
const STILL = 3_000;

/** Until the video shows another frame: taken faster than that, the photos of a burst would be the same. */
const nextFrame = (video: HTMLVideoElement): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, STILL);
    video.requestVideoFrameCallback?.(() => resolve());
  });

/** What the video shows, in all its pixels. */
function grabFrame(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('There is no picture'))),
      'image/jpeg',
      QUALITY,
    ),
  );
}

/** Asks a camera for something that not every one has; one that has not stays as it is. */
export const constrain = (track: MediaStreamTrack, extras: Record<string, unknown>): Promise<void> =>
  track.applyConstraints({ advanced: [extras] } as MediaTrackConstraints).catch(() => {});

async function hasOthers(): Promise<boolean> {
  const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
  return devices.filter(({ kind }) => kind === 'videoinput').length > 1;
}

/** Whether to ask for the zoom, too: where that is refused already, asking refuses the camera with it. */
const mayZoom = (): Promise<boolean> =>
  navigator.permissions.query({ name: 'camera', panTiltZoom: true } as never).then(
    ({ state }) => state !== 'denied',
    () => false,
  );

/**
 * Asks the browser for a camera, at its full resolution; rejects as `getUserMedia` does.
 */
export async function openCamera(facing: Facing): Promise<WebCamera> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: {
      facingMode: { ideal: facing },
      // More than any has, so that it gives what it has; made to fit, it would be cut off at the sides.
      width: { ideal: 8192 },
      height: { ideal: 8192 },
      ...({ resizeMode: { ideal: 'none' } } as object),
      ...((await mayZoom()) && ({ zoom: true } as object)),
    },
  });
  const [track] = stream.getVideoTracks();
  if (!track) throw new DOMException('No picture', 'NotFoundError');
  const stills = StillCapture ? new StillCapture(track) : null;
  const able = (await stills?.getPhotoCapabilities().catch(() => null)) ?? {};
  const { torch = false, zoom } = (track.getCapabilities?.() ?? {}) as Extras;
  const lights = (able.fillLightMode ?? []).filter((mode) => mode === 'auto' || mode === 'flash');
  const zooms = zoom !== undefined && zoom.max > zoom.min && zoom.min > 0;
  const factorOf = (level: number) => (zooms ? (zoom.max / zoom.min) ** level : 1);

  return {
    stream,
    powers: {
      flip: await hasOthers(),
      flash: lights.includes('flash')
        ? lights.includes('auto')
          ? ['off', 'auto', 'on']
          : ['off', 'on']
        : torch
          ? ['off', 'on']
          : ['off'],
      zoomName: zooms ? (level) => `${factorOf(level).toFixed(1)}×` : null,
    },
    async setZoom(level) {
      if (zooms) await constrain(track, { zoom: zoom.min * factorOf(level) });
    },
    async take(video, flash, quick) {
      const lit = flash === 'on' && !lights.includes('flash') && torch;
      if (lit) await constrain(track, { torch: true });
      try {
        if (quick) await nextFrame(video);
        if (quick || !stills) return await grabFrame(video);
        const still = stills.takePhoto({
          ...(able.imageWidth && { imageWidth: able.imageWidth.max }),
          ...(able.imageHeight && { imageHeight: able.imageHeight.max }),
          ...(lights.includes('flash') && { fillLightMode: flash === 'on' ? 'flash' : flash }),
        });
        const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE, null));
        // Some cameras answer with an error, or not at all; what is shown is there.
        return (await Promise.race([still, late]).catch(() => null)) ?? (await grabFrame(video));
      } finally {
        if (lit) await constrain(track, { torch: false });
      }
    },
    stop() {
      for (const each of stream.getTracks()) each.stop();
    },
  };
}
