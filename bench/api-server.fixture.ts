import { createApp } from '../apps/server/src/app.ts';
import { parseConfig } from '../apps/server/src/config.ts';

/** The real server, until its parent lets go. */
const app = await createApp(parseConfig(process.env));
const url = await app.listen();
process.on('disconnect', () => void app.close().then(() => process.exit()));
process.send?.(url);
