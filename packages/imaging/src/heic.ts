import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ImagingError } from './errors.ts';
import { MAX_PIXELS } from './limits.ts';

/**
 * HEIC by libheif and libde265, compiled to WebAssembly: the HEVC decoder can only harm its own heap.
 * The C functions are called directly, since the package's own wrapper copies every pixel twice.
 * `error` arguments are where a function writes its `struct heif_error`, whose first word is 0 for success.
 */
interface Libheif {
  readonly HEAPU8: Uint8Array;
  readonly HEAPU32: Uint32Array;
  _malloc(size: number): number;
  _heif_context_alloc(): number;
  _heif_context_set_maximum_image_size_limit(context: number, widthOfSquare: number): void;
  _heif_context_read_from_memory_without_copy(
    error: number,
    context: number,
    data: number,
    size: number,
    options: 0,
  ): void;
  _heif_context_get_primary_image_handle(error: number, context: number, handle: number): void;
  _heif_image_handle_has_alpha_channel(handle: number): number;
  _heif_decode_image(
    error: number,
    handle: number,
    image: number,
    colourSpace: number,
    chroma: number,
    options: number,
  ): void;
  _heif_decoding_options_alloc(): number;
  _heif_image_get_width(image: number, channel: number): number;
  _heif_image_get_height(image: number, channel: number): number;
  _heif_image_get_plane_readonly(image: number, channel: number, stride: number): number;
}

type Factory = (options: { wasmBinary: Buffer; print: () => void; printErr: () => void }) => Libheif;

const COLOUR_SPACE_RGB = 1;
const CHROMA_INTERLEAVED_RGB = 10;
const CHROMA_INTERLEAVED_RGBA = 11;
const CHANNEL_INTERLEAVED = 10;
/** Byte offsets in `struct heif_decoding_options` on wasm32, which only ever grows at its end. */
const CONVERT_HDR_TO_8BIT = 20;
const STRICT_DECODING = 21;

let wasm: Promise<Buffer> | undefined;

/** Interleaved 8-bit pixels, upright, in the colours of the file's profile. The bytes are a view of a decoder's heap. */
export interface HeicPixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/**
 * Decodes the primary image. Rotation and mirroring (`irot`, `imir`) are applied; the EXIF orientation, which
 * the standard makes informative, is not. Throws ImagingError `corrupt`.
 */
export async function decodeHeic(bytes: Buffer): Promise<HeicPixels> {
  const libheif = await instantiate();
  try {
    return decodePrimary(libheif, bytes);
  } catch (cause) {
    if (cause instanceof ImagingError) throw cause;
    throw new ImagingError('corrupt', 'the HEIC decoder gave up', { cause }); // a trap, or its heap is full
  }
}

function decodePrimary(libheif: Libheif, bytes: Buffer): HeicPixels {
  const file = libheif._malloc(bytes.length);
  const [error, slot] = [libheif._malloc(32), libheif._malloc(8)];
  if (!file || !error || !slot) throw new ImagingError('corrupt', 'no memory left for the HEIC decoder');
  libheif.HEAPU8.set(bytes, file);
  const word = (at: number) => libheif.HEAPU32[at >>> 2] as number;
  const check = (step: string) => {
    if (word(error) !== 0) {
      throw new ImagingError('corrupt', `HEIC ${step}: libheif error ${word(error)}.${word(error + 4)}`);
    }
  };
  const context = libheif._heif_context_alloc();
  libheif._heif_context_set_maximum_image_size_limit(context, Math.floor(Math.sqrt(MAX_PIXELS)));
  libheif._heif_context_read_from_memory_without_copy(error, context, file, bytes.length, 0);
  check('container');
  libheif._heif_context_get_primary_image_handle(error, context, slot);
  check('primary image');
  const handle = word(slot);
  const channels = libheif._heif_image_handle_has_alpha_channel(handle) ? 4 : 3;
  const chroma = channels === 4 ? CHROMA_INTERLEAVED_RGBA : CHROMA_INTERLEAVED_RGB;
  const options = libheif._heif_decoding_options_alloc();
  libheif.HEAPU8[options + CONVERT_HDR_TO_8BIT] = 1;
  libheif.HEAPU8[options + STRICT_DECODING] = 1; // else tiles that are cut off come out grey
  libheif._heif_decode_image(error, handle, slot, COLOUR_SPACE_RGB, chroma, options);
  check('pixels');
  const image = word(slot);
  const width = libheif._heif_image_get_width(image, CHANNEL_INTERLEAVED);
  const height = libheif._heif_image_get_height(image, CHANNEL_INTERLEAVED);
  const plane = libheif._heif_image_get_plane_readonly(image, CHANNEL_INTERLEAVED, slot);
  if (!plane || width <= 0 || height <= 0) throw new ImagingError('corrupt', 'HEIC without pixels');
  return { data: packRows(libheif, plane, word(slot), width * channels, height), width, height, channels };
}

/** Rows may be padded; moves them together within the heap, so that no second copy is made. */
function packRows(libheif: Libheif, plane: number, stride: number, row: number, height: number): Uint8Array {
  if (stride !== row) {
    for (let y = 1; y < height; y++) {
      const from = plane + y * stride;
      libheif.HEAPU8.copyWithin(plane + y * row, from, from + row);
    }
  }
  return libheif.HEAPU8.subarray(plane, plane + row * height);
}

/** A fresh decoder for each photo (10 ms; the engine caches the compiled code): nothing survives a trap. */
async function instantiate(): Promise<Libheif> {
  const require = createRequire(import.meta.url);
  wasm ??= readFile(require.resolve('libheif-js/libheif-wasm/libheif.wasm'));
  const factory = require('libheif-js/libheif-wasm/libheif.js') as Factory;
  return factory({ wasmBinary: await wasm, print() {}, printErr() {} });
}
