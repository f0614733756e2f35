import { readFile } from 'node:fs/promises';
import { ImagingError } from '../errors.ts';
import { MAX_FRAME_PIXELS } from '../limits.ts';

/** The bytes of a film, which is too large to be held whole. */
export interface FilmSource {
  /** Bytes. */
  readonly size: number;
  /** Fills `into` from `position` on as far as there are bytes; answers how many these were. */
  read(into: Uint8Array, position: number): number;
}

/** What a run wrote. */
interface Run {
  /** 0 for success. */
  readonly code: number;
  readonly output: Buffer;
}

export interface Ffmpeg {
  /** What the headers say, as ffprobe's JSON. */
  probe(): Run;
  /** One frame from about that second on, as a PNG, upright; smaller where it does not fit a square of `size` pixels. */
  picture(second: number, size: number): Run;
}

interface FileNode {
  usedBytes: number;
  stream_ops: Record<string, unknown>;
}
interface Core {
  readonly FS: {
    writeFile(path: string, bytes: Uint8Array): void;
    readFile(path: string): Uint8Array;
    lookupPath(path: string): { node: FileNode };
  };
  readonly ret: number;
  reset(): void;
  exec(...args: string[]): void;
  ffprobe(...args: string[]): void;
  setLogger(logger: () => void): void;
  setTimeout(milliseconds: number): void;
}
interface Instance {
  readonly exports: object;
}
type Factory = (options: {
  instantiateWasm(imports: object, receive: (instance: Instance) => void): object;
}) => Promise<Core>;

// As much of it as is used here; Node's types do not know it.
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  Instance: new (module: object, imports: object) => Instance;
};

const TIME_LIMIT = 60_000;
/** Nothing but a file, in it nothing but QuickTime and its kin, and no decoder for a frame of more than these pixels. */
const INPUT = ['-protocol_whitelist', 'file', '-f', 'mov', '-max_pixels', String(MAX_FRAME_PIXELS)];
let compiled: Promise<object> | undefined;

/**
 * FFmpeg, compiled to WebAssembly, over one film: what is wrong with a film can only harm a heap that nothing else
 * lives in, and that is new for each. Throws ImagingError `corrupt` where it cannot go on.
 */
export async function openFfmpeg(source: FilmSource): Promise<Ffmpeg> {
  const core = await instantiate();
  core.setLogger(() => undefined);
  core.FS.writeFile('/film', new Uint8Array());
  const { node } = core.FS.lookupPath('/film');
  node.usedBytes = source.size;
  node.stream_ops = {
    ...node.stream_ops,
    read: (_: unknown, heap: Int8Array, offset: number, length: number, position: number) =>
      source.read(new Uint8Array(heap.buffer, heap.byteOffset + offset, length), position),
  };

  function run(work: () => void, path: string): Run {
    core.reset();
    core.setTimeout(TIME_LIMIT);
    try {
      work();
      const output = Buffer.from(core.FS.readFile(path));
      return { code: core.ret, output };
    } catch (cause) {
      throw new ImagingError('corrupt', 'the film cannot be read', { cause });
    }
  }

  return {
    probe: () =>
      run(
        () =>
          core.ffprobe(
            ...['-v', 'error', ...INPUT],
            ...['-show_format', '-show_streams', '-of', 'json', '/film', '-o', '/probe'],
          ),
        '/probe',
      ),
    picture: (second, size) =>
      run(
        () =>
          core.exec(
            ...['-v', 'error', ...INPUT, '-noaccurate_seek', '-ss', String(second), '-i', '/film'],
            ...['-map', '0:v:0', '-frames:v', '1'],
            ...[
              '-vf',
              `scale='min(${size},iw)':'min(${size},ih)':force_original_aspect_ratio=decrease:flags=area`,
            ],
            ...['-f', 'image2', '-c:v', 'png', '-compression_level', '1', '/picture'],
          ),
        '/picture',
      ),
  };
}

/** Compiled once; an instance for each film. */
async function instantiate(): Promise<Core> {
  compiled ??= readFile(new URL(import.meta.resolve('@ffmpeg/core/wasm'))).then(WebAssembly.compile);
  const module = await compiled;
  const { default: create } = (await import('@ffmpeg/core')) as { default: Factory };
  return inWorkerScope(() =>
    create({
      instantiateWasm(imports, receive) {
        const instance = new WebAssembly.Instance(module, imports);
        receive(instance);
        return instance.exports;
      },
    }),
  );
}

/** The glue code is made for workers of a browser, and asks for their address once, at its start. */
function inWorkerScope<T>(start: () => T): T {
  const scope = globalThis as { self?: unknown };
  scope.self = { location: { href: '' } };
  try {
    return start();
  } finally {
    delete scope.self;
  }
}
