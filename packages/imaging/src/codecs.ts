import sharp from 'sharp';

/**
 * libvips with every loader shut but the five that are meant. Only the in-memory ones are opened, so that
 * no input can make it read a file. HEIC has a decoder of its own, in `heic.ts`.
 */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});
// No photo is opened twice, and one thread a photo wastes the least: the pool of processes fills the cores.
sharp.cache(false);
sharp.concurrency(1);

export { sharp };
