/** The site that `local-checkers.ts` asks, at every address of this machine. */
import { once } from 'node:events';
import { createServer as createHttp, type RequestListener } from 'node:http';
import { createServer as createHttps } from 'node:https';
import type { AddressInfo } from 'node:net';
import { makeCertificate } from '../src/local/sites/certificate.ts';

// Whoever asked for it is gone.
process.once('disconnect', () => process.exit());
const isSecure = process.argv[2] === 'HTTPS';
const answer: RequestListener = (_, response) => response.end('{"service":"bench"}');
const server = isSecure
  ? createHttps(makeCertificate({ subject: 'bench', names: [] }), answer)
  : createHttp(answer);
server.listen(0, '0.0.0.0');
await once(server, 'listening');
process.send?.((server.address() as AddressInfo).port);
