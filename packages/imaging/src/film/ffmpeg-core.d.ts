// The package has no types of its own.
declare module '@ffmpeg/core' {
  const create: unknown;
  export default create;
}
