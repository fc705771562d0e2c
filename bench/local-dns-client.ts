/** Asks one server one question many times over, a few at once, and says how many seconds that took. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { encode } from 'dns-packet';
import type { HostAndPort } from '../src/config/endpoints.ts';

const AT_ONCE = 64;
/** A lost datagram must not end the run. */
const STALLED_MS = 200;

const { address, questions } = workerData as { address: HostAndPort; questions: number };
const message = encode({
  type: 'query',
  id: 1,
  questions: [{ name: 'shop.example.com', type: 'A' }],
});
const socket = createSocket('udp4');
await new Promise<void>((connected) => socket.connect(address.port, address.host, connected));
let answered = 0;
let seen = 0;
const all = Promise.withResolvers<void>();
socket.on('message', () => {
  answered += 1;
  if (answered >= questions) all.resolve();
  else socket.send(message);
});

parentPort?.postMessage('ready');
if (parentPort) await once(parentPort, 'message');
const fromMs = performance.now();
const ask = () => {
  for (let one = 0; one < AT_ONCE; one += 1) socket.send(message);
};
ask();
const stalled = setInterval(() => {
  if (answered === seen) ask();
  seen = answered;
}, STALLED_MS);
await all.promise;
clearInterval(stalled);
parentPort?.postMessage((performance.now() - fromMs) / 1000);
socket.close();
