export { type FailureReason, ImagingError } from './errors.ts';
export type { FilmSource } from './film/ffmpeg.ts';
export { type ProcessedFilm, processFilm } from './film/process-film.ts';
export { MAX_FILE_SIZE, MAX_FILM_SIZE } from './limits.ts';
export { type ProcessedImage, processImage, type Variant } from './process-image.ts';
export { type ImageType, sniffType } from './sniff.ts';
export { type VariantSpec, variants } from './variants.ts';
