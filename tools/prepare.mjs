// Readies a checkout before anything else of it can run: plain JavaScript, no dependencies, Node 20 or newer.
//   node tools/prepare.mjs            installs the dependencies that the lockfile names, if they are not there
//   node tools/prepare.mjs web        and builds the web app, if its sources have changed since the last build

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major > 20 || (major === 20 && minor >= 19)) {
  const { prepare } = await import('./prepare/index.mjs');
  process.exitCode = prepare({ web: process.argv.includes('web') });
} else {
  console.error(`WMORY needs Node 20.19 or newer to set itself up; this is ${process.versions.node}.`);
  process.exitCode = 1;
}
