import { npmStart } from './npm-start.fixture.ts';

/** Seconds from `npm start` to ready, with nothing left to install or build: the middle of five. */
export async function run(): Promise<void> {
  await (await npmStart()).stop();
  const seconds: number[] = [];
  for (let round = 0; round < 5; round++) {
    const started = await npmStart();
    seconds.push(started.seconds);
    await started.stop();
  }
  seconds.sort((a, b) => a - b);
  console.log(`from ${seconds.at(0)?.toFixed(2)} to ${seconds.at(-1)?.toFixed(2)} s`);
  console.log(`start ${seconds[2]?.toFixed(2)} s`);
}
