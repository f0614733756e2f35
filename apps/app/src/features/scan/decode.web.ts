/** Pixels on the longer side that are looked at: enough for a code that fills a fifth of the picture. */
const ENOUGH = 1280;
/** Milliseconds to spend on a picture that somebody chose; a camera brings another one at once. */
const PATIENCE = 1500;

/** Reads the QR codes of pictures. */
export interface Decoder {
  /** What a code in the picture says; null where there is none. */
  read(picture: CanvasImageSource, width: number, height: number, patient?: boolean): string | null;
}

/** Fetches what decodes, once there is something to decode. */
export async function openDecoder(): Promise<Decoder> {
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return {
    read(picture, width, height, patient = false) {
      const scale = Math.min(1, ENOUGH / Math.max(width, height));
      canvas.width = Math.max(1, Math.round(width * scale));
      canvas.height = Math.max(1, Math.round(height * scale));
      if (!context) return null;
      context.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const image = context.getImageData(0, 0, canvas.width, canvas.height);
      try {
        return decodeQR(image, patient ? { timeLimit: PATIENCE } : {});
      } catch {
        return null;
      }
    },
  };
}
