/** One question over TCP, for answers that do not fit into a datagram. */
import { connect } from 'node:net';
import { type Packet, streamEncode } from 'dns-packet';
import type { HostAndPort } from '../config/endpoints.ts';
import { decodePacket } from './dns-message.ts';

const LENGTH_BYTES = 2;

/** Rejects when there is no answer in time, or one that is no DNS message. */
export function askOverTcp(server: HostAndPort, query: Packet, timeoutMs: number): Promise<Packet> {
  const { promise, resolve, reject } = Promise.withResolvers<Packet>();
  const socket = connect(server.port, server.host, () => socket.write(streamEncode(query)));
  const timer = setTimeout(() => fail('no answer in time over TCP'), timeoutMs);
  const fail = (why: string) => {
    clearTimeout(timer);
    socket.destroy();
    reject(new Error(why));
  };
  let received = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    const whole = wholeMessage(received);
    if (whole === undefined) return;
    const packet = decodePacket(whole);
    if (packet === undefined) return fail('no DNS message over TCP');
    clearTimeout(timer);
    socket.destroy();
    resolve(packet);
  });
  socket.on('error', () => fail('no connection over TCP'));
  socket.on('close', () => fail('the connection was closed over TCP'));
  return promise;
}

function wholeMessage(received: Buffer): Buffer | undefined {
  if (received.length < LENGTH_BYTES) return undefined;
  const end = LENGTH_BYTES + received.readUInt16BE(0);
  return received.length < end ? undefined : received.subarray(LENGTH_BYTES, end);
}
