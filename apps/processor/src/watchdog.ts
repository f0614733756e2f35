import { workerData } from 'node:worker_threads';

/** A thread of its own that ends the process once its parent is another than the one that started it. */
setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL');
}, 500);
