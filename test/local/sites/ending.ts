/**
 * A process whose site is closed at the moment in which it ends a connection: it must end by itself. Given HTTP or
 * HTTPS, and the network of its sites.
 */
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Socket } from 'node:net';
import { LocalSites } from '../../../src/local/sites/sites.ts';
import { VirtualClock } from '../../../src/local/virtual-clock.ts';
import { aLocalConfiguration } from '../local-service.ts';

const [protocol = '', network = ''] = process.argv.slice(2);
const check = protocol === 'HTTPS' ? { protocol: 'HTTPS', port: 8443 } : { protocol: 'HTTP' };
const configuration = aLocalConfiguration({ network, check: check as { protocol: 'HTTP' } });
const clock = VirtualClock.start(1);
const sites = await LocalSites.start(configuration, clock);
const [site] = configuration.services.map(({ primary }) => primary.healthCheck);

const ended = Promise.withResolvers<void>();
const { end } = Socket.prototype;
Socket.prototype.end = function (this: Socket, ...given: unknown[]) {
  const result = Reflect.apply(end, this, given);
  if (this.localPort === site?.port) sites.close().then(ended.resolve, ended.reject);
  return result;
} as typeof end;

const request = protocol === 'HTTPS' ? httpsRequest : httpRequest;
const to = { host: site?.address, port: site?.port, path: '/', agent: false };
request({ ...to, rejectUnauthorized: false }, (response) => response.resume())
  .on('error', () => {})
  .end();
await ended.promise;
clock.stop();
process.stdout.write('closed\n');
