// What a fake container runs: `/readyz` answers as the image's behaviour says, everything else with the digest.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [port = '', digest = '', file = ''] = process.argv.slice(2);
const behaviour = readFileSync(file, 'utf8');
if (behaviour === 'migration fails') {
  console.error('The schema could not be brought up to date.');
  process.exit(1);
}

let asked = 0;
function isReady(): boolean {
  asked += 1;
  if (behaviour === 'never ready') return false;
  if (behaviour === 'slow') return asked > 3;
  if (behaviour === 'ends later' && asked > 2) process.exit(1);
  if (behaviour === 'fails later') return asked < 3;
  if (behaviour === 'hiccup') return asked !== 3 && asked !== 4;
  return true;
}

createServer(({ url }, response) => {
  if (url !== '/readyz') response.end(digest);
  else response.writeHead(isReady() ? 200 : 503).end();
}).listen(Number(port), '127.0.0.1');
